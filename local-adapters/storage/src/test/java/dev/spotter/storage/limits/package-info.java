@NullMarked
package dev.spotter.storage.limits;

import org.jspecify.annotations.NullMarked;
