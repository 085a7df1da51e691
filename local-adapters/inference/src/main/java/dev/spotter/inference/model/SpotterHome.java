package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Platform;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directories where Spotter keeps files: a cache of what it can make again, which may be deleted at any time, and
 * the data that a person installed.
 *
 * @param cache of joined models, the engines' native files and features of images; absolute, it need not exist yet
 * @param data of installed models; absolute, it need not exist yet
 */
public record SpotterHome(Path cache, Path data) {
    /** The environment variable that names a directory that contains both. */
    public static final String VARIABLE = "SPOTTER_HOME";

    public SpotterHome {
        cache = cache.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** The directories {@code cache} and {@code data} in a directory. */
    public SpotterHome(Path path) {
        this(path.resolve("cache"), path.resolve("data"));
    }

    /**
     * {@code cache} and {@code data} in the directory that {@code SPOTTER_HOME} names; else the usual ones: {@code
     * ~/Library/Caches/spotter} and {@code ~/Library/Application Support/Spotter} on macOS, {@code
     * %LOCALAPPDATA%\Spotter\cache} and {@code %LOCALAPPDATA%\Spotter\data} on Windows, {@code spotter} in {@code
     * $XDG_CACHE_HOME} or {@code ~/.cache} and in {@code $XDG_DATA_HOME} or {@code ~/.local/share} elsewhere.
     *
     * @param environment as {@link System#getenv()} gives it
     * @throws ModelException if the name is none of a directory here
     */
    public static SpotterHome from(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        try {
            return named.isBlank() ? usual(environment) : new SpotterHome(Path.of(named));
        } catch (InvalidPathException e) {
            throw new ModelException(
                    ("the directory of Spotter's files cannot be named in this locale; set LC_ALL to a UTF-8 locale,"
                                    + " such as C.UTF-8, or %s to another directory")
                            .formatted(VARIABLE),
                    e);
        }
    }

    /** Where the joined models lie. */
    Path models() {
        return cache.resolve("models");
    }

    /** Where the installed models lie, each in a directory of its name. */
    Path installed() {
        return data.resolve("installed");
    }

    /** Where weights lie while they are fetched. */
    Path downloads() {
        return cache.resolve("downloads");
    }

    /** Where the features of images are kept, each network's in a directory of its own. */
    public Path features() {
        return cache.resolve("features");
    }

    /** Where DJL unpacks libtorch. */
    public Path engine() {
        return cache.resolve("engine");
    }

    private static SpotterHome usual(Map<String, String> environment) {
        Path user = Path.of(System.getProperty("user.home"));
        Platform platform = Platform.current();
        if (platform.isMac()) {
            Path library = user.resolve("Library");
            return new SpotterHome(
                    library.resolve("Caches").resolve("spotter"),
                    library.resolve("Application Support").resolve("Spotter"));
        }
        if (platform.isWindows()) {
            Path spotter = named(
                            environment, "LOCALAPPDATA", user.resolve("AppData").resolve("Local"))
                    .resolve("Spotter");
            return new SpotterHome(spotter.resolve("cache"), spotter.resolve("data"));
        }
        return new SpotterHome(
                named(environment, "XDG_CACHE_HOME", user.resolve(".cache")).resolve("spotter"),
                named(environment, "XDG_DATA_HOME", user.resolve(".local").resolve("share"))
                        .resolve("spotter"));
    }

    private static Path named(Map<String, String> environment, String variable, Path otherwise) {
        String directory = environment.getOrDefault(variable, "");
        return directory.isBlank() ? otherwise : Path.of(directory);
    }
}
