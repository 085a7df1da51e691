@NullMarked
package dev.spotter.inference.network;

import org.jspecify.annotations.NullMarked;
