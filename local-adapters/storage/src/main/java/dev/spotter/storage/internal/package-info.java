/**
 * The queue of stored images that wait to be classified in this process. {@link
 * dev.spotter.storage.internal.ClassificationQueue} does what S3's events and Lambda do in AWS. {@link
 * dev.spotter.storage.internal.StartupRecovery} finds at a start what an earlier run left and adds it to the queue. For
 * Spotter's server alone: it may change at any time.
 */
@NullMarked
package dev.spotter.storage.internal;

import org.jspecify.annotations.NullMarked;
