package dev.spotter.local.model;

import dev.spotter.core.error.ModelException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder where Spotter keeps what it can make again or was given by {@code spotter model install}: model directories, installed
 * models and libtorch's native files.
 *
 * @param path absolute; it need not exist yet
 */
public record SpotterHome(Path path) {
    /** The environment variable that names the folder. */
    public static final String VARIABLE = "SPOTTER_HOME";

    public SpotterHome {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * {@code SPOTTER_HOME}, else the platform's usual place for caches: {@code ~/Library/Caches/spotter} on macOS,
     * {@code %LOCALAPPDATA%\spotter} on Windows, {@code $XDG_CACHE_HOME/spotter} or {@code ~/.cache/spotter} elsewhere.
     *
     * @param environment as {@link System#getenv()} gives it
     */
    public static SpotterHome from(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return new SpotterHome(named.isBlank() ? cacheFolder(environment).resolve("spotter") : Path.of(named));
    }

    /** Where the joined models lie. */
    Path models() {
        return path.resolve("models");
    }

    /** Where the installed models lie, each in a directory of its name. */
    Path installed() {
        return path.resolve("installed");
    }

    /** Where weights lie while they are fetched. */
    Path downloads() {
        return path.resolve("downloads");
    }

    static ModelException unwritable(String what, Path folder, Exception cause) {
        return new ModelException(
                "%s cannot be written to %s (%s); set %s to a folder that can be"
                        .formatted(what, folder, cause.getMessage(), VARIABLE),
                cause);
    }

    /** Where DJL unpacks libtorch. */
    public Path engine() {
        return path.resolve("engine");
    }

    private static Path cacheFolder(Map<String, String> environment) {
        Path userHome = Path.of(System.getProperty("user.home"));
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (platform.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Caches");
        }
        String variable = platform.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
        String folder = environment.getOrDefault(variable, "");
        return folder.isBlank() ? userHome.resolve(".cache") : Path.of(folder);
    }
}
