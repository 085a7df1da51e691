package dev.spotter.emulator.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A JDK.
 *
 * @param feature the first number of its version
 */
record JavaHome(Path path, int feature) {
    /** From here on, native code is warned of. */
    private static final int WARNS = 22;

    /** @throws IOException if there is none */
    static JavaHome at(Path path) throws IOException {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(path.resolve("release"))) {
            release.load(file);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        try {
            return new JavaHome(path, Runtime.Version.parse(version).feature());
        } catch (IllegalArgumentException e) {
            throw new IOException("no JDK is at " + path + ": its version is \"" + version + "\"", e);
        }
    }

    String java() {
        return path.resolve("bin").resolve("java").toString();
    }

    /** AWS's client has native code. */
    List<String> nativeAccess() {
        return feature < WARNS ? List.of() : List.of("--enable-native-access=ALL-UNNAMED");
    }
}
