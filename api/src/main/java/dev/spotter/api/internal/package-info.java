/**
 * What Spotter's servers and functions share besides the API: {@link dev.spotter.api.internal.QueryText} reads a query,
 * {@link dev.spotter.api.internal.Refusals} has the responses to requests that reach no route. For them alone: it may
 * change at any time.
 */
@NullMarked
package dev.spotter.api.internal;

import org.jspecify.annotations.NullMarked;
