/** Images in an S3 bucket. */
@NullMarked
package dev.spotter.aws.s3;

import org.jspecify.annotations.NullMarked;
