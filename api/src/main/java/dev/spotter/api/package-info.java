/**
 * The HTTP API as plain values, without a server: an {@link dev.spotter.api.ApiRequest} in, an {@link
 * dev.spotter.api.ApiResponse} out, the same bytes whichever server carries them. Read {@link dev.spotter.api.Router}
 * first, then a {@link dev.spotter.api.Route} such as {@link dev.spotter.api.PredictRoute}. Errors become responses in
 * {@code Problems}; {@code openapi.yaml} describes all of it.
 */
@NullMarked
package dev.spotter.api;

import org.jspecify.annotations.NullMarked;
