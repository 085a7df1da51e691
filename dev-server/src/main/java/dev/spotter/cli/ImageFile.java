package dev.spotter.cli;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file, or what a shell has put in the place of one. */
record ImageFile(Path path) implements InputImage.Content {
    @Override
    public long sizeBytes() throws IOException {
        return Files.isRegularFile(path) ? Files.size(path) : Long.MAX_VALUE;
    }

    @Override
    public ImageBytes read(ImageLimits limits) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isRegularFile()) {
            limits.checkBytes(file.size());
            return ImageBytes.wrap(Files.readAllBytes(path));
        }
        if (file.isOther() && !isDescriptor()) {
            // A pipe may never give anything, and some devices never end.
            throw new InvalidRequestException(
                    "file", "it is a named pipe or a device, not a file; pass its content on standard input, as -");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, limits);
        }
    }

    /** Reads a stream to its end. */
    static ImageBytes read(InputStream in, ImageLimits limits) throws IOException {
        int limit = Math.toIntExact(limits.maxBytes());
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new ImageTooLargeException(limits.maxBytes());
        }
        return ImageBytes.wrap(bytes);
    }

    /** What {@code <(command)} gives: an open pipe. */
    private boolean isDescriptor() {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith("/dev/fd")
                || absolute.startsWith("/proc/self/fd")
                || absolute.endsWith("/dev/stdin");
    }
}
