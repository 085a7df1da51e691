/**
 * The emulator in tests with JUnit Jupiter. Begin with {@link dev.spotter.emulator.junit.AwsEmulatorExtension}: it
 * starts one emulator, and injects clients of the AWS SDK as parameters. {@link dev.spotter.emulator.junit.Bucket}
 * and {@link dev.spotter.emulator.junit.Table} inject a new bucket or table. Tests of projects that use S3,
 * DynamoDB, SageMaker or Lambda depend on this package.
 */
@NullMarked
package dev.spotter.emulator.junit;

import org.jspecify.annotations.NullMarked;
