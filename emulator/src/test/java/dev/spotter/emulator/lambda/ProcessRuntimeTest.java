package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.emulator.lambda.sample.ExitingFunction;
import dev.spotter.emulator.lambda.sample.ScriptedFunction;
import dev.spotter.emulator.lambda.sample.UnconstructibleFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("A function in a process of its own")
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client has native code for Linux only")
class ProcessRuntimeTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final FunctionSettings FUNCTION =
            FunctionSettings.of("f").withTimeout(Duration.ofSeconds(20)).withReservedConcurrency(2);

    private final LambdaEmulator lambda = new LambdaEmulator("us-east-1", "000000000000");
    private final List<String> log = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private Path zip;

    @BeforeEach
    void zip() throws IOException {
        zip = SampleZip.withJar(directory.resolve("functions.zip"));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    @DisplayName("answers, is kept warm, and has Lambda's environment and nothing else")
    void responses() {
        deploy(FUNCTION.withMemoryMegabytes(200).withEnvironment(Map.of("IMAGE_BUCKET", "images")));
        assertThat(call("echo Käse 1")).isEqualTo("Käse 1");
        assertThat(call("calls")).isEqualTo("2");
        assertThat(Integer.parseInt(call("heap"))).isBetween(180, 200);
        assertThat(call("environment"))
                .contains("IMAGE_BUCKET=images")
                .contains("AWS_LAMBDA_FUNCTION_NAME=f,")
                .contains("AWS_LAMBDA_FUNCTION_VERSION=$LATEST")
                .contains("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=200")
                .contains("AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/f")
                .contains("AWS_REGION=us-east-1")
                .contains("_HANDLER=" + ScriptedFunction.class.getName())
                .contains("LAMBDA_TASK_ROOT=")
                .doesNotContain("HOME=");
        assertThat(call("properties"))
                .matches("\\S+aws-lambda-java-core\\S+/task/lib/functions.jar")
                .doesNotContain("spotter-emulator", "test-classes");
        Invocation invocation = lambda.invoke("f", bytes("\"context\""));
        assertThat(new String(invocation.payload(), UTF_8))
                .matches("\"" + invocation.requestId()
                        + " f arn:aws:lambda:us-east-1:000000000000:function:f 200 \\d{4,5}\"");
        assertThat(lambda.counts("f").coldStarts()).isEqualTo(1);
    }

    @Test
    @DisplayName("is found among classes in the zip's root too")
    void classes() throws IOException {
        zip = SampleZip.withClasses(directory.resolve("classes.zip"));
        deploy(FUNCTION);
        assertThat(call("echo a")).isEqualTo("a");
    }

    @Test
    @DisplayName("reports an exception, and then runs the next event")
    void throwing() throws IOException {
        deploy(FUNCTION);
        Invocation invocation = lambda.invoke("f", bytes("\"throw busy\""));
        assertThat(invocation.isFunctionError()).isTrue();
        assertThat(invocation.errorMessage()).isEqualTo("busy");
        assertThat(invocation.errorType()).contains("java.lang.IllegalStateException");
        assertThat(new ObjectMapper().readTree(invocation.payload()).path("stackTrace"))
                .isNotEmpty();
        // Its trace comes in a header as well.
        assertThat(lambda.invoke("f", bytes("\"deep 1000\"")).errorMessage()).isEqualTo("deep");
        assertThat(call("calls")).isEqualTo("3");
    }

    @Test
    @DisplayName("that ends its process is reported, and is started again")
    void exits() {
        deploy(FUNCTION);
        Invocation invocation = lambda.invoke("f", bytes("\"exit 3\""));
        assertThat(invocation.errorType()).contains("Runtime.ExitError");
        assertThat(invocation.errorMessage())
                .isEqualTo("RequestId: %s Error: Runtime exited with error: exit status 3"
                        .formatted(invocation.requestId()));
        assertThat(lambda.invoke("f", bytes("\"exit 0\"")).errorMessage())
                .endsWith("Error: Runtime exited without providing a reason");
        assertThat(call("calls")).isEqualTo("1");
        assertThat(lambda.counts("f").coldStarts()).isEqualTo(3);
        assertThat(lambda.counts("f").environments()).isEqualTo(1);
    }

    @Test
    @DisplayName("that was killed while it was idle is started again, unnoticed")
    void killed() throws Exception {
        deploy(FUNCTION);
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(call("calls")).isEqualTo("1");
        assertThat(lambda.counts("f").errors()).isZero();
    }

    @Test
    @DisplayName("ignores a terminal's signals: only the emulator ends it")
    void signals() throws Exception {
        deploy(FUNCTION);
        ProcessHandle process = process();
        for (String signal : List.of("-INT", "-HUP")) {
            assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }
        assertThat(call("calls")).isEqualTo("2");
        assertThat(process()).isEqualTo(process);
    }

    @Test
    @DisplayName("that takes too long is killed")
    void timeout() throws Exception {
        deploy(FUNCTION.withTimeout(Duration.ofMillis(1_500)));
        ProcessHandle process = process();
        Invocation invocation = lambda.invoke("f", bytes("\"loop\""));
        assertThat(invocation.errorType()).contains("Sandbox.Timedout");
        assertThat(invocation.errorMessage()).endsWith("Task timed out after 1.50 seconds");
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(call("calls")).isEqualTo("1");
    }

    @Test
    @DisplayName("that takes more memory than it has fails, and is started again")
    void memory() {
        deploy(FUNCTION.withMemoryMegabytes(128));
        Invocation invocation = lambda.invoke("f", bytes("\"allocate\""));
        assertThat(invocation.errorType()).contains("java.lang.OutOfMemoryError");
        assertThat(call("calls")).isEqualTo("1");
        assertThat(lambda.counts("f").coldStarts()).isEqualTo(2);
    }

    @Test
    @DisplayName("that cannot be made, is not there or ends while it is made says so, each time")
    void initErrors() {
        lambda.deploy(FunctionSettings.of("unmakable"), runtime(UnconstructibleFunction.class.getName()));
        lambda.deploy(FunctionSettings.of("missing"), runtime("com.example.Missing::handleRequest"));
        lambda.deploy(FunctionSettings.of("quitter"), runtime(ExitingFunction.class.getName()));
        for (int i = 0; i < 2; i++) {
            assertThat(lambda.invoke("unmakable", bytes("{}")).payload())
                    .asString(UTF_8)
                    .contains("IMAGE_BUCKET is missing");
            assertThat(lambda.invoke("missing", bytes("{}")).payload())
                    .asString(UTF_8)
                    .contains("Class not found: com.example.Missing");
            assertThat(lambda.invoke("quitter", bytes("{}")).errorMessage())
                    .endsWith("Error: Runtime exited with error: exit status 7");
        }
        assertThat(lambda.counts("unmakable").environments()).isZero();
    }

    @Test
    @DisplayName("has a response that is too large refused, and then runs the next event")
    void large() {
        deploy(FUNCTION.withMemoryMegabytes(512));
        assertThat(lambda.invoke("f", bytes("\"large 6291556\"")).payload()).hasSize(6_291_556);
        assertThat(lambda.invoke("f", bytes("\"large 6291557\"")).errorType())
                .contains("Function.ResponseSizeTooLarge");
        assertThat(call("echo a")).isEqualTo("a");
    }

    @Test
    @DisplayName("has a process for each invocation that runs at the same time")
    void concurrency() throws Exception {
        deploy(FUNCTION.withTimeout(Duration.ofSeconds(3)));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<Invocation> first = callers.submit(() -> lambda.invoke("f", bytes("\"loop\"")));
            Future<Invocation> second = callers.submit(() -> lambda.invoke("f", bytes("\"loop\"")));
            assertThat(new StateMonitor().await(() -> lambda.counts("f").environments() == 2, SOON))
                    .isTrue();
            assertThat(lambda.invoke("f", bytes("\"echo a\"")).isThrottled()).isTrue();
            assertThat(first.get().errorType()).contains("Sandbox.Timedout");
            assertThat(second.get().errorType()).contains("Sandbox.Timedout");
        } finally {
            callers.shutdownNow();
        }
        assertThat(lambda.counts("f").coldStarts()).isEqualTo(2);
    }

    @Test
    @DisplayName("has each line that it prints logged with its name")
    void logs() throws Exception {
        deploy(FUNCTION);
        assertThat(lambda.invoke("f", bytes("\"print Käse\"")).isSuccess()).isTrue();
        assertThat(new StateMonitor().await(() -> log.size() >= 2, SOON)).isTrue();
        assertThat(log).contains("f: out Käse", "f: err Käse");
    }

    @Test
    @DisplayName("ends with the emulator, and leaves nothing")
    void closed() throws Exception {
        Set<Path> before = temporaryDirectories();
        deploy(FUNCTION);
        ProcessHandle process = process();
        assertThat(temporaryDirectories()).hasSizeGreaterThan(before.size());
        lambda.close();
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(lambda.counts("f").environments()).isZero();
        assertThat(temporaryDirectories()).isEqualTo(before);
        assertThat(new StateMonitor().await(() -> threads().isEmpty(), SOON))
                .as(() -> threads().toString())
                .isTrue();
        lambda.close();
    }

    private static Set<Path> temporaryDirectories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("aws-emulator-"))
                    .filter(Files::isDirectory)
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("aws-emulator-lambda"))
                .toList();
    }

    @Test
    @DisplayName("ends when the emulator's JVM is killed, idle or busy")
    void parentGone() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // What it unpacks is left when it is killed.
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        zip.toString())
                .redirectErrorStream(true)
                .start();
        ProcessHandle idle;
        ProcessHandle busy;
        try (BufferedReader said = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            idle = Parent.read(said, "idle");
            busy = Parent.read(said, "busy");
            assertThat(idle.isAlive()).isTrue();
            assertThat(busy.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
        idle.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        busy.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** An emulator with a function that is idle and one that is busy, for ever. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) {
            LambdaEmulator lambda = new LambdaEmulator("us-east-1", "000000000000");
            for (String name : List.of("idle", "busy")) {
                lambda.deploy(
                        FunctionSettings.of(name).withTimeout(Duration.ofMinutes(5)),
                        ProcessRuntime.of(Path.of(arguments[0]), ScriptedFunction.class.getName()));
                System.out.println(name + " "
                        + new String(lambda.invoke(name, bytes("\"pid\"")).payload(), UTF_8));
            }
            lambda.invoke("busy", bytes("\"loop\""));
        }

        static ProcessHandle read(BufferedReader said, String name) throws IOException {
            String line = said.readLine();
            while (line != null && !line.startsWith(name + " ")) {
                line = said.readLine();
            }
            assertThat(line).as(name).isNotNull();
            return ProcessHandle.of(Long.parseLong(line.replaceAll("\\D", ""))).orElseThrow();
        }
    }

    @Test
    @DisplayName("starts from an archive of its classes the next time, where a directory is named")
    void archive() throws IOException {
        Path kept = directory.resolve("kept");
        try (LambdaEmulator first = new LambdaEmulator("us-east-1", "000000000000")) {
            first.deploy(FUNCTION, runtime(ScriptedFunction.class.getName()).withDirectory(kept));
            assertThat(first.invoke("f", bytes("\"options\"")).payload())
                    .asString(UTF_8)
                    .contains("-XX:ArchiveClassesAtExit=");
        }
        try (Stream<Path> files = Files.walk(kept)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".jsa"))
                    .noneMatch(name -> name.matches("\\.(draft|removed)\\p{XDigit}.*"));
        }
        try (LambdaEmulator second = new LambdaEmulator("us-east-1", "000000000000")) {
            second.deploy(FUNCTION, runtime(ScriptedFunction.class.getName()).withDirectory(kept));
            assertThat(second.invoke("f", bytes("\"options\"")).payload())
                    .asString(UTF_8)
                    .contains("-XX:SharedArchiveFile=");
            System.out.println("Cold start from an archive: "
                    + second.counts("f").coldStartTimes().get(0).toMillis() + " ms");
        }
        assertThat(log).as("the JVM says nothing of archives").isEmpty();
    }

    @Test
    @DisplayName("is not unpacked from a zip that names files outside of it")
    void hostileZip() throws IOException {
        Path hostile = directory.resolve("hostile.zip");
        try (ZipOutputStream files = new ZipOutputStream(Files.newOutputStream(hostile))) {
            files.putNextEntry(new ZipEntry("../../../outside"));
            files.closeEntry();
        }
        Path kept = directory.resolve("kept");
        ProcessRuntime runtime = ProcessRuntime.of(hostile, "a.B").withDirectory(kept);
        assertThatThrownBy(() -> runtime.start(FUNCTION)).hasMessageContaining("../../../outside");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files).noneMatch(file -> file.endsWith("outside"));
        }
    }

    @Test
    @DisplayName("is refused where its zip is not there")
    void noZip() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessRuntime.of(directory.resolve("none.zip"), "a.B"))
                .withMessageContaining("none.zip");
    }

    private void deploy(FunctionSettings function) {
        lambda.deploy(function, runtime(ScriptedFunction.class.getName() + "::handleRequest"));
    }

    private ProcessRuntime runtime(String handler) {
        return ProcessRuntime.of(zip, handler).withLog(log::add);
    }

    private String call(String script) {
        Invocation invocation = lambda.invoke("f", bytes('"' + script + '"'));
        assertThat(invocation.isSuccess()).as("%s %s", invocation, log).isTrue();
        return new String(invocation.payload(), UTF_8).replace("\"", "");
    }

    private ProcessHandle process() {
        return ProcessHandle.of(Long.parseLong(call("pid"))).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
