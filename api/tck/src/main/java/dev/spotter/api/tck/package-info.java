/**
 * Checks that a server does what its OpenAPI description says. Read {@link dev.spotter.api.tck.OpenApiContract}
 * first: it checks a request's response by {@code ResponseCheck}, values by {@code Schemas}, and the description
 * itself by {@code DescriptionCheck}.
 *
 * <p>The tests of the API, the server and the Lambda functions check each response with it.
 */
@NullMarked
package dev.spotter.api.tck;

import org.jspecify.annotations.NullMarked;
