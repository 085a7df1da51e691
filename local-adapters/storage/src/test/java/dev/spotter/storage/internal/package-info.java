@NullMarked
package dev.spotter.storage.internal;

import org.jspecify.annotations.NullMarked;
