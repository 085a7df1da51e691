@NullMarked
package dev.spotter.local.model;

import org.jspecify.annotations.NullMarked;
