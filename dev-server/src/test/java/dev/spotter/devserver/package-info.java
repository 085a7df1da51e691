@NullMarked
package dev.spotter.devserver;

import org.jspecify.annotations.NullMarked;
