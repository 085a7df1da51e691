/** Models as data: their descriptions, and how architecture and weights become a directory that DJL loads. */
@NullMarked
package dev.spotter.inference.model;

import org.jspecify.annotations.NullMarked;
