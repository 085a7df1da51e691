package dev.spotter.storage.filesystem;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.error.StorageFullException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.internal.DirectoryLock;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stores images as files of one directory, each with a small metadata file. After {@link #put} returns, the image
 * survives a crash of the process and of the machine. Names from uploads are never used on disk. Only the owner can
 * read the files. Content that was changed on disk is never returned. If the directory disappears, calls fail until
 * it is moved back; nothing is taken for deleted. Thread-safe; one process at a time can open the directory.
 *
 * <p>A closed store throws {@link IllegalStateException}.
 */
public final class FileSystemImageStore implements ImageStore, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FileSystemImageStore.class.getName());
    private static final int STRIPES = 64;
    /** Space for metadata and directories, in addition to the image. */
    private static final long ROOM_FOR_THE_REST = 1 << 20;

    private final ImageDirectory directory;
    private final RootDirectory root;
    private final DirectoryLock lock;
    /** Writers of one id share a stripe, so that metadata and content on disk are always one writer's. */
    private final List<Object> stripes =
            Stream.generate(Object::new).limit(STRIPES).toList();
    /** Those whose names in the root this opening has made durable. */
    private final Set<Path> durableShards = ConcurrentHashMap.newKeySet();

    private FileSystemImageStore(RootDirectory root, DirectoryLock lock) {
        this.root = root;
        this.directory = new ImageDirectory(root.path());
        this.lock = lock;
    }

    /**
     * Opens a directory, or creates it. If other users could read it, their permissions are removed.
     *
     * @throws StorageException if it is not a directory, cannot be written, or is in use; not retryable
     */
    public static FileSystemImageStore open(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw StorageException.permanentFailure(root + " is not a directory", null);
        }
        try {
            if (Files.notExists(root)) {
                OwnerOnly.createDirectories(root);
            }
            DirectoryLock lock =
                    DirectoryLock.acquire(root, List.of(root.toRealPath().resolve(DirectoryLock.NAME)));
            try {
                FileSystemImageStore store = new FileSystemImageStore(RootDirectory.open(root.toRealPath()), lock);
                tighten(store.directory);
                return store;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw StorageException.permanentFailure("the directory " + root + " cannot be read and written", e);
        }
    }

    @Override
    public void put(StoredImage image) {
        put(image, () -> {});
    }

    /**
     * Stores an image as {@link #put(StoredImage)} does.
     *
     * @param whenCreated runs once this call has created the image's file, also if the call fails after that; it does
     *     not run if the image is stored already. Of several callers that store one image at once, it runs for one
     */
    public void put(StoredImage image, Runnable whenCreated) {
        requireOpen();
        root.requirePresent();
        synchronized (stripe(image.id())) {
            try {
                if (isNew(image)) {
                    write(image);
                    whenCreated.run();
                }
                // Also for an image that is stored already: an earlier put may have failed at this very step.
                Path shard = directory.shard(image.id());
                DurableFiles.force(shard);
                if (!durableShards.contains(shard)) {
                    DurableFiles.force(directory.root());
                    durableShards.add(shard);
                }
            } catch (IOException e) {
                throw unwritten(image, e);
            }
        }
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return ifPresent(id, () -> {
            ImageMetadata metadata = readableMetadata(id);
            ImageBytes bytes = ImageBytes.wrap(content(id, metadata));
            if (!metadata.isOf(bytes)) {
                throw damaged(id, "its bytes are not those that were stored");
            }
            StoredImage image = new StoredImage(metadata.upload(), bytes, metadata.deletionHash());
            if (metadata.sha256().isEmpty()) {
                addHash(image);
            }
            return Optional.of(image);
        });
    }

    @Override
    public Optional<Upload> upload(ImageId id) {
        requireOpen();
        if (isAbsent(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(metadata(id).upload());
        } catch (IOException | IllegalArgumentException e) {
            if (isAbsent(id)) {
                return Optional.empty();
            }
            LOG.log(WARNING, "left out the stored image {0}: its metadata cannot be read ({1})", id, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        return ifPresent(id, () -> readableMetadata(id).deletionHash());
    }

    /** What is read of an image; empty if there is none, or if it is deleted meanwhile. */
    private <T> Optional<T> ifPresent(ImageId id, Reading<T> reading) {
        requireOpen();
        if (isAbsent(id)) {
            return Optional.empty();
        }
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            root.requirePresent();
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    @Override
    public void delete(ImageId id) {
        remove(id);
    }

    /**
     * Deletes an image as {@link #delete} does.
     *
     * @return the size of its file in bytes; empty if there was none
     */
    public OptionalLong remove(ImageId id) {
        requireOpen();
        root.requirePresent();
        synchronized (stripe(id)) {
            Path content = directory.content(id);
            try {
                OptionalLong sizeBytes =
                        Files.exists(content) ? OptionalLong.of(Files.size(content)) : OptionalLong.empty();
                // The content goes first: its presence is the image's.
                Files.deleteIfExists(content);
                Files.deleteIfExists(directory.metadata(id));
                // Also if nothing was there: an earlier delete may have failed at this very step.
                if (Files.isDirectory(directory.shard(id))) {
                    DurableFiles.force(directory.shard(id));
                }
                return sizeBytes;
            } catch (IOException e) {
                throw StorageException.transientFailure("the image " + id + " could not be deleted from the store", e);
            }
        }
    }

    /**
     * All stored images, in no order, without reading their content. Temporary files left by a crash are deleted. Files
     * that cannot be read or deleted are skipped, with a line in the log. Images that are stored or deleted meanwhile
     * may be included or not.
     *
     * @throws StorageException if the directory could not be read, or disappeared meanwhile, so that images may be left
     *     out; retryable
     */
    public void takeStock(Consumer<StoredFile> each) {
        requireOpen();
        try {
            root.requirePresent();
            for (Path shard : directory.shards()) {
                root.requirePresent();
                if (Files.isReadable(shard)) {
                    takeStockOf(shard, each);
                } else {
                    LOG.log(WARNING, "passed over the directory {0}: it cannot be read", shard);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw StorageException.transientFailure("the stored images could not be listed", e);
        }
        // What disappeared with the directory would be missing in the count.
        root.requirePresent();
    }

    /**
     * Whether the directory is still the one that was opened. If it is not, for instance because its disk was detached,
     * every call fails with a retryable {@link StorageException} until the directory is moved back. To use another
     * directory in its place, such as a copy or one on a disk that was attached anew, open the store again.
     */
    public boolean isPresent() {
        return root.isPresent();
    }

    /**
     * How many bytes are free on the disk.
     *
     * @throws StorageException if the directory is missing; retryable
     */
    public long freeBytes() {
        root.requirePresent();
        return directory.root().toFile().getUsableSpace();
    }

    /** Releases the directory. Closing again does nothing. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw StorageException.transientFailure("the store could not be closed", e);
        }
    }

    private void takeStockOf(Path shard, Consumer<StoredFile> each) throws IOException {
        for (Path file : directory.files(shard)) {
            Optional<ImageId> image = directory.imageOf(file);
            if (image.isPresent()) {
                storedFile(image.get(), file).ifPresent(each);
            } else {
                directory.leftOverOf(file).ifPresent(id -> clearAway(id, file));
            }
        }
    }

    /** @throws StorageException if nothing can be said, because the directory is missing */
    private boolean isAbsent(ImageId id) {
        if (!Files.notExists(directory.content(id))) {
            return false;
        }
        root.requirePresent();
        // It may have come back between the two.
        return Files.notExists(directory.content(id));
    }

    private boolean isNew(StoredImage image) {
        if (Files.notExists(directory.content(image.id()))) {
            return true;
        }
        Optional<StoredImage> known = load(image.id());
        if (known.isPresent() && !known.get().bytes().equals(image.bytes())) {
            throw new ImageAlreadyStoredException(image.id().text());
        }
        return known.isEmpty();
    }

    /** The content comes last: its presence is the image's. */
    private void write(StoredImage image) throws IOException {
        Path shard = directory.shard(image.id());
        if (!Files.isDirectory(shard)) {
            OwnerOnly.createDirectories(shard);
        }
        boolean written = false;
        try {
            writeMetadata(image);
            DurableFiles.write(directory.content(image.id()), image.bytes().buffer());
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(directory.metadata(image.id()));
            }
        }
    }

    private void writeMetadata(StoredImage image) throws IOException {
        DurableFiles.write(
                directory.metadata(image.id()),
                ByteBuffer.wrap(ImageMetadata.of(image).encode()));
    }

    /** From its first reading on, an image that an earlier version stored has a hash to compare with. */
    private void addHash(StoredImage image) throws IOException {
        synchronized (stripe(image.id())) {
            if (Files.exists(directory.content(image.id()))) {
                writeMetadata(image);
            }
        }
    }

    private byte[] content(ImageId id, ImageMetadata metadata) throws IOException {
        Path file = directory.content(id);
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw damaged(id, "it is no file");
        }
        if (found.size() != metadata.sizeBytes()) {
            throw damaged(
                    id, String.format(Locale.ROOT, "it has %,d bytes of %,d", found.size(), metadata.sizeBytes()));
        }
        return DurableFiles.read(file, metadata.sizeBytes());
    }

    /** @throws NoSuchFileException if the image was deleted meanwhile */
    private ImageMetadata readableMetadata(ImageId id) throws IOException {
        try {
            return metadata(id);
        } catch (NoSuchFileException | IllegalArgumentException e) {
            if (Files.notExists(directory.content(id))) {
                throw new NoSuchFileException(id.text());
            }
            throw StorageException.permanentFailure(
                    "the stored image " + id + " is damaged: its metadata cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException if it differs from what was written */
    private ImageMetadata metadata(ImageId id) throws IOException {
        Path file = directory.metadata(id);
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw new IllegalArgumentException("it is no file");
        }
        if (found.size() > ImageMetadata.MAX_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "it has %,d bytes, more than %,d", found.size(), ImageMetadata.MAX_BYTES));
        }
        return ImageMetadata.decode(id, DurableFiles.read(file, (int) found.size()));
    }

    private static Optional<StoredFile> storedFile(ImageId id, Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (found.isRegularFile()) {
                return Optional.of(new StoredFile(id, found.size()));
            }
            LOG.log(WARNING, "passed over {0}: it is named like an image but is no file", file);
        } catch (IOException e) {
            LOG.log(WARNING, "passed over {0}: it cannot be read ({1})", file, e.getMessage());
        }
        return Optional.empty();
    }

    private void clearAway(ImageId id, Path file) {
        // Another thread that puts this very image now holds the lock.
        synchronized (stripe(id)) {
            try {
                if (file.equals(directory.metadata(id)) && Files.exists(directory.content(id), NOFOLLOW_LINKS)) {
                    return;
                }
                if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
                    LOG.log(WARNING, "passed over {0}: it is named like a file of Spotter''s but is a directory", file);
                    return;
                }
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(WARNING, "left {0} as it is: it cannot be deleted ({1})", file, e.getMessage());
            }
        }
    }

    private static StorageException unreadable(ImageId id, IOException cause) {
        return StorageException.transientFailure("the image " + id + " could not be read from the store", cause);
    }

    private SpotterException unwritten(StoredImage image, IOException cause) {
        if (freeBytes() < image.bytes().sizeBytes() + ROOM_FOR_THE_REST) {
            return new StorageFullException(
                    "the disk that images are kept on is full; make room on it, then send the image again");
        }
        return StorageException.transientFailure(
                "the image " + image.id() + " could not be written to the store", cause);
    }

    private static void tighten(ImageDirectory directory) throws IOException {
        boolean loose = false;
        for (Path own : directory.ownDirectories()) {
            loose |= tighten(own);
        }
        if (loose) {
            LOG.log(
                    INFO,
                    "other users could read the images in {0}; from now on they are its owner''s alone",
                    directory.root());
        }
    }

    private static boolean tighten(Path directory) {
        try {
            return OwnerOnly.tighten(directory);
        } catch (IOException e) {
            LOG.log(
                    WARNING,
                    "other users may read the images in {0}: its permissions cannot be changed ({1})",
                    directory,
                    e.getMessage());
            return false;
        }
    }

    private static StorageException damaged(ImageId id, String how) {
        return StorageException.permanentFailure("the stored image %s is damaged: %s".formatted(id, how), null);
    }

    private Object stripe(ImageId id) {
        return stripes.get(Math.floorMod(id.hashCode(), STRIPES));
    }

    private void requireOpen() {
        if (!lock.isHeld()) {
            throw new IllegalStateException("the store is closed");
        }
    }

    /** Reads something of an image from its files. */
    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> read() throws IOException;
    }
}
