package dev.spotter.tck;

import static dev.spotter.tck.TestData.NOON;
import static dev.spotter.tck.TestData.classified;
import static dev.spotter.tck.TestData.failed;
import static dev.spotter.tck.TestData.newId;
import static dev.spotter.tck.TestData.newName;
import static dev.spotter.tck.TestData.newUpload;
import static dev.spotter.tck.TestData.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Prediction.Outcome;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PredictionRepository} keeps to. */
@DisplayName("A prediction repository")
public abstract class PredictionRepositoryContract {
    private PredictionRepository repository;

    /**
     * The repository under test, called before each test. It need not be empty. It is closed after the test where it
     * can be.
     */
    protected abstract PredictionRepository newRepository() throws Exception;

    /** How long a lookup by name may lag behind writes. The contract repeats the lookup until then. */
    protected Duration findNewestLag() {
        return Duration.ofSeconds(5);
    }

    /** How many writes {@link #randomWrites} makes: 10,000, or fewer where each of them is slow. */
    protected int randomWriteCount() {
        return 10_000;
    }

    @BeforeEach
    void openRepository() throws Exception {
        repository = newRepository();
    }

    @AfterEach
    void closeRepository() throws Exception {
        TestData.close(repository);
    }

    @Test
    @DisplayName("has no prediction of an unknown image")
    void absence() {
        assertThat(repository.find(newId())).isEmpty();
        assertThat(repository.findNewest(newName())).isEmpty();
    }

    @Test
    @DisplayName("creates a PENDING prediction once")
    void pendingOnce() {
        Pending pending = new Pending(newUpload());
        assertThat(repository.createIfAbsent(pending)).isTrue();
        assertThat(repository.createIfAbsent(pending)).isFalse();
        assertFound(pending);
    }

    @Test
    @DisplayName("saves an outcome over PENDING, and never PENDING over an outcome")
    void latePending() {
        Upload upload = newUpload();
        Outcome outcome = classified(upload, "05");
        assertThat(repository.createIfAbsent(new Pending(upload))).isTrue();
        assertThat(repository.save(outcome)).isTrue();
        assertThat(repository.createIfAbsent(new Pending(upload))).isFalse();
        assertFound(outcome);
    }

    @Test
    @DisplayName("saves an outcome of which no PENDING came before")
    void fastEvent() {
        Outcome outcome = failed(newUpload(), "05");
        assertThat(repository.save(outcome)).isTrue();
        assertThat(repository.createIfAbsent(new Pending(outcome.upload()))).isFalse();
        assertFound(outcome);
    }

    @Test
    @DisplayName("keeps the first of two outcomes with the same sequence number")
    void duplicates() {
        Upload upload = newUpload();
        Outcome first = classified(upload, "05");
        assertThat(repository.save(first)).isTrue();
        assertThat(repository.save(first)).isFalse();
        assertThat(repository.save(failed(upload, "0500"))).isFalse();
        assertFound(first);
    }

    @Test
    @DisplayName("keeps the outcome of the later event, also if the clock jumped back between the two")
    void clockJumpsBack() {
        Upload upload = newUpload();
        assertThat(repository.save(classified(upload, "05"))).isTrue();
        Failure failure = new Failure(ErrorCode.IMAGE_DAMAGED, "damaged");
        Outcome later = new Failed(upload, new Sequence("06"), failure, NOON.minus(Duration.ofHours(1)));
        assertThat(repository.save(later)).isTrue();
        assertFound(later);
    }

