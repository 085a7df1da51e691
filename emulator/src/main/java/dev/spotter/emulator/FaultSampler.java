package dev.spotter.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Decides at random which fault a call of one operation gets, by their rates: at most one. Not thread-safe. */
final class FaultSampler {
    private final Random random;
    private final List<FaultRate> rates = new ArrayList<>();

    FaultSampler(long seed) {
        this.random = new Random(seed);
    }

    /** @throws IllegalArgumentException if there would be more faults than calls */
    void add(FaultRate rate) {
        double sum = rate.share() + rates.stream().mapToDouble(FaultRate::share).sum();
        if (sum > 1) {
            throw new IllegalArgumentException(
                    "the rates of %s must not be more than 1 together but were %s".formatted(rate.operation(), sum));
        }
        rates.add(rate);
    }

    List<FaultRate> rates() {
        return List.copyOf(rates);
    }

    Optional<Fault> sample() {
        double number = random.nextDouble();
        for (int i = 0; i < rates.size(); i++) {
            FaultRate rate = rates.get(i);
            if (number < rate.share()) {
                rates.set(i, rate.takenOnceMore());
                return Optional.of(rate.fault());
            }
            number -= rate.share();
        }
        return Optional.empty();
    }
}
