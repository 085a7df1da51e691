package dev.spotter.emulator.lambda;

import java.time.Instant;

/**
 * A message that is in a queue.
 *
 * @param receiveCount how many times it was received
 * @param isInFlight whether a receiver has it, so that no other gets it
 */
public record QueueMessage(String id, String body, Instant sentAt, int receiveCount, boolean isInFlight) {}
