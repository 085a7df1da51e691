@NullMarked
package dev.spotter.local.network;

import org.jspecify.annotations.NullMarked;
