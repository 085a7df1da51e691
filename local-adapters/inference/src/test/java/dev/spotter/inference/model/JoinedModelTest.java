package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A joined model")
class JoinedModelTest {
    private static final ModelCatalog CATALOG = ModelCatalog.bundled();
    private static final ModelDescription MODEL = CATALOG.describe(ClassifierSettings.DEFAULT_MODEL);
    private static final byte[] ARCHIVE = CATALOG.read("networks/" + MODEL.network() + "-portable.zip");

    @Test
    @DisplayName("of features has another key and directory than one whose classes have the features' names")
    void featuresAndClasses() {
        List<Long> matrix =
                NetworkArchive.read(MODEL.network(), ARCHIVE).manifest().lastShape();
        String labels = LongStream.range(0, matrix.get(1))
                .mapToObj("feature %d\n"::formatted)
                .collect(Collectors.joining());
        JoinedModel features = JoinedModel.ofFeatures(MODEL, Variant.PORTABLE, ARCHIVE);
        JoinedModel classes = new JoinedModel(MODEL, Variant.PORTABLE, ARCHIVE, labels.getBytes(UTF_8));
        assertThat(features.key()).isNotEqualTo(classes.key());
        assertThat(features.directoryName()).contains("-portable-features-").isNotEqualTo(classes.directoryName());
    }

    @Test
    @DisplayName("is found among cached directories by its model's name, of features too")
    void directoryNames() {
        JoinedModel features = JoinedModel.ofFeatures(MODEL, Variant.PORTABLE, ARCHIVE);
        JoinedModel classes = new JoinedModel(MODEL, Variant.PORTABLE, ARCHIVE, "cat\ndog\n".getBytes(UTF_8));
        String name = MODEL.identity().name();
        assertThat(List.of(features.directoryName(), classes.directoryName()))
                .allMatch(JoinedModel.directoryNames(name).asMatchPredicate())
                .noneMatch(JoinedModel.directoryNames(name + "-portable").asMatchPredicate());
    }
}
