/**
 * Encoded images to pixels, within bounds of memory and work. Three classes are the way in: {@link
 * dev.spotter.imaging.InputReader} reads images as a network's input, {@link dev.spotter.imaging.ImageConverter}
 * rewrites them as plain JPEG or PNG, and {@link dev.spotter.imaging.ImageDecoder}, which both use, decodes them.
 *
 * <p>Read {@code ImageDecoder} first. An image goes through these steps:
 *
 * <ol>
 *   <li>{@link dev.spotter.core.image.ImageLimits} checks the header, and the codec of the format is chosen: {@code
 *       JpegCodec}, {@code RowCodec} (PNG), {@code GifCodec}, {@code BmpCodec}, {@code WebpCodec} or {@code TiffCodec}.
 *   <li>{@code JpegStripper} and {@code PngStripper} leave of a file what decoding needs, and refuse what codecs
 *       stumble over. {@code MemoryLimit} and {@code WorkLimit} refuse what would take too much of either.
 *   <li>The codec decodes, row by row where the format allows it. A {@code DecodeRequest} says how far it may reduce a
 *       large image; each {@code SampledAxis} of the {@code DecodedImage} says which samples were
 *       kept. {@code RgbConversion} and {@code ColourSpace} turn samples to red, green and blue.
 *   <li>{@code CropResizer} crops and resizes in one pass, by {@code FilterWeights}, and {@code NetworkInput} writes
 *       the result upright ({@code OrientationTransform}) and normalised.
 *   <li>What codecs throw becomes an error in words for people in {@code DecodingErrors}.
 * </ol>
 *
 * <p>JPEG is decoded by TurboJPEG ({@link dev.spotter.imaging.TurboJpegLookup}) where the machine has that library, or
 * else by Java.
 */
@NullMarked
package dev.spotter.imaging;

import org.jspecify.annotations.NullMarked;
