/** Tests of decoding, against Pillow's pictures and against damage. */
@NullMarked
package dev.spotter.local.image;

import org.jspecify.annotations.NullMarked;
