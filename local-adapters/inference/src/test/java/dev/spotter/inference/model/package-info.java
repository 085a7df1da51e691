@NullMarked
package dev.spotter.inference.model;

import org.jspecify.annotations.NullMarked;
