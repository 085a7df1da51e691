/**
 * What Spotter does with the ports: take an upload in, let a large one in, classify what was stored, look a prediction
 * up.
 */
@NullMarked
package dev.spotter.core.application;

import org.jspecify.annotations.NullMarked;
