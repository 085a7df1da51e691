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
 * Files and folders that nobody but their owner can read: 0600 and 0700, from the moment they are made. Where the file
 * system has no such permissions, as on Windows, a file gets what its folder gives it.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Makes a folder and what is missing above it. */
    public static void createDirectories(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder.getFileSystem(), FOLDER));
    }

    /** Opens a file; where the options make it, nobody else can read it. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, attributes(file.getFileSystem(), FILE));
    }

    /**
     * Takes away from a file or folder what others may do with it. A link is left as it is.
     *
     * @return whether others could do anything with it before
     * @throws IOException if it belongs to somebody else, or is not there
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
