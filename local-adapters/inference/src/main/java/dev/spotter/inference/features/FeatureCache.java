package dev.spotter.inference.features;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.DirectoryLock;
import dev.spotter.core.internal.OwnerOnly;
import dev.spotter.inference.model.HomeNotWritableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Features that were extracted before, in a directory, by the hash of the image's bytes. It may fail in every way and
 * be deleted at any time: then features are extracted again. The first failure of each kind is logged:
 * that nothing can be added, with the first image that is not kept. Its index takes
 * about 120 bytes of memory for each image. Thread-safe.
 *
 * <p>One process at a time adds to a directory. A second one does not wait, because the first may run for hours: it
 * reads what was there when it began, and what it extracts is not kept.
 */
final class FeatureCache implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FeatureCache.class.getName());

    private final Path directory;
    private final Map<ImageHash, Integer> places = new HashMap<>();
    /** Empty if they cannot be used. */
    private Optional<FeatureFiles> files = Optional.empty();

    private boolean isWritable;
    /** Why what is extracted is not kept, until that is logged. */
    private Optional<String> unsaid = Optional.empty();

    private boolean isDamageKnown;

    private FeatureCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a cache; nothing is thrown if it cannot be used.
     *
     * @param directory for the features of one network, which others must not share; made if it is missing. Other
     *     users' permissions on it and on its parent are removed
     * @param dimension the number of values in each vector
     */
    static FeatureCache open(Path directory, int dimension) {
        FeatureCache cache = new FeatureCache(directory);
        Optional<FeatureFiles> files = cache.writable(dimension);
        if (files.isEmpty()) {
            files = cache.readable(dimension);
        }
        files.ifPresent(cache::begin);
        return cache;
    }

    private void begin(FeatureFiles opened) {
        try {
            opened.forEachHash(places::put);
            isWritable = opened.isWritable();
            files = Optional.of(opened);
            if (isWritable && opened.cutTornEnd()) {
                LOG.log(
                        WARNING,
                        "the cache of features in {0} ended within an image, whose features are extracted again",
                        directory);
            }
        } catch (IOException e) {
            places.clear();
            warnOfDamage();
            close();
        }
    }

    private Optional<FeatureFiles> writable(int dimension) {
        try {
            OwnerOnly.createDirectories(directory);
            OwnerOnly.tighten(directory.resolveSibling(""));
            OwnerOnly.tighten(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory, List.of(directory.resolve(DirectoryLock.NAME)));
            return Optional.of(writable(dimension, lock));
        } catch (StorageException e) {
            unsaid = Optional.of(
                    "another Spotter adds to the cache of features in %s, so what this one extracts is not kept"
                            .formatted(directory));
        } catch (IOException e) {
            unsaid = Optional.of(failure(e));
        }
        return Optional.empty();
    }

    /** Empty if there is nothing to read, or it cannot be read: the first image that is not kept gives a warning. */
    private Optional<FeatureFiles> readable(int dimension) {
        try {
            return Optional.of(FeatureFiles.toRead(directory, dimension));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private FeatureFiles writable(int dimension, DirectoryLock lock) throws IOException {
        boolean isOpen = false;
        try {
            FeatureFiles opened = FeatureFiles.toWrite(directory, dimension, lock);
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                lock.close();
            }
        }
    }

    /**
     * The features of an image: those that the cache has, or those that are computed now and then added.
     *
     * @param hash of the image's bytes
     * @param compute runs without a lock, so images that are not in the cache are embedded at once
     */
    float[] get(ImageHash hash, Supplier<float[]> compute) {
        return find(hash).orElseGet(() -> {
            float[] computed = compute.get();
            add(hash, computed);
            return computed;
        });
    }

    /** The features of an image, if they are there. */
    synchronized Optional<float[]> find(ImageHash hash) {
        Integer place = places.get(hash);
        if (place == null || files.isEmpty()) {
            return Optional.empty();
        }
        Optional<float[]> found = Optional.empty();
        try {
            found = files.get().read(hash, place);
        } catch (IOException e) {
            // As good as damaged.
        }
        if (found.isEmpty()) {
            places.remove(hash);
            warnOfDamage();
        }
        return found;
    }

    private synchronized void add(ImageHash hash, float[] features) {
        unsaid.ifPresent(FeatureCache::warn);
        unsaid = Optional.empty();
        if (!isWritable || files.isEmpty() || places.containsKey(hash)) {
            return;
        }
        try {
            places.put(hash, files.get().append(hash, features));
        } catch (IOException e) {
            isWritable = false;
            warn(failure(e));
        }
    }

    private void warnOfDamage() {
        if (!isDamageKnown) {
            isDamageKnown = true;
            LOG.log(WARNING, "the cache of features in {0} is damaged; what is damaged is extracted again", directory);
        }
    }

    private String failure(IOException cause) {
        return new HomeNotWritableException("the cache of features", directory, cause).getMessage()
                + ". New features are not kept.";
    }

    /** A text that has a directory's name is no pattern. */
    private static void warn(String text) {
        LOG.log(WARNING, () -> text);
    }

    /** Closing again does nothing. */
    @Override
    public synchronized void close() {
        try {
            if (files.isPresent()) {
                files.get().close();
            }
        } catch (IOException e) {
            warn(failure(e));
        }
        files = Optional.empty();
    }
}
