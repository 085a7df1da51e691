package dev.spotter.local.filesystem;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps images as files of one folder, each with a small metadata file beside it. What {@link #put} has returned for survives the end of
 * the process and of the machine. Nobody's file name is ever used on disk. Thread-safe; one process at a time has the folder.
 *
 * <p>A closed store throws {@link IllegalStateException}.
 */
public final class FileSystemImageStore implements ImageStore, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FileSystemImageStore.class.getName());
    private static final int STRIPES = 64;

    private final ImageFolder folder;
    private final FolderLock lock;
    /** Writers of one id share a stripe, so that metadata and content on disk are always one writer's. */
    private final List<Object> stripes =
            Stream.generate(Object::new).limit(STRIPES).toList();
    /** Those whose names in the root this opening has made durable. */
    private final Set<Path> durableShards = ConcurrentHashMap.newKeySet();

    private FileSystemImageStore(ImageFolder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, makes it where it is missing, and clears away what a crash has left in it.
     *
     * @throws StorageException if it is no folder, cannot be written, or is in use; not retryable
     */
    public static FileSystemImageStore open(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw StorageException.lasting(root + " is not a folder", null);
        }
        try {
            if (Files.notExists(root)) {
                Files.createDirectories(root);
            }
            FolderLock lock = FolderLock.acquire(root);
            FileSystemImageStore store = new FileSystemImageStore(new ImageFolder(root.toRealPath()), lock);
            store.cleanOrClose();
            return store;
        } catch (IOException | DirectoryIteratorException e) {
            throw StorageException.lasting("the folder " + root + " cannot be read and written", e);
        }
    }

    @Override
    public void put(StoredImage image) {
        requireOpen();
        synchronized (stripes.get(Math.floorMod(image.id().hashCode(), STRIPES))) {
            try {
                if (isNew(image)) {
                    write(image);
                }
                // Also for an image that is there: an earlier put may have failed at this very step.
                Path shard = folder.shard(image.id());
                DurableFiles.force(shard);
                if (!durableShards.contains(shard)) {
                    DurableFiles.force(folder.root());
                    durableShards.add(shard);
                }
            } catch (IOException e) {
                throw StorageException.passing("the image " + image.id() + " could not be written to the store", e);
            }
        }
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        requireOpen();
        try {
            ImageBytes bytes = ImageBytes.wrap(Files.readAllBytes(folder.content(id)));
            return Optional.of(new StoredImage(check(id, bytes).upload(), bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageException.passing("the image " + id + " could not be read from the store", e);
        }
    }

    /**
     * What is stored, oldest first, by id where the time is the same; no image is read for it. One whose metadata cannot be read is
     * left out, with a warning in the log.
     *
     * @throws StorageException if the folder could not be read; retryable
     */
    public List<Upload> uploads() {
        requireOpen();
        try {
            List<Upload> uploads = new ArrayList<>();
            for (ImageId id : folder.ids()) {
                upload(id).ifPresent(uploads::add);
            }
            uploads.sort(Comparator.comparing(Upload::uploadedAt).thenComparing(Upload::id));
            return List.copyOf(uploads);
        } catch (IOException | DirectoryIteratorException e) {
            throw StorageException.passing("the stored images could not be listed", e);
        }
    }

    /** Gives the folder free for another opener. Closing again does nothing. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw StorageException.passing("the store could not be closed", e);
        }
    }

    private boolean isNew(StoredImage image) {
        if (Files.notExists(folder.content(image.id()))) {
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
        Path shard = folder.shard(image.id());
        if (!Files.isDirectory(shard)) {
            Files.createDirectories(shard);
        }
        DurableFiles.write(
                folder.metadata(image.id()),
                ByteBuffer.wrap(ImageMetadata.of(image).encode()));
        DurableFiles.write(folder.content(image.id()), image.bytes().buffer());
    }

    private ImageMetadata check(ImageId id, ImageBytes bytes) throws IOException {
        ImageMetadata metadata;
        try {
            metadata = metadata(id);
        } catch (NoSuchFileException | IllegalArgumentException e) {
            throw StorageException.lasting("the stored image " + id + " is damaged: its metadata cannot be read", e);
        }
        if (metadata.sizeBytes() != bytes.sizeBytes()) {
            throw StorageException.lasting(
                    "the stored image %s is damaged: it has %,d bytes of %,d"
                            .formatted(id, bytes.sizeBytes(), metadata.sizeBytes()),
                    null);
        }
        return metadata;
    }

    private Optional<Upload> upload(ImageId id) {
        try {
            return Optional.of(metadata(id).upload());
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "left out the stored image " + id + ": its metadata cannot be read",
                    e);
            return Optional.empty();
        }
    }

    private ImageMetadata metadata(ImageId id) throws IOException {
        return ImageMetadata.decode(id, Files.readAllBytes(folder.metadata(id)));
    }

    private void cleanOrClose() throws IOException {
        boolean clean = false;
        try {
            folder.clean();
            clean = true;
        } finally {
            if (!clean) {
                lock.close();
            }
        }
    }

    private void requireOpen() {
        if (!lock.isHeld()) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
