/** Images kept in a folder. */
@NullMarked
package dev.spotter.local.filesystem;

import org.jspecify.annotations.NullMarked;
