/** Tests of the SageMaker adapter, with recorded answers. */
@NullMarked
package dev.spotter.aws.sagemaker;

import org.jspecify.annotations.NullMarked;
