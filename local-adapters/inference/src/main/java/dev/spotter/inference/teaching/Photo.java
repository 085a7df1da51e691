package dev.spotter.inference.teaching;

import dev.spotter.inference.internal.InputImage;

/**
 * A photo to teach from.
 *
 * @param image where it is read from
 * @param ofClass the number of its class, from 0
 */
record Photo(InputImage image, int ofClass) {}
