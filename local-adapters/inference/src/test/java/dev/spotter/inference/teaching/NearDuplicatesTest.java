package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Photos of two classes that look alike")
class NearDuplicatesTest {
    private static final Duplicate PAIR = new Duplicate(
            new TaughtPhoto("a.jpg", Optional.empty(), "cat"),
            new TaughtPhoto("b.jpg", Optional.empty(), "dog"),
            false,
            0.99);

    @Test
    @DisplayName("are reported with a warning if not all photos were compared, or not all pairs are named")
    void limits() {
        assertThat(of(20_000).warnings(List.of(PAIR))).isEmpty();
        assertThat(of(20_001).warnings(List.of(PAIR)))
                .singleElement()
                .asString()
                .contains("only the 20,000 most");
        assertThat(of(2).warnings(Collections.nCopies(10_000, PAIR)))
                .singleElement()
                .asString()
                .contains("more than 10,000 pairs");
    }

    private static NearDuplicates of(int rows) {
        MemoryFeatures features = new MemoryFeatures(1, 2);
        for (int row = 0; row < rows; row++) {
            features.add(new float[1], row % 2);
        }
        TwoBest[] best = new TwoBest[rows];
        Arrays.fill(best, new TwoBest(0, 0.9, 0.1));
        return NearDuplicates.of(features, new HeldBack(features, best));
    }
}
