@NullMarked
package dev.spotter;

import org.jspecify.annotations.NullMarked;
