/** Images kept in a folder. */
@NullMarked
package dev.spotter.storage.filesystem;

import org.jspecify.annotations.NullMarked;
