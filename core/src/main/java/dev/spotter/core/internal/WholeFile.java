package dev.spotter.core.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all, also after a crash: each is written as a draft beside its place, forced
 * to the disk, and moved there, in place of a file that has the name already.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes it.
         *
         * @param file empty; closing it does nothing
         */
        void writeTo(OutputStream file) throws IOException;
    }

    /**
     * Writes a file that only its owner can read. Several threads and processes may write the same one at a time: the
     * last counts.
     *
     * @throws IOException if it cannot be written; then the draft is removed and the target is as it was
     */
    public static void write(Path target, Content content) throws IOException {
        write(target, draft(target), content);
    }

    /**
     * Writes a file as {@link #write(Path, Content)} does, but with the permissions that the system gives a new file:
     * usually others can read it.
     *
     * @throws IOException if it cannot be written; then the draft is removed and the target is as it was
     */
    public static void writeShared(Path target, Content content) throws IOException {
        Path draft = draft(target);
        write(target, draft, FileChannel.open(draft, CREATE_NEW, WRITE), content);
    }

    /**
     * Writes a file that only its owner can read, and whose draft has a name by which one that a crash left behind is
     * known. A target has one writer at a time.
     *
     * @param draft in the target's directory; overwritten
     * @throws IOException if it cannot be written; then the draft is removed and the target is as it was
     */
    public static void write(Path target, Path draft, Content content) throws IOException {
        write(target, draft, OwnerOnly.open(draft, Set.of(CREATE, TRUNCATE_EXISTING, WRITE)), content);
    }

    private static void write(Path target, Path draft, FileChannel opened, Content content) throws IOException {
        boolean isMoved = false;
        try {
            try (FileChannel file = opened) {
                content.writeTo(new KeptOpen(Channels.newOutputStream(file)));
                file.force(true);
            }
            Files.move(draft, target, ATOMIC_MOVE);
            isMoved = true;
        } finally {
            if (!isMoved && Files.isRegularFile(draft, NOFOLLOW_LINKS)) {
                Files.delete(draft);
            }
        }
    }

    private static Path draft(Path target) {
        return target.resolveSibling(".draft" + UUID.randomUUID());
    }

    /** Archives close what they are written to, but the file still has to be forced to the disk. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
