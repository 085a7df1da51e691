package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import dev.spotter.inference.model.FineTuned;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A model with other classes than ImageNet's")
class OwnClassesIT {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");

    @TempDir
    private static Path directory;

    private static Map<String, String> environment;

    @BeforeAll
    static void install() throws Exception {
        Path home = directory.resolve("home");
        environment = Map.of("SPOTTER_HOME", home.toString());
        SpotterHome other = new SpotterHome(directory.resolve("other"));
        FineTuned.installSome("two", other, directory, List.of("cup", "espresso"));
        FineTuned.installRepeated("many", other, directory, 10);
        for (String name : List.of("two", "many")) {
            SpotterProcess.Ended ended = run(
                    "model",
                    "install",
                    "efficientnet-lite0",
                    "--name",
                    name,
                    "--weights",
                    directory.resolve(name + ".pth").toString(),
                    "--labels",
                    directory.resolve(name + ".txt").toString());
            assertThat(ended.exitStatus()).as(ended.err()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"two, 2, pytorch", "many, 10000, onnx"})
    @DisplayName("has the same labels and scores on the command line, in the server, and as it is in AWS")
    void everywhere(String model, int classes, String engine) throws Exception {
        Map<String, Double> expected = Scores.of(classify(model, classes, "pytorch"));
        assertThat(expected).hasSizeGreaterThan(classes * 99 / 100);
        Scores.assertSame(Scores.of(classify(model, classes, "onnx")), expected);
        for (List<String> way : List.of(List.<String>of(), List.of("--aws"))) {
            List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--model", model));
            arguments.addAll(List.of("--engine", engine, "--data"));
            arguments.add(directory.resolve(model + "-data" + way.size()).toString());
            arguments.addAll(way);
            try (SpotterProcess spotter =
                    SpotterProcess.start(List.of(), environment, arguments.toArray(String[]::new))) {
                ApiClient client = spotter.awaitClient();
                String id = client.upload("coffee.png", COFFEE)
                        .json()
                        .get("imageId")
                        .asText();
                JsonNode outcome = client.outcome("top=10000&imageId=" + id);
                assertThat(outcome.get("labels")).hasSize(classes);
                Scores.assertSame(Scores.of(outcome), expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"pytorch, portable", "onnx, onnx"})
    @DisplayName("that are independent says which of them apply, on the command line, in the server and in AWS")
    void independent(String engine, String variant) throws Exception {
        Path model = independentModel(engine, Variant.valueOf(variant.toUpperCase(Locale.ROOT)));
        SpotterProcess.Ended ended = run(
                "classify",
                "--model",
                model.toString(),
                "--engine",
                engine,
                Samples.file("coffee.png").toString());
        assertThat(ended.out()).contains("  labels above 50 %: espresso, cup");
        JsonNode expected = classify(model.toString(), 1, engine).get("labelsAbove");
        assertThat(expected.get("threshold").asDouble()).isEqualTo(0.5);
        assertThat(expected.get("labels")).hasSize(2);
        for (List<String> way : List.of(List.<String>of(), List.of("--aws"))) {
            List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--engine", engine));
            arguments.addAll(List.of("--model", model.toString(), "--data"));
            arguments.add(model + "-data" + way.size());
            arguments.addAll(way);
            try (SpotterProcess spotter =
                    SpotterProcess.start(List.of(), environment, arguments.toArray(String[]::new))) {
                ApiClient client = spotter.awaitClient();
                client.upload("coffee.png", COFFEE);
                JsonNode outcome = client.outcome("top=1&filename=coffee.png");
                assertThat(outcome.get("labels")).hasSize(1);
                assertThat(outcome.get("certainty").asText()).isEqualTo("sure");
                Scores.assertSame(Scores.of(outcome.get("labelsAbove")), Scores.of(expected));
            }
        }
    }

    private static Path independentModel(String name, Variant variant) throws Exception {
        SpotterHome other = new SpotterHome(directory.resolve("other"));
        Path joined = new ModelCache(ModelCatalog.bundled(), other).directory("two", variant);
        Path copy = Files.createDirectory(directory.resolve("independent-" + name));
        try (Stream<Path> files = Files.list(joined)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        String properties = Files.readString(joined.resolve("serving.properties"));
        Files.writeString(
                copy.resolve("serving.properties"), properties.replace("applySoftmax=true", "activation=sigmoid"));
        return copy;
    }

    @Test
    @DisplayName("is refused without the names of its classes, with what is missing")
    void withoutNames() throws Exception {
        SpotterProcess.Ended ended = run(
                "model",
                "install",
                "efficientnet-lite0",
                "--name",
                "nameless",
                "--weights",
                directory.resolve("two.pth").toString());
        assertThat(ended.exitStatus()).isEqualTo(2);
        assertThat(ended.err())
                .contains("two.pth has 2 classes and not the usual 1,000: give a file with their names", "--labels");
    }

    @Test
    @DisplayName("is listed and packaged")
    void packaged() throws Exception {
        assertThat(run("model", "list").out()).contains("two", "many");
        Path file = directory.resolve("many.tar.gz");
        assertThat(run("model", "package", "many", "--output", file.toString()).exitStatus())
                .isZero();
        assertThat(file).isNotEmptyFile();
    }

    private static JsonNode classify(String model, int top, String engine) throws Exception {
        SpotterProcess.Ended ended = run(
                "classify",
                "--json",
                "--model",
                model,
                "--engine",
                engine,
                "--top",
                Integer.toString(top),
                Samples.file("coffee.png").toString());
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out());
    }

    private static SpotterProcess.Ended run(String... arguments) throws Exception {
        return SpotterProcess.run(new byte[0], List.of(), environment, arguments);
    }
}
