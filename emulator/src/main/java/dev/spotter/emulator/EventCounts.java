package dev.spotter.emulator;

/**
 * What became of S3's events.
 *
 * @param raised how many events there were, one for each subscription that a write was told to
 * @param delivered how many deliveries were made; with copies, more than there were events
 * @param failed how many deliveries failed and were, or will be, tried again
 * @param waiting how many deliveries are still to be made; after the emulator was closed, how many never were
 */
public record EventCounts(long raised, long delivered, long failed, long waiting) {}
