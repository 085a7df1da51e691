package dev.spotter.inference.teaching;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** From which probability on predictions are right often enough. */
final class SureEnough {
    private static final double RIGHT = 0.95;
    /** Few photos that look alike all have higher probabilities, which other photos of their class do not reach. */
    private static final double ENOUGH = 0.8;

    /** Fewer right predictions may be so by chance. */
    private static final int LEAST_PREDICTIONS = 10;

    private SureEnough() {}

    /** See {@link Evaluation#unsureBelow}. */
    static OptionalDouble threshold(HeldBack predictions) {
        List<Integer> mostProbableFirst = IntStream.range(0, predictions.rows())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -predictions.probability(row)))
                .toList();
        int least = Math.min(LEAST_PREDICTIONS, predictions.rows());
        OptionalDouble threshold = OptionalDouble.empty();
        int right = 0;
        for (int i = 0; i < mostProbableFirst.size(); i++) {
            double probability = predictions.probability(mostProbableFirst.get(i));
            right += predictions.right(mostProbableFirst.get(i)) ? 1 : 0;
            boolean last = i + 1 == mostProbableFirst.size()
                    || predictions.probability(mostProbableFirst.get(i + 1)) < probability;
            if (last && i + 1 >= least && right >= RIGHT * (i + 1)) {
                threshold = OptionalDouble.of(probability);
            }
        }
        return right >= RIGHT * predictions.rows() && threshold.isPresent()
                ? OptionalDouble.of(Math.min(threshold.getAsDouble(), ENOUGH))
                : threshold;
    }
}
