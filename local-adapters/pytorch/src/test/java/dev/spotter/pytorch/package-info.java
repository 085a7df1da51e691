@NullMarked
package dev.spotter.pytorch;

import org.jspecify.annotations.NullMarked;
