package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * A JPEG file reduced to what decoding needs, without metadata, thumbnails and profiles.
 *
 * @param bytes the tables, the frame and the scans
 * @param colour what the samples mean
 * @param frame its size and its form
 */
record JpegSource(ByteBuffer bytes, ColourSpace colour, JpegFrame frame) {}
