package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Platform;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder where Spotter keeps what it can make again or was given by {@code spotter model install}: model
 * directories, installed models and libtorch's native files.
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
     * @throws ModelException if the name is none of a folder here
     */
    public static SpotterHome from(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        try {
            return new SpotterHome(named.isBlank() ? cacheFolder(environment).resolve("spotter") : Path.of(named));
        } catch (InvalidPathException e) {
            throw new ModelException(
                    ("the folder that %s names cannot be named in this locale; set LC_ALL to a UTF-8 locale, such "
                                    + "as C.UTF-8")
                            .formatted(VARIABLE),
                    e);
        }
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

    /**
     * Says that something is missing in the home and cannot be put there.
     *
     * @param what is missing: {@code libtorch}
     * @param folder where it belongs
     */
    public static ModelException unwritable(String what, Path folder, Exception cause) {
        return new ModelException(
                ("%s is missing in %s and cannot be written there (%s): set %s to a folder that can be written, or run"
                                + " \"spotter doctor\" once, with the same --model and --engine, as a user who "
                                + "may write there")
                        .formatted(what, folder, reason(cause), VARIABLE),
                cause);
    }

    private static String reason(Exception error) {
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return reason(unchecked.getCause());
        }
        if (error instanceof AccessDeniedException) {
            return "not allowed";
        }
        if (error instanceof FileAlreadyExistsException || error instanceof NotDirectoryException) {
            return "a file is in its place";
        }
        return error instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(error.getMessage());
    }

    /** Where DJL unpacks libtorch. */
    public Path engine() {
        return path.resolve("engine");
    }

    private static Path cacheFolder(Map<String, String> environment) {
        Path userHome = Path.of(System.getProperty("user.home"));
        Platform platform = Platform.current();
        if (platform.isMac()) {
            return userHome.resolve("Library").resolve("Caches");
        }
        String variable = platform.isWindows() ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
        String folder = environment.getOrDefault(variable, "");
        return folder.isBlank() ? userHome.resolve(".cache") : Path.of(folder);
    }
}
