/** The Lambda functions: events in, the API's values through, answers out. No rule of the application lives here. */
@NullMarked
package dev.spotter.lambda;

import org.jspecify.annotations.NullMarked;
