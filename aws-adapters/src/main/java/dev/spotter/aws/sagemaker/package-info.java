/** Classification by a SageMaker endpoint, whatever form its answers have. */
@NullMarked
package dev.spotter.aws.sagemaker;

import org.jspecify.annotations.NullMarked;
