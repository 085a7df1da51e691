/**
 * Classifies images that are in a bucket already: those that had no event, or that are FAILED. {@link
 * dev.spotter.aws.backfill.BackfillSelection} finds them; {@link dev.spotter.aws.backfill.BatchJob} leaves the work to
 * S3 Batch Operations, and {@link dev.spotter.aws.backfill.BackfillRun} invokes the function itself.
 *
 * <p>For the command line. No function uses it.
 */
@NullMarked
package dev.spotter.aws.backfill;

import org.jspecify.annotations.NullMarked;
