package dev.spotter.local.image;

import java.nio.ByteBuffer;

/**
 * A JPEG file without what decoding does not need (metadata, thumbnails, profiles), and what it says of itself.
 *
 * @param bytes the tables, the frame and the scans
 * @param colour what the samples mean
 * @param coefficientBytes what the codec keeps, outside the heap, of a picture whose scans do not each hold whole rows; else 0
 */
record JpegSource(ByteBuffer bytes, Colour colour, long coefficientBytes) {}
