package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("slow")
@DisplayName("The emulator's directory")
class EmulatorDirectoryTest {
    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> CLOSED = PosixFilePermissions.fromString("rwx------");

    @TempDir
    private Path temporary;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("is its owner's alone, with all in it")
    void ownerOnly() throws IOException {
        Path directory = temporary.resolve("data");
        try (AwsEmulator aws = fill(directory)) {
            assertThat(aws.s3().getPort()).isPositive();
            assertThat(mode(directory)).isEqualTo(CLOSED);
            assertThat(mode(directory.resolve("s3"))).isEqualTo(CLOSED);
            assertThat(mode(directory.resolve("dynamodb"))).isEqualTo(CLOSED);
        }
        assertClosed(directory);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("is closed at the start where an earlier version left it open")
    void earlier() throws IOException {
        Path directory = temporary.resolve("data");
        fill(directory).close();
        for (Path file : all(directory)) {
            Files.setPosixFilePermissions(file, OPEN);
        }
        try (AwsEmulator aws = AwsEmulator.builder().directory(directory).start()) {
            assertThat(aws.s3().getPort()).isPositive();
            assertClosed(directory);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("stays open where somebody else's files are in it, but not what is the emulator's")
    void shared() throws IOException {
        Files.setPosixFilePermissions(temporary, OPEN);
        Files.setPosixFilePermissions(Files.createFile(temporary.resolve("another's")), OPEN);
        fill(temporary).close();
        assertThat(mode(temporary)).isEqualTo(OPEN);
        assertThat(mode(temporary.resolve("another's"))).isEqualTo(OPEN);
        assertClosed(temporary.resolve("s3"));
        assertClosed(temporary.resolve("dynamodb"));
    }

    @Test
    @DisplayName("is refused while another emulator of this process has it, by whatever name")
    void taken() throws IOException {
        Path directory = temporary.resolve("data");
        AwsEmulator first = fill(directory);
        try (first) {
            Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
            for (Path name : List.of(directory, link)) {
                assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(() ->
                                AwsEmulator.builder().directory(name).start().close())
                        .withMessageContaining("is in use by another Spotter");
            }
        }
        AwsEmulator.builder().directory(directory).start().close();
    }

    @Test
    @DisplayName("is refused while another process has it, also when its lock file was deleted, and free after that")
    void takenByProcess() throws Exception {
        Path directory = temporary.resolve("data");
        fill(directory).close();
        try (AwsEmulator first = AwsEmulator.builder().directory(directory).start();
                DynamoDbClient dynamoDb = first.newDynamoDbClient()) {
            assertThat(dynamoDb.listTables().tableNames()).containsExactly("items");
            assertThat(start(directory)).contains("is in use by another Spotter");
            Files.delete(directory.resolve(DirectoryLock.NAME));
            assertThat(start(directory)).contains("is in use by another Spotter");
        }
        assertThat(start(directory)).isEqualTo("started");
    }

    /** What a JVM says that starts an emulator on the directory. */
    private static String start(Path directory) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Start.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
    }

    /** Says whether it started, or why not. */
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            try (AwsEmulator aws =
                    AwsEmulator.builder().directory(Path.of(args[0])).start()) {
                System.out.println(aws.s3().getPort() > 0 ? "started" : "no port");
            } catch (StorageException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static AwsEmulator fill(Path directory) {
        AwsEmulator aws = AwsEmulator.builder().directory(directory).start();
        try (S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            s3.createBucket(request -> request.bucket("images"));
            s3.putObject(request -> request.bucket("images").key("uploads/1"), RequestBody.fromString("image"));
            TestTables.create(dynamoDb, "items");
        }
        return aws;
    }

    private static void assertClosed(Path directory) throws IOException {
        for (Path file : all(directory)) {
            assertThat(CLOSED).as(file.toString()).containsAll(mode(file));
        }
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
        }
    }

    private static Set<PosixFilePermission> mode(Path file) throws IOException {
        return Files.getPosixFilePermissions(file);
    }
}
