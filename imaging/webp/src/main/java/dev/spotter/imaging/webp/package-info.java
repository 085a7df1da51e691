/**
 * A decoder for WebP (RFC 9649): lossy images (VP8's key frames, RFC 6386), lossless ones and alpha, row by row, with
 * the pixels that libwebp gives. It holds a few rows of a lossy image, the last million pixels of a lossless one, and
 * code tables within a bound.
 *
 * <p>Read {@link dev.spotter.imaging.webp.WebpImage} first: it finds the first frame among the file's chunks, and
 * {@link dev.spotter.imaging.webp.ImageRows} gives its rows. A lossy frame goes from {@code KeyFrame} (its header)
 * and {@code MacroblockDecoder} (prediction and coefficients) through {@code LoopFilter} to {@code LossyRows}. A
 * lossless one goes from {@code PixelReader} (prefix codes) through the {@code RowTransform}s to {@code LosslessRows}.
 * {@code AlphaRows} and {@code TransparentRows} add the alpha channel of a lossy frame.
 */
@NullMarked
package dev.spotter.imaging.webp;

import org.jspecify.annotations.NullMarked;
