package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Labelled features")
class LabelledFeaturesTest {
    private static final int DIMENSION = 3;
    private static final int CLASSES = 4;
    private static final int ROWS = 50_000;

    @TempDir
    Path directory;

    @Test
    @DisplayName("in a file are those that were added, and the file is deleted when they are closed")
    void file() throws IOException {
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, DIMENSION, CLASSES)) {
            write(writer);
            try (FeatureFile features = writer.finish()) {
                checkRows(features);
            }
        }
        assertThat(files()).isZero();
    }

    @Test
    @DisplayName("in memory are those that were added")
    void memory() {
        MemoryFeatures features = new MemoryFeatures(DIMENSION, CLASSES);
        for (int row = 0; row < ROWS; row++) {
            features.add(vector(row), row % CLASSES);
        }
        checkRows(features);
    }

    @Test
    @DisplayName("in a file that is too large for one mapping are read across the border")
    void mappings() throws IOException {
        int mappedBytes = 7_001 * FeatureFile.rowBytes(DIMENSION) + 5;
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, DIMENSION, CLASSES, mappedBytes)) {
            write(writer);
            try (FeatureFile features = writer.finish()) {
                checkRows(features);
            }
        }
    }

    @Test
    @DisplayName("may be none, and leave no file when they are not finished")
    void none() throws IOException {
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, DIMENSION, CLASSES);
                FeatureFile features = writer.finish()) {
            assertThat(features.rows()).isZero();
        }
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, DIMENSION, CLASSES)) {
            writer.add(vector(1), 1);
        }
        assertThat(files()).isZero();
    }

    @Test
    @DisplayName("cannot be read once they are closed")
    void closed() throws IOException {
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, DIMENSION, CLASSES)) {
            writer.add(vector(1), 1);
            FeatureFile features = writer.finish();
            features.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> features.read(0, 1, new float[DIMENSION]))
                    .withMessage("the features are closed");
            assertThatIllegalStateException().isThrownBy(() -> features.classOf(0));
        }
    }

    @Test
    @DisplayName("are refused if they do not fit, in a file as in memory")
    void refused() throws IOException {
        MemoryFeatures memory = new MemoryFeatures(2, 2);
        try (FeatureFileWriter file = new FeatureFileWriter(directory, 2, 2)) {
            for (Adding features : Stream.<Adding>of(memory::add, file::add).toList()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> features.add(new float[] {1}, 0))
                        .withMessage("a vector must have 2 values but has 1");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> features.add(new float[] {1, 2}, 2))
                        .withMessage("the class must be in [0,2) but was 2");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> features.add(new float[] {1, Float.NaN}, 0))
                        .withMessageContaining("finite");
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryFeatures(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureFileWriter(directory, 2, 1));
        assertThat(memory.rows()).isZero();
        assertThat(files()).isZero();
    }

    private interface Adding {
        void add(float[] vector, int ofClass) throws IOException;
    }

    private static void write(FeatureFileWriter writer) throws IOException {
        for (int row = 0; row < ROWS; row++) {
            writer.add(vector(row), row % CLASSES);
        }
    }

    private static void checkRows(LabelledFeatures features) {
        assertThat(features.rows()).isEqualTo(ROWS);
        assertThat(features.dimension()).isEqualTo(DIMENSION);
        assertThat(features.classes()).isEqualTo(CLASSES);
        int count = 1_000;
        float[] read = new float[count * DIMENSION];
        for (int first = 0; first < ROWS; first += count) {
            features.read(first, count, read);
            for (int i = 0; i < count; i++) {
                assertThat(features.classOf(first + i)).isEqualTo((first + i) % CLASSES);
                assertThat(read[i * DIMENSION + 2]).isEqualTo(vector(first + i)[2]);
                assertThat(read[i * DIMENSION]).isEqualTo(vector(first + i)[0]);
            }
        }
    }

    private static float[] vector(int row) {
        return new float[] {row, -1.5f, row / 3f};
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
