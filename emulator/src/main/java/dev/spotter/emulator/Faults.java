package dev.spotter.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Faults on demand: the next calls of an operation go wrong. Faults of one operation take their turns in the order in which they were
 * asked for; a retry of the SDK is a call of its own. Thread-safe.
 *
 * <p>An operation is a service and the operation's name in the service's API, such as {@code s3:PutObject},
 * {@code dynamodb:GetItem}, {@code sagemaker:InvokeEndpoint}; {@code s3:*} is any of a service, and comes after those of the operation
 * itself.
 */
public final class Faults {
    private final Map<Operation, Deque<Fault>> pending = new HashMap<>();

    Faults() {}

    /**
     * Lets the next calls go wrong.
     *
     * @param calls how many, at least 1
     * @throws IllegalArgumentException if there is no such operation or {@code calls} is below 1
     */
    public synchronized void next(String operation, int calls, Fault fault) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1 but was " + calls);
        }
        Deque<Fault> queue = pending.computeIfAbsent(Operation.parse(operation), any -> new ArrayDeque<>());
        for (int i = 0; i < calls; i++) {
            queue.add(fault);
        }
    }

    /** Lets the next call go wrong; see {@link #next(String, int, Fault)}. */
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    /** How many faults have not yet had their turn. */
    public synchronized int pending() {
        return pending.values().stream().mapToInt(Deque::size).sum();
    }

    /** Forgets all faults that have not yet had their turn. */
    public synchronized void clear() {
        pending.clear();
    }

    synchronized Optional<Fault> take(Operation operation) {
        return poll(operation).or(() -> poll(operation.any()));
    }

    private Optional<Fault> poll(Operation operation) {
        Deque<Fault> queue = pending.get(operation);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }
}
