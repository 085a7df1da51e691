package dev.spotter.tck;

import static dev.spotter.tck.TestData.classified;
import static dev.spotter.tck.TestData.failed;
import static dev.spotter.tck.TestData.newUpload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Outcome;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events about many images as a cloud may bring them, shuffled and some of them more than once; and what must be left
 * in the end.
 */
final class RandomWrites {
    private static final int WRITES_PER_IMAGE = 20;
    private static final int TOKENS = 12;

    private final List<Prediction> writes = new ArrayList<>();
    private final Map<Upload, TreeMap<Sequence, Outcome>> outcomes = new ConcurrentHashMap<>();
    private final Collection<Prediction> taken = Collections.synchronizedCollection(new ArrayList<>());

    private RandomWrites() {}

    static RandomWrites of(int count, Random random) {
        RandomWrites writes = new RandomWrites();
        while (writes.writes.size() < count) {
            writes.addImage(Math.min(WRITES_PER_IMAGE, count - writes.writes.size()), random);
        }
        Collections.shuffle(writes.writes, random);
        return writes;
    }

    /** Makes every eighth write; how many. */
    int writeShare(int writer, PredictionRepository repository) {
        int made = 0;
        for (int i = writer; i < writes.size(); i += Concurrently.WRITERS, made++) {
            Prediction write = writes.get(i);
            boolean isTaken = write instanceof Outcome outcome
                    ? repository.save(outcome)
                    : repository.createIfAbsent((Pending) write);
            if (isTaken) {
                taken.add(write);
            }
        }
        return made;
    }

    /** The stored prediction is the newest of the written ones; no write was taken twice; the newest was taken. */
    void assertEndState(PredictionRepository repository) {
        Set<Prediction> once = new HashSet<>(taken);
        assertThat(taken).hasSameSizeAs(once);
        assertThat(outcomes).isNotEmpty().allSatisfy((upload, all) -> {
            Prediction newest =
                    all.isEmpty() ? new Pending(upload) : all.lastEntry().getValue();
            assertThat(repository.find(upload.id())).contains(newest);
            assertThat(once).contains(newest);
        });
    }

    /**
     * One of ten images is left without an outcome; the others have up to twelve different ones, several of them
     * repeated.
     */
    private void addImage(int count, Random random) {
        Upload upload = newUpload();
        TreeMap<Sequence, Outcome> all = outcomes.computeIfAbsent(upload, u -> new TreeMap<>());
        boolean waits = random.nextInt(10) == 0;
        writes.add(new Pending(upload));
        for (int i = 1; i < count; i++) {
            if (waits || random.nextInt(WRITES_PER_IMAGE) == 0) {
                writes.add(new Pending(upload));
            } else {
                writes.add(all.computeIfAbsent(token(random), token -> outcome(upload, token)));
            }
        }
    }

    /** Of different lengths, so that comparing them as numbers would be wrong. */
    private static Sequence token(Random random) {
        String digits = Integer.toHexString(random.nextInt(TOKENS) * 0x1357 + 1);
        return new Sequence("00" + digits.substring(0, 1 + random.nextInt(digits.length())));
    }

    private static Outcome outcome(Upload upload, Sequence token) {
        return token.hashCode() % 3 == 0 ? failed(upload, token.text()) : classified(upload, token.text());
    }
}
