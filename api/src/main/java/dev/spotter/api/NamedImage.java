package dev.spotter.api;

import dev.spotter.core.image.ImageBytes;

/**
 * The image and file name in an upload request.
 *
 * @param filename as given in the request
 */
record NamedImage(String filename, ImageBytes bytes) {}