    @Test
    @DisplayName("has the newest state at the end, in whatever order it is written")
    void everyOrder() {
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            Upload upload = newUpload();
            List<Outcome> outcomes =
                    List.of(classified(upload, "00AB"), failed(upload, "00AB01"), classified(upload, "00B"));
            Optional<Sequence> newest = Optional.empty();
            for (int step : order) {
                if (step == outcomes.size()) {
                    assertThat(repository.createIfAbsent(new Pending(upload))).isEqualTo(newest.isEmpty());
                    continue;
                }
                Sequence token = outcomes.get(step).sequence();
                boolean isNewer = newest.map(token::isAfter).orElse(true);
                assertThat(repository.save(outcomes.get(step)))
                        .as("%s in %s", token, order)
                        .isEqualTo(isNewer);
                newest = isNewer ? Optional.of(token) : newest;
            }
            assertThat(repository.find(upload.id())).as("after %s", order).contains(outcomes.get(2));
        }
    }

    @Test
    @DisplayName("keeps the newest of eight outcomes written at once, and says so to its writer")
    void writersOfOneId() throws Exception {
        Upload upload = newUpload();
        List<Outcome> outcomes = IntStream.range(0, Concurrently.WRITERS)
                .<Outcome>mapToObj(i -> classified(upload, "0" + i, List.of(new Label("writer " + i, 0.5))))
                .toList();
        List<Boolean> saved = Concurrently.run(i -> () -> repository.save(outcomes.get(i)));
        assertThat(saved.get(Concurrently.WRITERS - 1)).isTrue();
        assertFound(outcomes.get(Concurrently.WRITERS - 1));
    }

    @Test
    @DisplayName("keeps the outcome of one of eight writers with the same sequence number")
    void writersOfOneToken() throws Exception {
        Upload upload = newUpload();
        List<Boolean> created = Concurrently.run(i -> () -> repository.createIfAbsent(new Pending(upload)));
        assertThat(created).containsOnlyOnce(true);
        List<Outcome> outcomes = IntStream.range(0, Concurrently.WRITERS)
                .<Outcome>mapToObj(i -> classified(upload, "05", List.of(new Label("writer " + i, 0.5))))
                .toList();
        List<Boolean> saved = Concurrently.run(i -> () -> repository.save(outcomes.get(i)));
        assertThat(saved).containsOnlyOnce(true);
        assertFound(outcomes.get(saved.indexOf(true)));
    }

    @Test
    @DisplayName("finds the newest of eight uploads of one name that are saved at once")
    void writersOfOneName() throws Exception {
        Filename name = newName();
        List<Pending> pending = IntStream.range(0, Concurrently.WRITERS)
                .mapToObj(i -> new Pending(upload(name, NOON.plusMillis(i))))
                .toList();
        assertThat(Concurrently.run(i -> () -> repository.createIfAbsent(pending.get(i))))
                .containsOnly(true);
        assertNewest(name, pending.get(Concurrently.WRITERS - 1));
    }

    @Test
    @DisplayName("finds the newest among many uploads of one name, whatever order they and their outcomes come in")
    void newestAmongMany() {
        Filename name = newName();
        List<Upload> uploads = new ArrayList<>();
        IntStream.range(0, 25).forEach(i -> uploads.add(upload(name, NOON.plusMillis(i))));
        Upload newest = uploads.get(24);
        Collections.shuffle(uploads, new Random(7));
        uploads.forEach(upload -> repository.createIfAbsent(new Pending(upload)));
        assertNewest(name, new Pending(newest));
        repository.save(classified(newest, "05"));
        uploads.stream().filter(u -> !u.equals(newest)).forEach(u -> repository.save(failed(u, "07")));
        assertNewest(name, classified(newest, "05"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.spotter.tck.TestData#oddNames")
    @DisplayName("finds odd names as they are, and no other")
    void oddNames(String raw) {
        Filename name = Filename.clean(raw);
        // Later than what an earlier run may have left under the same name.
        Outcome outcome = classified(upload(name, Instant.now()), "05");
        repository.save(outcome);
        assertFound(outcome);
        assertNewest(name, outcome);
        assertThat(repository.findNewest(new Filename(newId() + "*%"))).isEmpty();
    }

    @Test
    @DisplayName("distinguishes names that differ in case or in their end")
    void similarNames() {
        String id = newId().text();
        Outcome outcome = classified(upload(new Filename(id + ".jpg"), NOON), "05");
        repository.save(outcome);
        assertNewest(outcome.upload().filename(), outcome);
        for (String other : List.of(id + ".JPG", id + ".jp", id + ".jpg ", id)) {
            assertThat(repository.findNewest(new Filename(other))).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 1_000, 10_000})
    @DisplayName("gives scores back exactly, and 10,000 labels of them")
    void exactScores(int count) {
        List<Label> labels = new ArrayList<>(List.of(
                new Label("one", 1),
                new Label("nearly one", Math.nextDown(1.0)),
                new Label("a third", 1 / 3.0),
                new Label("a float", 0.1f),
                new Label("the least", Double.MIN_VALUE),
                new Label("nothing", 0),
                new Label("<b>\"crème\" & 100% \uD83D\uDE00</b>", 0.25)));
        Random random = new Random(11);
        while (labels.size() < count) {
            labels.add(new Label("label " + labels.size(), random.nextDouble()));
        }
        assertThatIsKept(labels);
    }

    @Test
    @DisplayName("keeps the labels of a model with two classes")
    void twoClasses() {
        assertThatIsKept(List.of(new Label("scratch", 0.75f), new Label("no scratch", 0.25f)));
    }

    private void assertThatIsKept(List<Label> labels) {
        Classified outcome = classified(newUpload(), "05", labels);
        repository.save(outcome);
        assertFound(outcome);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("gives every failure back with its code and its reason")
    void failures(ErrorCode code) {
        Failure failure = new Failure(code, "100% <b>\"wrong\"</b>, \uD83D\uDE00\n" + "why ".repeat(200));
        Outcome outcome = new Failed(newUpload(), new Sequence("05"), failure, NOON);
        repository.save(outcome);
        assertFound(outcome);
    }

    @Test
    @DisplayName("keeps times to the millisecond")
    void times() {
        for (String time : List.of("1970-01-01T00:00:00Z", "2026-03-01T12:00:00.001Z", "2026-12-31T23:59:59.999Z")) {
            Outcome outcome = new Failed(
                    upload(newName(), Instant.parse(time)),
                    new Sequence("0"),
                    new Failure(ErrorCode.INTERNAL, "none"),
                    Instant.parse(time).plusMillis(1));
            repository.save(outcome);
            assertFound(outcome);
        }
    }

    @Test
    @DisplayName("keeps the details that a service gave")
    void details() {
        Classified plain = classified(newUpload(), "05");
        Classification detailed =
                plain.classification().withDetails(Map.of("variant", "AllTraffic", "note \u00FC", " 100% \"\n"));
        Outcome outcome = new Classified(plain.upload(), plain.sequence(), detailed, plain.finishedAt());
        repository.save(outcome);
        assertFound(outcome);
    }

    @Test
    @DisplayName("keeps exactly what the model's scores mean, and nothing of it from an earlier outcome")
    void decisionRules() {
        Classified plain = classified(newUpload(), "01");
        List<DecisionRule> rules = List.of(
                DecisionRule.independent(1.0 / 3),
                DecisionRule.unsureBelow(0.1 + 0.2),
                DecisionRule.unsureBelow(0),
                DecisionRule.NONE);
        for (DecisionRule rule : rules) {
            Sequence next = new Sequence("02" + rules.indexOf(rule));
            Classification result = plain.classification().withDecision(rule);
            Outcome outcome = new Classified(plain.upload(), next, result, plain.finishedAt());
            repository.save(outcome);
            assertFound(outcome);
        }
    }

    @Test
    @DisplayName("ends in the state of a simple model after 10,000 writes by eight writers, with duplicates and in any "
            + "order")
    void randomWrites() throws Exception {
        RandomWrites writes = RandomWrites.of(randomWriteCount(), new Random(13));
        Concurrently.run(writer -> () -> writes.writeShare(writer, repository));
        writes.assertEndState(repository);
    }

    @Test
    @DisplayName("has no prediction of a deleted image, whatever its state was; repeating the deletion succeeds")
    void deletion() {
        Outcome other = classified(newUpload(), "05");
        repository.save(other);
        for (Upload upload : deletedUploads()) {
            assertDeleted(upload);
            repository.delete(upload.id());
            assertDeleted(upload);
        }
        assertFound(other);
        assertNewest(other.upload().filename(), other);
    }

    @Test
    @DisplayName("does not bring a deleted prediction back by an event that comes later")
    void lateEvents() {
        for (Upload upload : deletedUploads()) {
            assertThat(repository.createIfAbsent(new Pending(upload))).isFalse();
            assertThat(repository.save(classified(upload, "05"))).isFalse();
            assertThat(repository.save(failed(upload, "06"))).isFalse();
            assertThat(repository.save(classified(upload, "F".repeat(128)))).isFalse();
            assertDeleted(upload);
        }
    }

    @Test
    @DisplayName("finds the next newest upload of a name after the newest was deleted, and none after the last")
    void nextNewest() {
        Filename name = newName();
        Outcome oldest = classified(upload(name, NOON), "05");
        Outcome newer = failed(upload(name, NOON.plusSeconds(1)), "05");
        Pending newest = new Pending(upload(name, NOON.plusSeconds(2)));
        repository.save(oldest);
        repository.save(newer);
        repository.createIfAbsent(newest);
        assertNewest(name, newest);
        repository.delete(newest.upload().id());
        assertNewest(name, newer);
        repository.delete(oldest.upload().id());
        assertNewest(name, newer);
        repository.delete(newer.upload().id());
        assertThat(repository.findNewest(name)).isEmpty();
    }

    @Test
    @DisplayName("deletes for good while seven others write outcomes of the image")
    void deletedMeanwhile() throws Exception {
        for (int round = 0; round < 10; round++) {
            Upload upload = newUpload();
            repository.createIfAbsent(new Pending(upload));
            Concurrently.run(i -> () -> {
                if (i == Concurrently.WRITERS / 2) {
                    repository.delete(upload.id());
                    return false;
                }
                repository.createIfAbsent(new Pending(upload));
                return repository.save(i % 2 == 0 ? classified(upload, "0" + i) : failed(upload, "0" + i));
            });
            assertDeleted(upload);
        }
    }

    /** One without a prediction, one that waited, one classified, one failed. */
    private List<Upload> deletedUploads() {
        List<Upload> uploads = List.of(newUpload(), newUpload(), newUpload(), newUpload());
        repository.createIfAbsent(new Pending(uploads.get(1)));
        repository.save(classified(uploads.get(2), "05"));
        repository.save(failed(uploads.get(3), "05"));
        uploads.forEach(upload -> repository.delete(upload.id()));
        return uploads;
    }

    private void assertDeleted(Upload upload) {
        assertThat(repository.find(upload.id())).isEmpty();
        assertThat(repository.findNewest(upload.filename())).isEmpty();
    }

    @Test
    @DisplayName("gives labels that cannot be changed")
    void immutable() {
        Classified outcome = classified(newUpload(), "05");
        repository.save(outcome);
        assertThat(repository.find(outcome.upload().id()))
                .get()
                .isInstanceOfSatisfying(Classified.class, found -> assertThatThrownBy(
                                () -> found.classification().labels().clear())
                        .isInstanceOf(UnsupportedOperationException.class));
        assertFound(outcome);
    }

    private void assertFound(Prediction expected) {
        assertThat(repository.find(expected.upload().id())).contains(expected);
    }

    private void assertNewest(Filename name, Prediction expected) {
        assertThat(Concurrently.await(
                        findNewestLag(), () -> repository.findNewest(name), Optional.of(expected)::equals))
                .contains(expected);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
