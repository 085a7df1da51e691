package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * A JPEG file without what decoding does not need (metadata, thumbnails, profiles), and what it says of itself.
 *
 * @param bytes the tables, the frame and the scans
 * @param colour what the samples mean
 * @param frame its size and its form
 */
record JpegSource(ByteBuffer bytes, Colour colour, JpegFrame frame) {}
