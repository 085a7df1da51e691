/**
 * Images and the port that keeps them. Read {@link dev.spotter.core.image.ImageStore} first. {@link
 * dev.spotter.core.image.Upload} is what is known of an image before it is read, {@link
 * dev.spotter.core.image.ImageBytes} are its encoded bytes, and {@link dev.spotter.core.image.ImageHeader} is what the
 * first of them say: format, size, orientation. {@link dev.spotter.core.image.ImageLimits} are checked against it.
 */
@NullMarked
package dev.spotter.core.image;

import org.jspecify.annotations.NullMarked;
