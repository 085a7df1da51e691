package dev.spotter.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads whole files that other people wrote, up to a number of bytes, so that none takes all memory or never ends.
 * Pipes and devices are refused.
 */
public final class BoundedFile {
    private BoundedFile() {}

    /**
     * The bytes of a file. The bound is checked before the file is read, and while: a file may grow.
     *
     * @param maxBytes the largest size of the file
     * @throws UnreadableFileException if it is larger, or no file; its message continues a sentence that names the file
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path file, int maxBytes) throws IOException {
        int size = (int) check(file, maxBytes);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, size, maxBytes);
        } catch (OutOfMemoryError e) {
            throw new UnreadableFileException("it does not fit in Java's memory of %,d bytes"
                    .formatted(Runtime.getRuntime().maxMemory()));
        }
    }

    /** @param size what was said before: a file may have grown, and the files of /proc have no size */
    static byte[] read(InputStream in, int size, int maxBytes) throws IOException {
        byte[] bytes = BoundedStream.read(in, size, maxBytes);
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return bytes;
    }

    /**
     * The text of a file.
     *
     * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
     * @throws IOException as {@link #read} does
     */
    public static String readText(Path file, int maxBytes) throws IOException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(read(file, maxBytes))).toString();
    }

    /**
     * Refuses a path that is no regular file, or a file that is too large, without reading it.
     *
     * @return the file's size in bytes
     * @throws IOException as {@link #read} does
     */
    public static long check(Path file, long maxBytes) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new UnreadableFileException(
                    attributes.isDirectory() ? "it is a directory" : "it is a pipe or a device, not a file");
        }
        if (attributes.size() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return attributes.size();
    }

    private static UnreadableFileException tooLarge(long maxBytes) {
        return new UnreadableFileException("it has more than %,d bytes".formatted(maxBytes));
    }
}
