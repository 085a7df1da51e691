/**
 * A decoder for WebP (RFC 9649): lossy pictures (VP8's key frames, RFC 6386), lossless ones and alpha, row by row, with
 * the pixels that libwebp gives. It holds a few rows of a lossy picture, the last million pixels of a lossless one, and
 * code tables within a bound.
 */
@NullMarked
package dev.spotter.imaging.webp;

import org.jspecify.annotations.NullMarked;
