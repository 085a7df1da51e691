package dev.spotter.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures that every build looks at, as ratios within one run, and the bounds that they must keep on any machine, be it
 * a loaded one: far below the goals, and out of reach for a fast path that is no longer taken.
 *
 * @param plainMillis the plain traced network's forward in stock DJL
 * @param fusedMillis the fused network's forward
 * @param stockMillis stock DJL from a JPEG file of 2 million pixels to labels
 * @param classifyMillis Spotter on the same
 * @param allocatedKilobytes on the heap by such a call, outside the reading of the image
 * @param concurrency how many times as much two predictors do as one; nothing where there are no two idle cores
 */
record Regression(
        double plainMillis,
        double fusedMillis,
        double stockMillis,
        double classifyMillis,
        double allocatedKilobytes,
        Optional<Double> concurrency) {

    /** A line for each bound that is not kept. */
    List<String> complaints() {
        Map<Goal, Double> figures = new LinkedHashMap<>();
        // The goal is 2.7; 2.0 was measured on a slower processor, and the plain network's memory can lie so well in
        // one JVM that it takes two thirds of its usual time.
        figures.put(Goal.atLeast("forward against a plain traced network in DJL", 1.2, "x"), plainMillis / fusedMillis);
        figures.put(Goal.atLeast("end to end against stock DJL, 2 MP", 1.8, "x"), stockMillis / classifyMillis);
        figures.put(
                Goal.atMost("heap allocated a call, outside the reading of the image", 256, " KB"), allocatedKilobytes);
        concurrency.ifPresent(ratio -> figures.put(Goal.atLeast("two predictors against one", 1.3, "x"), ratio));
        return figures.entrySet().stream()
                .filter(figure -> !figure.getKey().isMetBy(figure.getValue()))
                .map(figure -> figure.getKey().row(figure.getValue()).strip())
                .toList();
    }
}
