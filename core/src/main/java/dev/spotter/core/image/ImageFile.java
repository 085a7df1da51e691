package dev.spotter.core.image;

import dev.spotter.core.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** An image in a file, or in a pipe that a shell opened in place of a file. */
record ImageFile(Path path) implements ImageSource {
    @Override
    public ImageBytes read(ImageLimits limits) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isOther() && !isDescriptor()) {
            // A pipe may never give anything, and some devices never end.
            throw new InvalidRequestException(
                    "file",
                    "it is a named pipe or a device; accepted are files, and pipes that a shell opens with <(command)");
        }
        long sizeBytes = file.isRegularFile() ? file.size() : 0;
        limits.checkBytes(sizeBytes);
        try (InputStream in = Files.newInputStream(path)) {
            return ImageStream.read(in, sizeBytes, limits);
        }
    }

    private boolean isDescriptor() {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith("/dev/fd")
                || absolute.startsWith("/proc/self/fd")
                || absolute.endsWith("/dev/stdin");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
