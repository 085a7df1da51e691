/** Tests of the S3 adapter. */
@NullMarked
package dev.spotter.aws.s3;

import org.jspecify.annotations.NullMarked;
