package dev.spotter.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Injects faults: into the next calls of an operation, or into a share of all its calls. Faults of one operation are
 * used in the order in which they were added, before its rates. A retry of the SDK counts as a call. Thread-safe.
 *
 * <p>An operation is a service and the operation's name in the service's API, such as {@code s3:PutObject},
 * {@code dynamodb:GetItem}, {@code sagemaker:InvokeEndpoint}; {@code s3:*} is any of a service, and comes after those
 * of the operation itself.
 */
public final class Faults {
    private final Map<Operation, Deque<Planned>> pending = new HashMap<>();
    private final Map<Operation, FaultSampler> samplers = new HashMap<>();
    private long seed;

    /** What this many calls are to meet. */
    private record Planned(Fault fault, int calls) {}

    Faults() {}

    /**
     * Injects a fault into the next calls.
     *
     * @param calls the number of calls, at least 1
     * @throws IllegalArgumentException if there is no such operation or {@code calls} is below 1
     */
    public synchronized void next(String operation, int calls, Fault fault) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1 but was " + calls);
        }
        pending.computeIfAbsent(Operation.parse(operation), any -> new ArrayDeque<>())
                .add(new Planned(fault, calls));
    }

    /** Injects a fault into the next call; see {@link #next(String, int, Fault)}. */
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    /**
     * Injects a fault into a share of the calls, until {@link #clear}. An operation can have several rates; a call gets
     * at most one fault. The same calls and {@link #seed} give the same faults in each emulator.
     *
     * @param share above 0; all rates of one operation are at most 1 together
     * @throws IllegalArgumentException if there is no such operation or the share is out of range
     */
    public synchronized void rate(String operation, double share, Fault fault) {
        Operation parsed = Operation.parse(operation);
        samplers.computeIfAbsent(parsed, this::newSampler).add(new FaultRate(operation, share, fault, 0));
    }

    /**
     * Sets the seed that selects the calls of later rates; the default is 0. Existing rates are removed.
     */
    public synchronized void seed(long other) {
        samplers.clear();
        seed = other;
    }

    /** The rates, with the number of their faults so far. */
    public synchronized List<FaultRate> rates() {
        return samplers.values().stream().flatMap(each -> each.rates().stream()).toList();
    }

    /** The number of faults of {@link #next} that were not used yet. */
    public synchronized long pending() {
        return pending.values().stream()
                .flatMap(Deque::stream)
                .mapToLong(Planned::calls)
                .sum();
    }

    /** Removes all unused faults and all rates. */
    public synchronized void clear() {
        pending.clear();
        samplers.clear();
    }

    synchronized Optional<Fault> take(Operation operation) {
        return poll(operation)
                .or(() -> poll(operation.any()))
                .or(() -> sample(operation))
                .or(() -> sample(operation.any()));
    }

    private Optional<Fault> poll(Operation operation) {
        Deque<Planned> queue = pending.get(operation);
        if (queue == null || queue.isEmpty()) {
            return Optional.empty();
        }
        Planned first = queue.remove();
        if (first.calls() > 1) {
            queue.addFirst(new Planned(first.fault(), first.calls() - 1));
        }
        return Optional.of(first.fault());
    }

    private Optional<Fault> sample(Operation operation) {
        FaultSampler of = samplers.get(operation);
        return of == null ? Optional.empty() : of.sample();
    }

    /** Each operation has its own, so that calls of others change nothing. */
    private FaultSampler newSampler(Operation operation) {
        return new FaultSampler(seed * 31
                + operation.service().signingName().hashCode() * 7L
                + operation.name().hashCode());
    }
}
