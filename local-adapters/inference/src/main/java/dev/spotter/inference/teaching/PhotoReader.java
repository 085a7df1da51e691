package dev.spotter.inference.teaching;

import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageSource;
import dev.spotter.inference.features.FeatureExtractor;
import dev.spotter.inference.features.FeatureResult;
import dev.spotter.inference.features.ImageHash;
import dev.spotter.inference.internal.ReadBudget;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.inference.teaching.TeachingListener.Step;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;
import dev.spotter.inference.teaching.TeachingReport.Unreadable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the features of photos, from the cache where it has them. Not thread-safe. */
final class PhotoReader implements AutoCloseable {
    private final FeatureExtractor extractor;
    private final String fingerprint;
    private final ClassList classes;
    private final TeachingRows rows;

    PhotoReader(NetworkEmbedder embedder, SpotterHome home, ClassList classes, TeachingRows rows) {
        this.extractor = FeatureExtractor.withCache(embedder, home);
        this.fingerprint = embedder.fingerprint();
        this.classes = classes;
        this.rows = rows;
    }

    /** Reads all photos of a directory. */
    void read(PhotoDirectory directory, TeachingListener listener) throws IOException {
        List<Photo> photos = classes.photos(directory);
        Iterator<Photo> next = photos.iterator();
        ReadBudget memory = new ReadBudget();
        Stream<ImageSource> sources = photos.stream().map(photo -> memory.source(photo.image()));
        try (Stream<FeatureResult> results = extractor.extractAll(sources)) {
            int done = 0;
            for (FeatureResult result : (Iterable<FeatureResult>) results::iterator) {
                add(next.next(), result);
                listener.at(Step.READING, ++done, photos.size());
            }
        }
    }

    /**
     * Takes the photos of an earlier lesson from the cache. A photo that is given again, in whichever class, is not
     * taken twice: so a photo that was in the wrong class can be corrected.
     *
     * @throws InvalidRequestException if the cache has lost features
     */
    void readAgain(TeachingRequest request, Lesson lesson) throws IOException {
        Set<ImageHash> given = rows.hashes();
        long lost = 0;
        for (Lesson.Entry entry : lesson.photos()) {
            ImageHash hash = ImageHash.parse(entry.hash());
            if (given.contains(hash)) {
                rows.addGivenAgain(hash, entry.ofClass());
                continue;
            }
            Optional<Embedding> features = extractor.cached(hash);
            if (features.isEmpty()) {
                lost++;
            } else {
                TaughtPhoto photo = new TaughtPhoto(entry.name(), Optional.empty(), classes.name(entry.ofClass()));
                rows.add(
                        new TaughtRow(hash, entry.ofClass(), photo),
                        features.get().values());
            }
        }
        if (lost > 0 && !lesson.features().equals(fingerprint)) {
            throw new InvalidRequestException(
                    "from",
                    "the photos of %s were read with another engine or JPEG decoder: use that one, or teach with all"
                                    .formatted(request.from().orElse(""))
                            + " photos again");
        }
        if (lost > 0) {
            throw new InvalidRequestException(
                    "from",
                    "the cache has lost the features of %,d of the %,d photos of %s: teach with all photos again"
                            .formatted(
                                    lost, lesson.photos().size(), request.from().orElse("")));
        }
    }

    private void add(Photo photo, FeatureResult result) throws IOException {
        String className = classes.name(photo.ofClass());
        String name = photo.image().name();
        if (result instanceof FeatureResult.Extracted extracted) {
            TaughtPhoto taught = new TaughtPhoto(name, photo.image().file(), className);
            rows.add(
                    new TaughtRow(extracted.hash(), photo.ofClass(), taught),
                    extracted.features().values());
        } else if (result instanceof FeatureResult.Failed failed) {
            rows.addUnreadable(new Unreadable(
                    name, className, String.valueOf(failed.reason().getMessage())));
        }
    }

    @Override
    public void close() {
        extractor.close();
    }
}
