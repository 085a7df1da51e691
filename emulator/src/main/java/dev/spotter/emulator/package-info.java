/**
 * An AWS for image pipelines in one JVM: S3, DynamoDB, and a SageMaker endpoint that classifies. Read {@link
 * dev.spotter.emulator.AwsEmulator} first. {@code EmulatorServer} has a port for each service; a request passes {@code
 * SignatureHandler} and {@code FaultHandler}, then its service: {@code S3Forward}, {@code DynamoDbBackend} or {@code
 * EndpointHandler}. {@link dev.spotter.emulator.Fault} is what goes wrong on purpose.
 */
@NullMarked
package dev.spotter.emulator;

import org.jspecify.annotations.NullMarked;
