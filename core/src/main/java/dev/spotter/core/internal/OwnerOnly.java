package dev.spotter.core.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Creates files and directories that only their owner can read: modes 0600 and 0700 from the start. On file systems
 * without such modes, as on Windows, a file inherits the permissions of its directory.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Creates a directory and its missing parents. */
    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(directory.getFileSystem(), FOLDER));
    }

    /** Opens a file. If it is created, only the owner can read it. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, attributes(file.getFileSystem(), FILE));
    }

    /**
     * Removes the permissions of other users from a file or directory. Links are unchanged.
     *
     * @return whether other users had permissions before
     * @throws IOException if it belongs to another user, or does not exist
     */
    public static boolean tighten(Path file) throws IOException {
        if (!hasPermissions(file.getFileSystem()) || Files.isSymbolicLink(file)) {
            return false;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> own = EnumSet.copyOf(FOLDER);
        if (own.containsAll(allowed)) {
            return false;
        }
        own.retainAll(allowed);
        Files.setPosixFilePermissions(file, own);
        return true;
    }

    private static FileAttribute<?>[] attributes(FileSystem system, Set<PosixFilePermission> permissions) {
        return hasPermissions(system)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(FileSystem system) {
        return system.supportedFileAttributeViews().contains("posix");
    }
}
