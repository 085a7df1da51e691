package dev.spotter.emulator;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.DirectoryLock;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where an emulator keeps its state: for one emulator at a time, and readable only by its owner. */
final class EmulatorDirectory implements AutoCloseable {
    private static final String DYNAMODB = "dynamodb";
    private static final String S3 = "s3";
    private static final Set<String> OWN = Set.of(DYNAMODB, S3, DirectoryLock.NAME);

    private final Path directory;
    private final DirectoryLock lock;

    private EmulatorDirectory(Path directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes it where it is missing, locks it, and closes to others what an earlier version left open.
     *
     * @throws StorageException if another emulator has it, or it cannot be used
     */
    static EmulatorDirectory open(Path path) {
        try {
            OwnerOnly.createDirectories(path);
            Path directory = path.toRealPath();
            EmulatorDirectory opened = new EmulatorDirectory(directory, lock(directory));
            try {
                OwnerOnly.createDirectories(opened.s3());
                opened.tighten();
            } catch (IOException e) {
                opened.lock.close();
                throw e;
            }
            return opened;
        } catch (IOException e) {
            throw StorageException.permanentFailure("the directory " + path + " cannot be used", e);
        }
    }

    /**
     * With a lock file beside DynamoDB's database too: where the first one is deleted, a second emulator is still
     * refused. The database itself cannot be locked, since SQLite closes it now and then, and on POSIX all locks of a
     * process go with that.
     */
    private static DirectoryLock lock(Path directory) throws IOException {
        Path dynamoDb = directory.resolve(DYNAMODB);
        OwnerOnly.createDirectories(dynamoDb);
        return DirectoryLock.acquire(
                directory, List.of(directory.resolve(DirectoryLock.NAME), dynamoDb.resolve(DirectoryLock.NAME)));
    }

    Path dynamoDb() {
        return directory.resolve(DYNAMODB);
    }

    Path s3() {
        return directory.resolve(S3);
    }

    /** Close it after all that works in the directory. */
    @Override
    public void close() throws IOException {
        try (lock) {
            tighten();
        }
    }

    /** The services make their files as they do; the directories above keep others out until then. */
    private void tighten() throws IOException {
        if (isOwn()) {
            OwnerOnly.tighten(directory);
        }
        for (Path part : List.of(dynamoDb(), s3())) {
            try (Stream<Path> all = Files.walk(part)) {
                for (Path file : (Iterable<Path>) all::iterator) {
                    if (Files.isRegularFile(file, NOFOLLOW_LINKS) || Files.isDirectory(file, NOFOLLOW_LINKS)) {
                        OwnerOnly.tighten(file);
                    }
                }
            }
        }
    }

    /** Whether it has no files of other programs. */
    private boolean isOwn() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.allMatch(file -> OWN.contains(String.valueOf(file.getFileName())));
        }
    }
}
