@NullMarked
package dev.spotter.local.djl;

import org.jspecify.annotations.NullMarked;
