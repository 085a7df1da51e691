package dev.spotter.inference.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Paths by their names on the command line. Where Java could not decode a name, as in the locale "C" or with names of
 * an old disk, it has put a replacement character for each byte, and no path can be made of that: then the file is the
 * one whose name looks the same.
 */
public final class NamedPath {
    private static final char REPLACED = '\uFFFD';

    private NamedPath() {}

    /**
     * The path that was named. It need not exist, unless its name could not be decoded.
     *
     * @throws NoSuchFileException if no file has this name, or it can be none here
     * @throws IOException if several files match, or a parent directory cannot be read
     */
    public static Path of(String name) throws IOException {
        try {
            return name.indexOf(REPLACED) < 0 ? Path.of(name) : find(name);
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(name);
        }
    }

    private static Path find(String name) throws IOException {
        Path path = Path.of(name.startsWith(File.separator) ? File.separator : "");
        for (String part : name.split(Pattern.quote(File.separator), -1)) {
            path = part.indexOf(REPLACED) < 0 ? path.resolve(part) : theOne(alike(path, part), name);
        }
        return path;
    }

    private static List<Path> alike(Path directory, String name) throws IOException {
        List<Path> alike = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (String.valueOf(file.getFileName()).equals(name)) {
                    alike.add(file);
                }
            }
        }
        return alike;
    }

    private static Path theOne(List<Path> alike, String name) throws IOException {
        if (alike.isEmpty()) {
            throw new NoSuchFileException(name);
        }
        if (alike.size() > 1) {
            throw new IOException(
                    "%d files match this name (%s): set LC_ALL to the locale of their names, such as C.UTF-8"
                            .formatted(
                                    alike.size(),
                                    String.join(
                                            ", ",
                                            alike.stream().map(NamedPath::name).toList())));
        }
        return alike.get(0);
    }

    /** A path's name: in UTF-8 where it is so, whatever the locale, and bytes that are not as {@code \xe9}. */
    public static String name(Path path) {
        String name = path.toString();
        if (name.indexOf(REPLACED) < 0) {
            return name;
        }
        // A URI keeps the bytes.
        String[] parts = URI.create(path.toUri().toString()).getRawPath().split("/", -1);
        int end = parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        String last = String.join("/", Arrays.copyOfRange(parts, end - path.getNameCount(), end));
        return (path.isAbsolute() ? "/" : "") + decode(percentDecoded(last));
    }

    private static ByteBuffer percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static String decode(ByteBuffer bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer room = CharBuffer.allocate(bytes.remaining());
        StringBuilder text = new StringBuilder();
        while (true) {
            CoderResult result = decoder.decode(bytes, room, true);
            text.append(room.flip());
            room.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append("\\x%02x".formatted(bytes.get() & 0xFF));
            }
            decoder.reset();
        }
    }
}
