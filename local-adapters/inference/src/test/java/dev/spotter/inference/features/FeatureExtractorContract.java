package dev.spotter.inference.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import dev.spotter.core.internal.Sha256;
import dev.spotter.inference.features.FeatureResult.Extracted;
import dev.spotter.inference.features.FeatureResult.Failed;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.FineTuned;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extracting the features of many files keeps to, with every engine. Extend it, and say how one is opened. */
@DisplayName("The features of many images")
public abstract class FeatureExtractorContract {
    private static final Path SAMPLES = Path.of("..", "..", "samples");
    private static final ClassifierSettings SETTINGS =
            ClassifierSettings.from(System.getenv()).withTurboJpeg(false).withPredictors(2);

    @TempDir
    private Path folder;

    /** Opens an embedder of the engine. */
    protected abstract NetworkEmbedder open(ClassifierSettings settings);

    @Test
    @DisplayName("come in the images' order, with the hash of the bytes that were embedded, from the cache and without")
    void inOrder() throws IOException {
        List<Path> photos =
                List.of(copy("rocket.jpg", "🚀 start.jpg"), copy("coffee.png", "c.png"), copy("chelsea.png", "a"));
        try (NetworkEmbedder embedder = open(SETTINGS)) {
            List<FeatureResult> results = extractAll(embedder, photos);
            assertThat(results).hasSize(photos.size());
            for (int i = 0; i < photos.size(); i++) {
                Extracted photo = (Extracted) results.get(i);
                assertThat(photo.image()).hasToString(photos.get(i).toString());
                assertThat(photo.hash()).hasToString(Sha256.hex(photos.get(i)));
                assertThat(photo.features()).isEqualTo(embedder.embed(photos.get(i)));
            }
            assertThat(extractAll(embedder, photos)).usingRecursiveComparison().isEqualTo(results);
        }
    }

    @Test
    @DisplayName("are missing for a file that cannot be read, with the reason, and the next follow")
    void unreadable() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "no image");
        Path deleted = folder.resolve("deleted.jpg");
        List<Path> photos = List.of(text, copy("coffee.png", "c.png"), deleted, folder, copy("chelsea.png", "cat"));
        try (NetworkEmbedder embedder = open(SETTINGS)) {
            List<FeatureResult> results = extractAll(embedder, photos);
            assertThat(results)
                    .extracting(result -> result instanceof Failed)
                    .containsExactly(true, false, true, true, false);
            assertThat(((Failed) results.get(0)).reason()).isInstanceOf(UnsupportedImageException.class);
            assertThat(((Failed) results.get(2)).reason()).hasMessage("there is no such file");
            assertThat(((Failed) results.get(3)).reason()).hasMessageContaining("the file cannot be read");
        }
    }

    @Test
    @DisplayName("are extracted a few images ahead, until the thread that takes them is interrupted")
    void interrupted() throws IOException {
        ImageBytes coffee = ImageBytes.wrap(Files.readAllBytes(SAMPLES.resolve("coffee.png")));
        AtomicInteger taken = new AtomicInteger();
        Stream<ImageSource> endless = Stream.generate(() -> {
            taken.incrementAndGet();
            return coffee;
        });
        try (NetworkEmbedder embedder = open(SETTINGS);
                FeatureExtractor extractor = FeatureExtractor.withCache(embedder, home());
                Stream<FeatureResult> results = extractor.extractAll(endless)) {
            Iterator<FeatureResult> some = results.iterator();
            for (int given = 1; given <= 5; given++) {
                assertThat(some.next()).isInstanceOf(Extracted.class);
                assertThat(taken).hasValueLessThanOrEqualTo(given + 2 * SETTINGS.predictors() + 1);
            }
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> some.forEachRemaining(result -> {}))
                    .matches(ClassificationException::isRetryable);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(some.hasNext()).isFalse();
        }
    }

    @Test
    @DisplayName(
            "in the cache are neither computed again nor read from elsewhere, also with a model that differs in its "
                    + "last layer alone")
    void cached() throws IOException {
        List<Path> photos = List.of(copy("rocket.jpg", "1 🚀.jpg"), copy("coffee.png", "2.png"));
        FineTuned.installRepeated("many", home(), folder, 2);
        List<FeatureResult> first;
        try (NetworkEmbedder embedder = open(SETTINGS.withHome(home()))) {
            first = extractAll(embedder, photos);
        }
        NetworkEmbedder many = open(SETTINGS.withHome(home()).withModel("many"));
        // From here on it could only fail.
        many.close();
        copy("chelsea.png", "3.png");
        List<FeatureResult> second = extractAll(many, List.of(photos.get(1), folder.resolve("3.png"), photos.get(0)));
        assertThat(values(second.get(0))).isEqualTo(values(first.get(1)));
        assertThat(second.get(1)).isInstanceOf(Failed.class);
        assertThat(values(second.get(2))).isEqualTo(values(first.get(0)));
        assertThat(((Extracted) second.get(0)).features().model()).isEqualTo(many.model());
    }

    @Test
    @DisplayName("are refused to an image beyond the limits, also if they are in the cache")
    void limits() throws IOException {
        List<Path> photos = List.of(copy("coffee.png", "c.png"));
        try (NetworkEmbedder embedder = open(SETTINGS)) {
            assertThat(extractAll(embedder, photos)).singleElement().isInstanceOf(Extracted.class);
        }
        try (NetworkEmbedder strict = open(SETTINGS.withLimits(new ImageLimits(1 << 20, 1_000, 1_000)))) {
            assertThat(extractAll(strict, photos))
                    .singleElement()
                    .extracting(result -> ((Failed) result).reason())
                    .isInstanceOf(TooManyPixelsException.class);
        }
    }

    @Test
    @DisplayName("by another decoder of JPEG are not those in the cache")
    void otherDecoder() {
        Optional<String> library = SETTINGS.withTurboJpeg(true).newDecoder().turboJpeg();
        try (NetworkEmbedder embedder = open(SETTINGS);
                NetworkEmbedder other = open(SETTINGS.withTurboJpeg(true))) {
            assertThat(embedder.fingerprint().equals(other.fingerprint())).isEqualTo(library.isEmpty());
        }
    }

    private SpotterHome home() {
        return new SpotterHome(folder.resolve("home"));
    }

    private static float[] values(FeatureResult result) {
        return ((Extracted) result).features().values();
    }

    private List<FeatureResult> extractAll(NetworkEmbedder embedder, List<Path> photos) {
        try (FeatureExtractor extractor = FeatureExtractor.withCache(embedder, home());
                Stream<FeatureResult> results =
                        extractor.extractAll(photos.stream().map(ImageSource::of))) {
            return results.toList();
        }
    }

    private Path copy(String sample, String name) throws IOException {
        return Files.copy(SAMPLES.resolve(sample), folder.resolve(name));
    }
}
