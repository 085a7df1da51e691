package dev.spotter.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a directory can be used. */
enum DirectoryCheck {
    WRITABLE,
    /** It can be made at the first start. */
    MISSING,
    READ_ONLY,
    /** It is a file, or cannot be made. */
    UNUSABLE;

    static DirectoryCheck of(Path directory) {
        if (Files.isDirectory(directory)) {
            return Files.isWritable(directory) ? WRITABLE : READ_ONLY;
        }
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing) ? MISSING : UNUSABLE;
    }
}
