package dev.spotter.api;

import dev.spotter.core.image.ImageBytes;

/**
 * What an upload brings.
 *
 * @param filename as it was given
 */
record NamedImage(String filename, ImageBytes bytes) {}
