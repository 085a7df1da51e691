package dev.spotter.emulator;

/**
 * Counters of S3's events.
 *
 * @param raised the number of events, one per write and subscription
 * @param delivered the number of deliveries, including copies
 * @param failed the number of failed deliveries, which are retried
 * @param waiting the number of deliveries not yet made; after closing, the number never made
 */
public record EventCounts(long raised, long delivered, long failed, long waiting) {}
