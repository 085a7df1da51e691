/**
 * The queue of stored images that wait to be classified in this process. {@link
 * dev.spotter.storage.internal.ClassificationQueue} does what S3's events and Lambda do in AWS. For Spotter's server
 * alone: it may change at any time.
 */
@NullMarked
package dev.spotter.storage.internal;

import org.jspecify.annotations.NullMarked;
