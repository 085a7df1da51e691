/** Finding, naming and reading many image files, for the command line and for what is made of many images. */
@NullMarked
package dev.spotter.inference.internal;

import org.jspecify.annotations.NullMarked;
