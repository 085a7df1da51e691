package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

@Tag("slow")
@DisplayName("An emulator without an engine on the class path")
class NoEngineTest {
    /** The module's directory or jar, DJL and libtorch. */
    private static final Pattern ENGINE =
            Pattern.compile(".*(pytorch.target.classes|[/\\\\](spotter-pytorch|pytorch)-.*|ai.djl.*)");

    @Test
    @DisplayName("starts, and names the artifacts to add when an endpoint is called")
    void named() throws Exception {
        String classPath = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !ENGINE.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Call.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);
        assertThat(jvm.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("500 there is no engine", "dev.spotter:spotter-pytorch or dev.spotter:spotter-onnxruntime");
    }

    /** Says how an endpoint's call fails. */
    static final class Call {
        private Call() {}

        public static void main(String[] args) {
            try (AwsEmulator aws = AwsEmulator.start();
                    SageMakerRuntimeClient sageMaker = aws.newSageMakerRuntimeClient()) {
                sageMaker.invokeEndpoint(request -> request.endpointName("jumpstart")
                        .contentType("application/x-image")
                        .body(SdkBytes.fromUtf8String("any")));
            } catch (ModelErrorException e) {
                System.out.println(e.originalStatusCode() + " " + e.originalMessage());
            }
        }
    }
}
