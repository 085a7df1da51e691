package dev.spotter.emulator.lambda;

import java.time.Instant;

/**
 * A message that is in a queue.
 *
 * @param receiveCount how often it was given to somebody
 * @param isInFlight whether somebody has it now, so that nobody else gets it
 */
public record QueueMessage(String id, String body, Instant sentAt, int receiveCount, boolean isInFlight) {}
