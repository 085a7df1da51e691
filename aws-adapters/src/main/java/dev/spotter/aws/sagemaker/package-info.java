/**
 * Classification by a SageMaker endpoint. Read {@link dev.spotter.aws.sagemaker.SageMakerClassifier} first, the
 * port {@code Classifier}. {@code EndpointImage} converts an image for the endpoint as {@link
 * dev.spotter.aws.sagemaker.ImageConversion} asks; {@code EndpointResponseReader} reads the labels in one of the
 * formats of {@link dev.spotter.aws.sagemaker.EndpointResponseFormat}.
 *
 * <p>The function {@code classifyImageFunction} uses this package.
 */
@NullMarked
package dev.spotter.aws.sagemaker;

import org.jspecify.annotations.NullMarked;
