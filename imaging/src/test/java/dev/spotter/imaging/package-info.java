/** Tests of decoding, against Pillow's images and against damage. */
@NullMarked
package dev.spotter.imaging;

import org.jspecify.annotations.NullMarked;
