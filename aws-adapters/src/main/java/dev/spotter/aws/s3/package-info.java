/**
 * Images in an S3 bucket. Read {@link dev.spotter.aws.s3.S3ImageStore} first, the port {@code ImageStore}. {@code
 * ImageKeys} maps ids to object keys; {@code ObjectMetadata} holds the upload's name and time; {@link
 * dev.spotter.aws.s3.S3UploadSigner} makes presigned URLs.
 *
 * <p>The Lambda functions and {@code spotter serve --aws} use this package.
 */
@NullMarked
package dev.spotter.aws.s3;

import org.jspecify.annotations.NullMarked;
