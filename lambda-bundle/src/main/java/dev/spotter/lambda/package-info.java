/**
 * The Lambda functions. Read {@link dev.spotter.lambda.PostImageS3}, {@link
 * dev.spotter.lambda.ClassifyImageFunction} and {@link dev.spotter.lambda.GetPrediction} in the order of an image's
 * life; {@link dev.spotter.lambda.FailedEvents} consumes the failure queue. {@code GatewayFunction} turns an event
 * of API Gateway into a request of the API, and a response back. {@code Environment} reads the settings, {@code
 * FunctionLog} writes one line for each call.
 *
 * <p>The rules of the application are in core and api, none here. The template deploys these classes; the emulator
 * runs them.
 */
@NullMarked
package dev.spotter.lambda;

import org.jspecify.annotations.NullMarked;
