package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A classifier of a known model, checked with images whose labels are known from a reference. */
@DisplayName("A classifier of a known model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReferenceContract {
    private static final int ORDERS = 3;

    private Classifier classifier;
    private List<ReferenceImage> images;

    /** The classifier under test, called once and closed at the end. */
    protected abstract Classifier newClassifier() throws Exception;

    /** The images, called once. */
    protected abstract List<ReferenceImage> images() throws IOException;

    @BeforeAll
    void open() throws Exception {
        classifier = newClassifier();
        images = images();
    }

    @AfterAll
    void close() {
        classifier.close();
    }

    @ParameterizedTest
    @DisplayName("gives the reference's scores within 0.02, for lossy WebP within 0.03, and refuses the images that "
            + "the reference refuses")
    @MethodSource("images")
    void reference(ReferenceImage image) {
        image.check(ImageOutcome.of(classifier, image.bytes()));
    }

    @Tag("slow")
    @Test
    @DisplayName("gives the same scores in any order of the images")
    void anyOrder() {
        Map<String, ImageOutcome> first = new HashMap<>();
        for (int order = 0; order < ORDERS; order++) {
            List<ReferenceImage> shuffled = new ArrayList<>(images);
            Collections.shuffle(shuffled, new Random(order));
            for (ReferenceImage image : shuffled) {
                ImageOutcome outcome = ImageOutcome.of(classifier, image.bytes());
                ImageOutcome before = first.putIfAbsent(image.name(), outcome);
                assertThat(outcome).as(image.name()).isEqualTo(before == null ? outcome : before);
            }
        }
    }
}
