package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.ModelException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("An emulator without an engine on the class path")
class NoEngineTest {
    /** The module's directory or jar, DJL and libtorch. */
    private static final Pattern ENGINE =
            Pattern.compile(".*(pytorch.target.classes|[/\\\\](spotter-pytorch|pytorch)-.*|ai.djl.*)");

    private static final String ARTIFACTS = "dev.spotter:spotter-pytorch or dev.spotter:spotter-onnxruntime";

    @Test
    @DisplayName("starts, and names the artifacts to add when a client for its endpoints is made")
    void client() throws Exception {
        assertThat(run(Client.class)).contains("started\nthere is no engine", ARTIFACTS);
    }

    @Test
    @DisplayName("does not start with an endpoint that needs an engine, and names the artifacts to add")
    void endpoint() throws Exception {
        assertThat(run(Endpoint.class))
                .contains("there is no engine", ARTIFACTS)
                .doesNotContain("started");
    }

    @Test
    @DisplayName("starts with an endpoint that has a classifier of its own, and with a classifier for all endpoints")
    void ownClassifier() throws Exception {
        assertThat(run(OwnClassifier.class)).contains("started\nstarted");
    }

    private static String run(Class<?> program) throws Exception {
        String classPath = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !ENGINE.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);
        assertThat(jvm.waitFor()).as(said).isZero();
        return said.replace("\r", "");
    }

    static final class Client {
        private Client() {}

        public static void main(String[] args) {
            try (AwsEmulator aws = AwsEmulator.start()) {
                System.out.println("started");
                aws.newSageMakerRuntimeClient().close();
            } catch (ModelException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static final class Endpoint {
        private Endpoint() {}

        public static void main(String[] args) {
            EndpointSettings endpoint = EndpointSettings.of("mine", ResponseFormat.JUMPSTART);
            try (AwsEmulator aws = AwsEmulator.builder().endpoint(endpoint).start()) {
                System.out.println("started at " + aws.s3());
            } catch (ModelException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static final class OwnClassifier {
        private OwnClassifier() {}

        public static void main(String[] args) {
            FixedClassifier classifier = new FixedClassifier(List::of);
            EndpointSettings endpoint = EndpointSettings.of("mine", ResponseFormat.JUMPSTART);
            for (AwsEmulator.Builder builder : List.of(
                    AwsEmulator.builder().endpoint(endpoint.withClassifier(classifier)),
                    AwsEmulator.builder().endpoint(endpoint).classifier(classifier))) {
                try (AwsEmulator aws = builder.start()) {
                    aws.newSageMakerRuntimeClient().close();
                    System.out.println("started");
                }
            }
        }
    }
}
