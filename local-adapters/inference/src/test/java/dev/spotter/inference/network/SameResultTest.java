package dev.spotter.inference.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.tck.internal.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The outcome is compared to every bit of the network's input, so one sample of another image fails it. Alone means:
 * in another JVM, with a classifier that has seen nothing; some images besides in a JVM each, as codecs may keep
 * something in static fields.
 */
@Tag("slow")
@DisplayName("The result of an image is the same whatever was classified before it and at the same time")
class SameResultTest {
    private static final int ORDERS = 3;
    private static final int PREDICTORS = 4;
    private static final int FRESH_JVMS = 4;

    @TempDir
    private static Path directory;

    private static ExecutorService jvms;
    private static List<ManyImages.NamedImage> images;
    private static Map<Boolean, Future<List<String>>> alone;

    @BeforeAll
    static void begin() throws IOException {
        images = ManyImages.all();
        jvms = Executors.newFixedThreadPool(2);
        alone = Map.of(true, inOtherJvm(true, List.of()), false, inOtherJvm(false, List.of()));
    }

    @AfterAll
    static void end() {
        jvms.shutdownNow();
    }

    @ParameterizedTest(name = "with TurboJPEG: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("is each image's own, in any order and with any number of predictors")
    void inAnyOrder(boolean turboJpeg) throws Exception {
        List<String> expected = Objects.requireNonNull(alone.get(turboJpeg)).get();
        assertThat(expected).hasSameSizeAs(images).noneMatch(outcome -> outcome.startsWith("internal error"));
        assertSeveralKinds(expected);
        Map<Integer, Future<List<String>>> fresh = new HashMap<>();
        shuffled(ORDERS)
                .subList(0, FRESH_JVMS)
                .forEach(image -> fresh.put(image, inOtherJvm(turboJpeg, List.of(image))));
        List<String> differences = new ArrayList<>();
        for (int predictors : new int[] {1, PREDICTORS}) {
            try (PixelClassifier classifier = new PixelClassifier(predictors, turboJpeg)) {
                for (int order = 0; order < ORDERS; order++) {
                    differences.addAll(differences(classifier, predictors, shuffled(order), expected));
                }
            }
        }
        assertThat(differences).isEmpty();
        for (Map.Entry<Integer, Future<List<String>>> image : fresh.entrySet()) {
            assertThat(image.getValue().get())
                    .as(images.get(image.getKey()).name())
                    .containsExactly(expected.get(image.getKey()));
        }
    }

    /** Otherwise it would prove little. */
    private static void assertSeveralKinds(List<String> outcomes) {
        assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("Label")))
                .hasSizeGreaterThan(outcomes.size() / 4);
        assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("IMAGE_DAMAGED")))
                .hasSizeGreaterThan(outcomes.size() / 20);
    }

    /** What another JVM says of these images, or of all. */
    private static Future<List<String>> inOtherJvm(boolean turboJpeg, List<Integer> wanted) {
        List<String> arguments = new ArrayList<>(List.of(Boolean.toString(turboJpeg)));
        wanted.forEach(i -> arguments.add(i.toString()));
        return jvms.submit(() -> OtherJvm.said(
                "outcome",
                Files.createTempFile(directory, "outcomes", ".txt"),
                List.of(),
                ClassifyAlone.class,
                arguments.toArray(String[]::new)));
    }

    private static List<Integer> shuffled(int seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    /**
     * Has as many threads as predictors take the images in this order; tells of those that are not answered as they
     * are alone.
     */
    private static List<String> differences(
            PixelClassifier classifier, int predictors, List<Integer> order, List<String> expected) throws Exception {
        String[] outcomes = new String[order.size()];
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> work = () -> {
            for (int k = next.getAndIncrement(); k < outcomes.length; k = next.getAndIncrement()) {
                outcomes[k] = classifier.outcome(images.get(order.get(k)).bytes());
            }
            return true;
        };
        ExecutorService threads = Executors.newFixedThreadPool(predictors);
        try {
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(predictors, work))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<String> differences = new ArrayList<>();
        for (int k = 0; k < outcomes.length; k++) {
            int i = order.get(k);
            if (!expected.get(i).equals(outcomes[k])) {
                String before =
                        k == 0 ? "nothing" : images.get(order.get(k - 1)).name();
                differences.add("%s on %d predictors after %s: %s, alone: %s"
                        .formatted(images.get(i).name(), predictors, before, outcomes[k], expected.get(i)));
            }
        }
        return differences;
    }
}
