/** An AWS for image pipelines in one JVM: S3, DynamoDB, and a SageMaker endpoint that classifies. */
@NullMarked
package dev.spotter.emulator;

import org.jspecify.annotations.NullMarked;
