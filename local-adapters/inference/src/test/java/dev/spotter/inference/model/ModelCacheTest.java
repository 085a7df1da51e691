package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The model cache")
class ModelCacheTest {
    private static final String NETWORK = "efficientnet-lite0";

    @TempDir
    private Path folder;

    private SpotterHome home;
    private Path classes;

    @BeforeEach
    void layOut() throws IOException {
        home = new SpotterHome(folder.resolve("home"));
        classes = PatternModels.classPath(folder.resolve("classes"), NETWORK);
    }

    @Test
    @DisplayName("makes a directory in DJL's usual form, once")
    void once() throws IOException {
        Path made = directory(Variant.PORTABLE);
        assertThat(made.resolve("serving.properties")).isRegularFile();
        assertThat(Files.readAllLines(made.resolve("synset.txt"))).hasSize(1_000);
        FileTime time = Files.getLastModifiedTime(made.resolve("pattern.pt"));
        assertThat(directory(Variant.PORTABLE)).isEqualTo(made);
        assertThat(Files.getLastModifiedTime(made.resolve("pattern.pt"))).isEqualTo(time);
        assertThat(directory(Variant.FUSED)).isNotEqualTo(made);
        assertThat(directory(Variant.ONNX).resolve("pattern.onnx")).isRegularFile();
    }

    @Test
    @DisplayName("makes another directory when anything it is made of has changed")
    void keyedByContent() throws IOException {
        Path before = directory(Variant.PORTABLE);
        Path labels = classes.resolve("dev/spotter/models/labels.txt");
        Files.writeString(labels, Files.readString(labels).replace("espresso", "ristretto"));
        assertThat(directory(Variant.PORTABLE)).isNotEqualTo(before);
    }

    @Test
    @DisplayName("makes a directory again whose network was cut off")
    void cutOff() throws IOException {
        Path torchScript = directory(Variant.PORTABLE).resolve("pattern.pt");
        long size = Files.size(torchScript);
        try (FileChannel file = FileChannel.open(torchScript, StandardOpenOption.WRITE)) {
            file.truncate(size / 2);
        }
        assertThat(directory(Variant.PORTABLE).resolve("pattern.pt")).hasSize(size);
        assertThatNoDraftIsLeft();
    }

    @Tag("slow")
    @Test
    @DisplayName("gives eight that ask at once the same whole directory")
    void atOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> asking = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asking.add(() -> directory(Variant.PORTABLE));
            }
            Set<Path> directories = new HashSet<>();
            for (Future<Path> result : threads.invokeAll(asking)) {
                directories.add(result.get());
            }
            assertThat(directories).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThatNoDraftIsLeft();
    }

    @Test
    @DisplayName("refuses weights that are not those that the description names")
    void otherWeights() throws IOException {
        Path weights = classes.resolve("dev/spotter/models/pattern.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> directory(Variant.PORTABLE))
                .withMessageContaining("pattern.safetensors is damaged");
        assertThatNoDraftIsLeft();
    }

    @Test
    @DisplayName("names the tensor that does not fit, with its expected and its actual shape")
    void otherNetwork() throws IOException {
        Path models = classes.resolve("dev/spotter/models");
        byte[] other = PatternModels.weights(ModelCatalog.bundled().read("networks/mobilenet-v3-small-portable.zip"));
        Files.write(models.resolve("pattern.safetensors"), other);
        Path description = models.resolve("pattern.properties");
        Files.writeString(
                description,
                Files.readString(description)
                        .replaceAll("weights.sha256=\\p{XDigit}+", "weights.sha256=" + Sha256.hex(other)));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> directory(Variant.PORTABLE))
                .withMessageMatching("pattern.safetensors has no tensor \\S+, expected F32 \\[.*]");
    }

    @Test
    @DisplayName("says what to do when its directory cannot be written")
    void noFolder() throws IOException {
        Files.createDirectories(home.cache().getParent());
        Files.writeString(home.cache(), "a file in its place");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> directory(Variant.PORTABLE))
                .withMessageContaining("set SPOTTER_HOME");
    }

    private Path directory(Variant variant) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return new ModelCache(new ModelCatalog(loader), home).directory(PatternModels.NAME, variant);
        }
    }

    @Test
    @DisplayName("writes the same files where numbers have other digits")
    void otherDigits() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
        try {
            assertThat("%d".formatted(224)).isNotEqualTo("224");
            Path directory = directory(Variant.PORTABLE);
            assertThat(directory.resolve("serving.properties")).content().contains("width=224");
        } finally {
            Locale.setDefault(before);
        }
    }

    private void assertThatNoDraftIsLeft() throws IOException {
        if (Files.notExists(home.models())) {
            return;
        }
        try (Stream<Path> files = Files.list(home.models())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                    .allMatch(file -> file.toString().endsWith(".lock"));
        }
    }
}
