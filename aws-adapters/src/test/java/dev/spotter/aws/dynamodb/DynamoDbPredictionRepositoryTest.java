package dev.spotter.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.aws.Emulated;
import dev.spotter.aws.Samples;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.emulator.Fault;
import dev.spotter.tck.PredictionRepositoryContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

@Tag("slow")
@DisplayName("The DynamoDB prediction repository")
class DynamoDbPredictionRepositoryTest {
    private static final ModelIdentity MODEL = new ModelIdentity("mobilenet-v3-large", "3.1");
    private static final CallLimits ONE_TRY = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1);
    private static final DynamoDbSettings SETTINGS =
            DynamoDbSettings.of(Emulated.TABLE).withTimeToLive(Duration.ofHours(1));

    @RegisterExtension
    static final Emulated AWS = new Emulated();

    private static final DynamoDbPredictionRepository REPOSITORY = at(Samples.NOON);

    @Nested
    class Contract extends PredictionRepositoryContract {
        @Override
        protected PredictionRepository newRepository() {
            return new DynamoDbPredictionRepository(AWS.dynamoDb(), SETTINGS, Clock.systemUTC());
        }
    }

    @Test
    @DisplayName("keeps what people look for where they see it")
    void readableItem() {
        Prediction.Classified outcome =
                classified("cup.jpg", new Label("espresso", 0.95686512345), new Label("cup", 0.01));
        REPOSITORY.save(outcome);
        Map<String, AttributeValue> item = item(outcome.upload());
        assertThat(item)
                .containsEntry("status", AttributeValue.fromS("CLASSIFIED"))
                .containsEntry("filename", AttributeValue.fromS("cup.jpg"))
                .containsEntry("label", AttributeValue.fromS("espresso"))
                .containsEntry("score", AttributeValue.fromN("0.956865"))
                .containsEntry("model", AttributeValue.fromS("mobilenet-v3-large"))
                .containsEntry("modelVersion", AttributeValue.fromS("3.1"))
                .containsEntry("sequence", AttributeValue.fromS("05"))
                .containsEntry("uploadedAt", PredictionItem.number(Samples.NOON.toEpochMilli()))
                .containsEntry("expiresAt", PredictionItem.number(Samples.NOON.getEpochSecond() + 3600));
    }

    @Test
    @DisplayName("reads an item of an earlier version, which has no threshold")
    void earlierItem() {
        Prediction.Classified outcome = classified("earlier.jpg", new Label("espresso", 0.957));
        REPOSITORY.save(outcome);
        Map<String, AttributeValue> item = new HashMap<>(item(outcome.upload()));
        assertThat(item.keySet())
                .containsExactlyInAnyOrder(
                        "imageId",
                        "filename",
                        "uploadedAt",
                        "status",
                        "expiresAt",
                        "sequence",
                        "classifiedAt",
                        "label",
                        "score",
                        "labels",
                        "model",
                        "modelVersion",
                        "elapsed");
        Prediction.Classified sure = new Prediction.Classified(
                outcome.upload(),
                new Sequence("06"),
                outcome.classification().withDecision(DecisionRule.unsureBelow(0.5)),
                outcome.finishedAt());
        REPOSITORY.save(sure);
        assertThat(item(outcome.upload())).containsEntry("unsureBelow", AttributeValue.fromN("0.5"));
        AWS.dynamoDb().putItem(request -> request.tableName(Emulated.TABLE).item(item));
        assertThat(REPOSITORY.find(outcome.upload().id())).contains(outcome);
    }

    @Test
    @DisplayName("keeps 1,000 labels of 250 bytes each below DynamoDB's 400 KB")
    void manyLongLabels() {
        Random random = new Random(3);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(250, 'a', 'z' + 1).forEach(c -> name.append((char) c));
            labels.add(new Label(name.toString(), random.nextDouble()));
        }
        Prediction.Classified outcome = classified("long.jpg", labels.toArray(Label[]::new));
        REPOSITORY.save(outcome);
        assertThat(REPOSITORY.find(outcome.upload().id())).contains(outcome);
        assertThat(labelBytes(outcome)).isLessThan(200_000);
    }

    @Test
    @DisplayName("keeps the best of 10,000 labels whose names are too long for an item")
    void tooManyLongLabels() {
        Random random = new Random(5);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(100, 'a', 'z' + 1).forEach(c -> name.append((char) c));
            labels.add(new Label(name.toString(), random.nextDouble()));
        }
        Prediction.Classified outcome = classified("many.jpg", labels.toArray(Label[]::new));
        REPOSITORY.save(outcome);
        Prediction.Classified found =
                (Prediction.Classified) REPOSITORY.find(outcome.upload().id()).orElseThrow();
        List<Label> kept = found.classification().labels();
        assertThat(kept)
                .hasSizeGreaterThan(3_000)
                .isEqualTo(outcome.classification().top(kept.size()));
    }

    @Test
    @DisplayName("keeps ImageNet's 1,000 labels in less than 20 KB")
    void imageNet() {
        Random random = new Random(4);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            labels.add(new Label("Samoyed, Samoyede " + i, random.nextDouble()));
        }
        Prediction.Classified outcome = classified("net.jpg", labels.toArray(Label[]::new));
        REPOSITORY.save(outcome);
        assertThat(labelBytes(outcome)).isLessThan(20_000);
    }

    @Test
    @DisplayName("does not find an expired prediction that DynamoDB has not deleted yet, and lets a new one replace it")
    void expiry() {
        Prediction.Classified outcome = classified("old.jpg", new Label("cat", 0.5));
        Upload upload = outcome.upload();
        assertThat(REPOSITORY.save(outcome)).isTrue();
        DynamoDbPredictionRepository justBefore = at(Samples.NOON.plusSeconds(3599));
        assertThat(justBefore.find(upload.id())).contains(outcome);
        assertThat(justBefore.findNewest(upload.filename())).contains(outcome);
        assertThat(justBefore.createIfAbsent(new Prediction.Pending(upload))).isFalse();
        assertThat(justBefore.save(outcome)).isFalse();
        DynamoDbPredictionRepository after = at(Samples.NOON.plusSeconds(3600));
        assertThat(after.find(upload.id())).isEmpty();
        assertThat(after.findNewest(upload.filename())).isEmpty();
        assertThat(after.save(outcome)).isTrue();
        assertThat(after.find(upload.id())).contains(outcome);
        DynamoDbPredictionRepository later = at(Samples.NOON.plusSeconds(7200));
        assertThat(later.createIfAbsent(new Prediction.Pending(upload))).isTrue();
        assertThat(later.find(upload.id())).contains(new Prediction.Pending(upload));
    }

    @Test
    @DisplayName("remembers a deletion until no event of the image can arrive any more")
    void deletion() {
        Prediction.Classified outcome = classified("deleted.jpg", new Label("cat", 0.5));
        Upload upload = outcome.upload();
        REPOSITORY.save(outcome);
        REPOSITORY.delete(upload.id());
        Instant forgottenAt = Samples.NOON.plus(PredictionRepository.DELETION_MEMORY);
        assertThat(item(upload))
                .isEqualTo(Map.of(
                        "imageId", PredictionItem.text(upload.id().text()),
                        "status", PredictionItem.text("DELETED"),
                        "expiresAt", PredictionItem.number(forgottenAt.getEpochSecond())));
        DynamoDbPredictionRepository justBefore = at(forgottenAt.minusSeconds(1));
        assertThat(justBefore.save(outcome)).isFalse();
        assertThat(justBefore.createIfAbsent(new Prediction.Pending(upload))).isFalse();
        assertThat(justBefore.find(upload.id())).isEmpty();
        assertThat(at(forgottenAt).createIfAbsent(new Prediction.Pending(upload)))
                .isTrue();
    }

    @Test
    @DisplayName("finds an older upload of a name behind twenty newer ones that have expired")
    void newestThatHasNotExpired() {
        Prediction.Pending alive = new Prediction.Pending(Samples.upload("many.jpg"));
        at(Samples.NOON.plusSeconds(3000)).createIfAbsent(alive);
        for (int i = 1; i <= 20; i++) {
            Upload newer = Samples.upload("many.jpg");
            REPOSITORY.createIfAbsent(
                    new Prediction.Pending(new Upload(newer.id(), newer.filename(), Samples.NOON.plusMillis(i))));
        }
        assertThat(at(Samples.NOON.plusSeconds(4000)).findNewest(alive.upload().filename()))
                .contains(alive);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, ProvisionedThroughputExceededException, true",
        "400, ThrottlingException, true",
        "500, InternalServerError, true",
        "503, ServiceUnavailable, true",
        "400, AccessDeniedException, false",
        "400, ValidationException, false"
    })
    @DisplayName("tells transient from permanent failures and names the table")
    void errors(int status, String code, boolean isPassing) {
        Upload upload = Samples.upload("photo.jpg");
        String end = " the table spotter-predictions: " + status + " " + code;
        for (String operation : List.of("PutItem", "GetItem", "Query")) {
            AWS.faults().next("dynamodb:" + operation, 2, Fault.error(status, code, "secret"));
        }
        try (DynamoDbClient dynamoDb = AWS.newDynamoDbClient(ONE_TRY)) {
            PredictionRepository failing = new DynamoDbPredictionRepository(dynamoDb, SETTINGS, Clock.systemUTC());
            assertFails(() -> failing.createIfAbsent(new Prediction.Pending(upload)), "written to" + end, isPassing);
            assertFails(() -> failing.save(classified("a.jpg", new Label("cat", 1))), "written to" + end, isPassing);
            AWS.faults().next("dynamodb:PutItem", 1, Fault.error(status, code, "secret"));
            assertFails(() -> failing.delete(upload.id()), "deleted from" + end, isPassing);
            assertFails(() -> failing.find(upload.id()), "read from" + end, isPassing);
            assertFails(() -> failing.findNewest(upload.filename()), "found in" + end, isPassing);
        }
    }

    @Test
    @DisplayName("retries after lost connections, and then reports a write that had succeeded as already done")
    void lostAnswers() {
        Prediction.Classified outcome = classified("lost.jpg", new Label("cat", 0.5));
        AWS.faults().next("dynamodb:PutItem", 1, Fault.cutOff());
        assertThat(REPOSITORY.save(outcome)).isFalse();
        AWS.faults().next("dynamodb:GetItem", 2, Fault.cutOff());
        assertThat(REPOSITORY.find(outcome.upload().id())).contains(outcome);
        assertThat(AWS.faults().pending()).isZero();
    }

    @Test
    @DisplayName("names a missing table and a damaged item")
    void tableAndItem() {
        DynamoDbPredictionRepository nowhere = new DynamoDbPredictionRepository(
                AWS.dynamoDb(), DynamoDbSettings.of("no-such-table"), Clock.systemUTC());
        Upload upload = Samples.upload("photo.jpg");
        assertFails(() -> nowhere.find(upload.id()), "no-such-table: 400 ResourceNotFoundException", false);
        AWS.dynamoDb().putItem(put -> put.tableName(Emulated.TABLE)
                .item(Map.of("imageId", PredictionItem.text(upload.id().text()))));
        assertFails(() -> REPOSITORY.find(upload.id()), "in the table spotter-predictions is damaged", false);
    }

    @Test
    @DisplayName("has a table whose expired items DynamoDB can delete")
    void timeToLive() {
        // A table of its own: the other tests' clocks stand still, so that DynamoDB would delete what they write.
        String table = "spotter-expiring";
        AWS.createTable(table);
        AWS.dynamoDb().updateTimeToLive(PredictionTable.timeToLive(table));
        TimeToLiveDescription description =
                AWS.dynamoDb().describeTimeToLive(ttl -> ttl.tableName(table)).timeToLiveDescription();
        assertThat(description.attributeName()).isEqualTo("expiresAt");
    }

    @Test
    @DisplayName("refuses invalid settings")
    void settings() {
        assertThatIllegalArgumentException().isThrownBy(() -> DynamoDbSettings.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withTimeToLive(Duration.ZERO));
    }

    private static void assertFails(ThrowingCallable call, String end, boolean isPassing) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(call)
                .withMessageEndingWith(end)
                .returns(isPassing, SpotterException::isRetryable);
    }

    private static DynamoDbPredictionRepository at(Instant now) {
        return new DynamoDbPredictionRepository(AWS.dynamoDb(), SETTINGS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Prediction.Classified classified(String filename, Label... labels) {
        Classification classification = Classification.ranked(List.of(labels), MODEL, Duration.ofNanos(37_123_456));
        return new Prediction.Classified(
                Samples.upload(filename), new Sequence("05"), classification, Samples.NOON.plusMillis(7));
    }

    private static int labelBytes(Prediction.Classified outcome) {
        return Objects.requireNonNull(item(outcome.upload()).get("labels")).b().asByteArray().length;
    }

    private static Map<String, AttributeValue> item(Upload upload) {
        return AWS.dynamoDb()
                .getItem(get -> get.tableName(Emulated.TABLE)
                        .consistentRead(true)
                        .key(Map.of("imageId", PredictionItem.text(upload.id().text()))))
                .item();
    }
}
