package dev.spotter.emulator;

/**
 * An object that was written.
 *
 * @param how the end of the event's name: {@code Put}, {@code Copy} or {@code CompleteMultipartUpload}
 * @param eTag without quotes
 */
record CreatedObject(String how, String bucket, String key, long size, String eTag) {}
