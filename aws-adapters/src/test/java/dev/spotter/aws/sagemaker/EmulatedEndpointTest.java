package dev.spotter.aws.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.aws.Emulated;
import dev.spotter.aws.Samples;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.tck.ClassifierContract;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@DisplayName("The SageMaker classifier, before an endpoint with a real network")
class EmulatedEndpointTest {
    private static final ModelIdentity MODEL = new ModelIdentity("efficientnet-lite0", "1");

    @RegisterExtension
    static final Emulated AWS = new Emulated();

    @Nested
    @DisplayName("that is sent every image as it came")
    class AsItCame extends ClassifierContract {
        @Override
        protected Classifier newClassifier() throws IOException {
            return classifier(ResponseFormat.JUMPSTART, ImageConversion.NONE);
        }
    }

    @Nested
    @DisplayName("that reads JPEG and PNG only, with a plug-in for WebP on the class path")
    class Converted extends ClassifierContract {
        @Override
        protected Classifier newClassifier() throws IOException {
            return classifier(ResponseFormat.JUMPSTART, ImageConversion.TO_PNG);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("sees the espresso in each format that a container answers in")
    void everyFormat(ResponseFormat format) throws IOException {
        try (Classifier classifier = classifier(format, ImageConversion.NONE)) {
            Classification result = classifier.classify(Samples.image("coffee.png"));
            assertThat(result.best().name()).isEqualTo("espresso");
            assertThat(result.best().score()).isGreaterThan(0.9);
            assertThat(result.labels().size()).isIn(5, 1000);
            assertThat(result.details()).containsEntry("variant", "AllTraffic").containsKey("inferenceId");
        }
    }

    @Test
    @DisplayName("finds a real photo's label, from S3 through the network into DynamoDB")
    void wholeWay() throws IOException {
        S3ImageStore store = new S3ImageStore(AWS.s3(), S3Settings.of(Emulated.BUCKET));
        DynamoDbPredictionRepository predictions = new DynamoDbPredictionRepository(
                AWS.dynamoDb(), DynamoDbSettings.of(Emulated.TABLE), Clock.systemUTC());
        StoredImage photo = new StoredImage(Samples.upload("caf\u00E9.png"), Samples.image("coffee.png"));
        store.put(photo);
        predictions.createIfAbsent(new Prediction.Pending(photo.upload()));
        ImageStored event = new ImageStored(photo.id(), new Sequence("0055AED6DCD90281E5"));
        try (Classifier classifier = classifier(ResponseFormat.JUMPSTART, ImageConversion.TO_JPEG)) {
            ImageClassification classification =
                    new ImageClassification(store, classifier, predictions, Clock.systemUTC());
            AWS.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(500, "worker died"));
            assertThatExceptionOfType(ClassificationException.class).isThrownBy(() -> classification.classify(event));
            classification.classify(event);
            classification.classify(event);
        }
        assertThat(predictions.find(photo.id())).get().isInstanceOfSatisfying(Prediction.Classified.class, found -> {
            assertThat(found.classification().best().name()).isEqualTo("espresso");
            assertThat(found.classification().labels()).hasSize(1000);
            assertThat(found.classification().details()).containsEntry("variant", "AllTraffic");
        });
        assertThat(predictions.findNewest(photo.upload().filename())).isEqualTo(predictions.find(photo.id()));
    }

    private static SageMakerClassifier classifier(ResponseFormat format, ImageConversion conversion)
            throws IOException {
        SageMakerSettings settings = SageMakerSettings.builder(format.endpointName(), MODEL)
                .conversion(conversion)
                .labels(
                        switch (format) {
                            case JUMPSTART, DJL_SERVING, TORCHSERVE -> List.of();
                            case JUMPSTART_PROBABILITIES, IMAGE_CLASSIFICATION, IMAGE_CLASSIFICATION_LINES ->
                                RecordedResponse.of(EndpointResponseFormat.BUILT_IN)
                                        .ownLabels();
                        })
                .build();
        return new SageMakerClassifier(AWS.sageMaker(), settings);
    }
}
