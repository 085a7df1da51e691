package dev.spotter.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Faults on demand: the next calls of an operation go wrong, or a share of all. Faults of one operation take their
 * turns in the order in which they were asked for, before its rates; a retry of the SDK is a call of its own.
 * Thread-safe.
 *
 * <p>An operation is a service and the operation's name in the service's API, such as {@code s3:PutObject},
 * {@code dynamodb:GetItem}, {@code sagemaker:InvokeEndpoint}; {@code s3:*} is any of a service, and comes after those
 * of the operation itself.
 */
public final class Faults {
    private final Map<Operation, Deque<Planned>> pending = new HashMap<>();
    private final Map<Operation, FaultDice> dice = new HashMap<>();
    private long seed;

    /** What this many calls are to meet. */
    private record Planned(Fault fault, int calls) {}

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
        pending.computeIfAbsent(Operation.parse(operation), any -> new ArrayDeque<>())
                .add(new Planned(fault, calls));
    }

    /** Lets the next call go wrong; see {@link #next(String, int, Fault)}. */
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    /**
     * Lets a share of the calls go wrong, until {@link #clear}. Several rates of one operation stand side by side: a
     * call has at most one of them. Which calls it is, is the same in each emulator for the same calls and
     * {@link #seed}.
     *
     * @param share above 0; all rates of one operation are at most 1 together
     * @throws IllegalArgumentException if there is no such operation or the share is out of range
     */
    public synchronized void rate(String operation, double share, Fault fault) {
        Operation parsed = Operation.parse(operation);
        dice.computeIfAbsent(parsed, this::newDice).add(new FaultRate(operation, share, fault, 0));
    }

    /**
     * Chooses other calls for the rates that are asked for from now on; 0 without this. Rates that were asked for
     * before are forgotten.
     */
    public synchronized void seed(long other) {
        dice.clear();
        seed = other;
    }

    /** The rates, with how often each had its turn. */
    public synchronized List<FaultRate> rates() {
        return dice.values().stream().flatMap(each -> each.rates().stream()).toList();
    }

    /** How many faults of {@link #next} have not yet had their turn. */
    public synchronized long pending() {
        return pending.values().stream()
                .flatMap(Deque::stream)
                .mapToLong(Planned::calls)
                .sum();
    }

    /** Forgets all faults that have not yet had their turn, and all rates. */
    public synchronized void clear() {
        pending.clear();
        dice.clear();
    }

    synchronized Optional<Fault> take(Operation operation) {
        return poll(operation)
                .or(() -> poll(operation.any()))
                .or(() -> roll(operation))
                .or(() -> roll(operation.any()));
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

    private Optional<Fault> roll(Operation operation) {
        FaultDice of = dice.get(operation);
        return of == null ? Optional.empty() : of.roll();
    }

    /** Each operation has its own, so that calls of others change nothing. */
    private FaultDice newDice(Operation operation) {
        return new FaultDice(seed * 31
                + operation.service().signingName().hashCode() * 7L
                + operation.name().hashCode());
    }
}
