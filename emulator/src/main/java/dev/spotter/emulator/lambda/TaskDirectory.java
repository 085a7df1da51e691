package dev.spotter.emulator.lambda;

import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.core.internal.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's zip, unpacked: whole or not at all, also where several processes do it at once. */
record TaskDirectory(Path root) {
    private static final int HASH_DIGITS = 16;
    /** What no program looks for on its class path. */
    private static final Set<String> NO_RESOURCES = Set.of("lib", "LICENSE", "NOTICE");

    /** Unpacks a zip below a directory, under a name that its content gives, unless it is there. */
    static TaskDirectory unpack(Path zip, Path below) throws IOException {
        Path parent = below.resolve(Sha256.hex(zip).substring(0, HASH_DIGITS));
        Path root = parent.resolve("task");
        if (!Files.isDirectory(root)) {
            try (DraftDirectory draft = DraftDirectory.in(parent)) {
                unpackTo(zip, draft.path());
                draft.publish(root);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
                if (!Files.isDirectory(root)) {
                    throw e;
                }
            }
        }
        return new TaskDirectory(root);
    }

    /** As the managed runtime has it: the root, then the jars of {@code lib} in the order of their names. */
    List<Path> classPath() throws IOException {
        List<Path> path = new ArrayList<>();
        // A directory keeps the JVM from using an archive of classes, so one with nothing to be found in is left out.
        if (!isOnlyLib()) {
            path.add(root);
        }
        path.addAll(jars());
        return path;
    }

    /** Whether it has classes and resources in jars only. */
    boolean isOnlyLib() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.allMatch(
                    file -> NO_RESOURCES.contains(file.getFileName().toString()));
        }
    }

    private List<Path> jars() throws IOException {
        Path lib = root.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void unpackTo(Path zip, Path directory) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("the zip names a file outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }
}
