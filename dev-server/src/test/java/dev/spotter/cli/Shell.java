package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The program as a shell runs it: with names of any bytes, pipes, and another user. A script calls it {@code spotter};
 * its directory is the test's.
 */
final class Shell {
    private static final String PROGRAM = "spotter() { $AS \"$JAVA\" -jar \"$JAR\" \"$@\"; }\n";
    /** A user who may do nothing but read what everybody may. */
    private static final String NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs";

    private final Path folder;
    private String prefix = "";

    Shell(Path folder) {
        this.folder = folder;
    }

    /** How a script ended; the output as it is, in bytes. */
    record Ended(int exitStatus, ByteBuffer out, String err) {
        String text() {
            return UTF_8.decode(out.duplicate()).toString();
        }
    }

    /**
     * From now on the program is run by a user who is not the superuser; the test is skipped where that cannot be done.
     */
    Shell asNobody() throws IOException, InterruptedException {
        if (isSuperuser()) {
            prefix = NOBODY;
            Assumptions.assumeTrue(
                    run(Map.of(), "spotter --version").exitStatus() == 0,
                    "run by the superuser, whom no permission binds, and no other user can run the program");
        }
        return this;
    }

    static boolean isSuperuser() {
        return "root".equals(System.getProperty("user.name"));
    }

    Ended run(String script) throws IOException, InterruptedException {
        return run(Map.of(), script);
    }

    /** Runs a script; an empty value removes a variable from its environment. */
    Ended run(Map<String, String> environment, String script) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("spotter", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", PROGRAM + script))
                    .directory(folder.toFile())
                    .redirectError(errors.toFile());
            builder.environment()
                    .put("JAVA", ProcessHandle.current().info().command().orElse("java"));
            builder.environment()
                    .put(
                            "JAR",
                            Path.of(System.getProperty("spotter.jar"))
                                    .toAbsolutePath()
                                    .toString());
            builder.environment().put("AS", prefix);
            environment.forEach((name, value) -> set(builder.environment(), name, value));
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] out;
            try (InputStream in = process.getInputStream()) {
                out = in.readAllBytes();
            }
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("the script has not ended");
            }
            return new Ended(process.exitValue(), ByteBuffer.wrap(out), Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    private static void set(Map<String, String> environment, String name, String value) {
        if (value.isEmpty()) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }
}
