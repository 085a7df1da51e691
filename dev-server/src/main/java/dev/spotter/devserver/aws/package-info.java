/**
 * The application as it is deployed, in this process. Read {@link dev.spotter.devserver.aws.AwsServer} first. {@code
 * CloudFront} and {@code ApiGateway} stand before the Lambda functions, {@code Stack} makes what the template makes,
 * and {@code Services} are the emulator's, or others that the environment names.
 */
@NullMarked
package dev.spotter.devserver.aws;

import org.jspecify.annotations.NullMarked;
