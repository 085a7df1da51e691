package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, each read once. A browser may keep them, but asks whether they are still the same: the tag that it
 * asks by is a hash of the bytes, so a file that changes in any way is fetched again. Thread-safe.
 */
final class PageFiles {
    private static final String FOLDER = "/dev/spotter/web";
    /** No file begins with a dot, so no path leads out of the directory. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\\.[a-z0-9]+");

    /** Of the hash: enough to tell versions of one file apart, and short, because each file has one. */
    private static final int TAG_BYTES = 12;

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "jpg", "image/jpeg",
            "png", "image/png",
            "webp", "image/webp");

    private static final Map<String, ApiResponse> FILES = new ConcurrentHashMap<>();

    private PageFiles() {}

    /** The file at a path, or empty where there is none. */
    static Optional<ApiResponse> find(String path) {
        ApiResponse known = FILES.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String type = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<ApiResponse> file = read(path, type);
        file.ifPresent(found -> FILES.put(path, found));
        return file;
    }

    /** Whether a file was asked for by this path before, and found. */
    static boolean isKnown(String path) {
        return FILES.containsKey(path);
    }

    private static Optional<ApiResponse> read(String path, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            Map<String, String> headers = Map.of(
                    "Content-Type", type, "Cache-Control", "no-cache", "ETag", tag(bytes), "Vary", "Accept-Encoding");
            return Optional.of(new ApiResponse(200, headers, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Weak, because the bytes may be sent compressed. */
    private static String tag(byte[] bytes) {
        byte[] hash = Arrays.copyOf(Sha256.digest(bytes), TAG_BYTES);
        return "W/\"" + Base64.getUrlEncoder().encodeToString(hash) + '"';
    }
}
