package dev.spotter.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import dev.spotter.core.internal.Platform;
import dev.spotter.core.internal.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native files for a platform, as they lie in its jar.
 *
 * @param version ONNX Runtime's
 * @param platform as the jar's directories are called, such as {@code linux-x64}
 */
record NativeFiles(String version, String platform) {
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    /** Those on the class path for this platform; empty where there are none, or the jar does not tell its version. */
    static Optional<NativeFiles> ofThisPlatform() {
        // A class's literal does not initialise it: that would load the files.
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        if (version == null) {
            return Optional.empty();
        }
        NativeFiles files = new NativeFiles(version, thisPlatform());
        return LIBRARIES.stream().allMatch(library -> files.resource(library) != null)
                ? Optional.of(files)
                : Optional.empty();
    }

    /**
     * Unpacks them where that was not done before. Several processes may do so at once; each file appears whole.
     *
     * @return the directory that they are in
     */
    Path unpack(Path engines) throws IOException {
        Path directory = engines.resolve("onnxruntime-%s-%s".formatted(version, platform));
        Files.createDirectories(directory);
        for (String library : LIBRARIES) {
            URL resource = resource(library);
            if (resource == null) {
                throw new IOException("%s is not on the class path".formatted(System.mapLibraryName(library)));
            }
            unpack(resource.openConnection(), directory.resolve(System.mapLibraryName(library)));
        }
        return directory;
    }

    private static void unpack(URLConnection resource, Path file) throws IOException {
        // The jar stays open for as long as a cached connection does.
        resource.setUseCaches(false);
        try (InputStream in = resource.getInputStream()) {
            if (Files.exists(file) && Files.size(file) == resource.getContentLengthLong()) {
                return;
            }
            WholeFile.writeShared(file, in::transferTo);
        }
    }

    private @Nullable URL resource(String library) {
        return OrtEnvironment.class.getResource("native/%s/%s".formatted(platform, System.mapLibraryName(library)));
    }

    private static String thisPlatform() {
        Platform platform = Platform.current();
        String directory = platform.isMac() ? "osx" : platform.isWindows() ? "win" : "linux";
        return directory + "-" + (platform.isX86() ? "x64" : platform.processor());
    }
}
