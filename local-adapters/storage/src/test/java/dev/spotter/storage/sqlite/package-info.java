@NullMarked
package dev.spotter.storage.sqlite;

import org.jspecify.annotations.NullMarked;
