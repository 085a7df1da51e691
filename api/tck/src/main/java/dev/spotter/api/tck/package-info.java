/** Tells whether what a server answers is what its OpenAPI description says. */
@NullMarked
package dev.spotter.api.tck;

import org.jspecify.annotations.NullMarked;
