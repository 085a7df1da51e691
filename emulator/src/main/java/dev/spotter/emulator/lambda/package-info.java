/**
 * An AWS Lambda in one JVM. Read {@link dev.spotter.emulator.lambda.LambdaEmulator} first. {@code DeployedFunction}
 * runs a function's invocations in execution environments, in this process ({@code InProcessRuntime}) or in a JVM of
 * their own ({@code ProcessRuntime}); {@code AsyncEvents} retries asynchronous events, {@code MessageQueue} and {@code
 * EventSource} are SQS and its event source mapping.
 */
@NullMarked
package dev.spotter.emulator.lambda;

import org.jspecify.annotations.NullMarked;
