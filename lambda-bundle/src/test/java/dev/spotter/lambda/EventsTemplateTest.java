package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.backfill.BatchJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The template, for images and their events,")
class EventsTemplateTest {
    private static final Set<String> WAYS =
            Set.of("StoredPermission", "StoredRule", "StoredRulePermission", "StoredRuleFailures", "EventQueuePolicy");

    @ParameterizedTest
    @CsvSource({
        "s3, LambdaConfigurations, StoredPermission",
        "eventbridge, EventBridgeConfiguration, StoredRule StoredRulePermission StoredRuleFailures",
        "sqs, QueueConfigurations, EventQueuePolicy"
    })
    @DisplayName("lets the bucket's events come in one way, with the permissions of this way alone")
    void ways(String events, String notification, String resources) {
        Deployment deployment = Deployment.of(Map.of("Events", events));
        assertThat(deployment.resources())
                .filteredOn(WAYS::contains)
                .containsExactlyInAnyOrder(resources.split(" ", -1));
        assertThat(deployment.value("ImageBucket", "Properties/NotificationConfiguration"))
                .hasValueSatisfying(
                        value -> assertThat(((Map<?, ?>) value).keySet()).hasToString("[%s]".formatted(notification)));
        assertThat(deployment.resources().contains("EventQueueSource")).isEqualTo(events.equals("sqs"));
    }

    @Test
    @DisplayName("filters events by the prefix, in every way")
    void filters() {
        for (String way : List.of("Lambda", "Queue")) {
            Deployment deployment =
                    Deployment.of(Map.of("Events", way.equals("Lambda") ? "s3" : "sqs", "Prefix", "photos/"));
            assertThat(deployment.value(
                            "ImageBucket",
                            "Properties/NotificationConfiguration/%sConfigurations/0/Filter/S3Key/Rules/0/Value"
                                    .formatted(way)))
                    .contains("photos/");
        }
        Deployment deployment = Deployment.of(Map.of("Events", "eventbridge", "Prefix", "photos/"));
        assertThat(deployment.value("StoredRule", "Properties/EventPattern/detail/object/key/0/prefix"))
                .contains("photos/");
        assertThat(deployment.value("StoredRule", "Properties/EventPattern/detail/bucket/name/0"))
                .contains("spotter-images-123456789012-us-east-1");
    }

    @Test
    @DisplayName("uses an existing bucket, and changes nothing of it but objects under the prefix")
    void existingBucket() {
        Deployment deployment =
                Deployment.of(Map.of("Events", "eventbridge", "ExistingBucket", "my-photos", "Prefix", "photos/"));
        assertThat(deployment.resources()).doesNotContain("ImageBucket", "ImageBucketPolicy");
        assertThat(deployment.missing()).isEmpty();
        assertThat(deployment.value("StoredRule", "Properties/EventPattern/detail/bucket/name/0"))
                .contains("my-photos");
        for (Deployed function : Deployed.ALL) {
            if (function.variables().contains("IMAGE_BUCKET")) {
                String variables = "Properties/Environment/Variables/";
                assertThat(deployment.value(function.resource(), variables + "IMAGE_BUCKET"))
                        .contains("my-photos");
                assertThat(deployment.value(function.resource(), variables + "IMAGE_PREFIX"))
                        .contains("photos/");
                assertThat(deployment
                                .value(function.resource() + "Role", "Properties/Policies/0/PolicyDocument/Statement/0")
                                .orElseThrow()
                                .toString())
                        .contains("arn:aws:s3:::my-photos/photos/*");
            }
        }
    }

    @Test
    @DisplayName("refuses an existing bucket whose events would not come")
    void rules() throws IOException {
        assertThat(Template.read().root().at("/Rules/EventsOfExistingBucket/Assertions/0/Assert"))
                .hasToString("[\"Events\",\"eventbridge\"]");
    }

    @Test
    @DisplayName("refuses the prefix of the manifests for the images, in a new bucket too")
    void prefix() throws IOException {
        JsonNode rule = Template.read().root().at("/Rules/PrefixOfImages");
        assertThat(rule.has("RuleCondition")).isFalse();
        assertThat(rule.at("/Assertions/0/Assert/0")).hasToString("[\"Prefix\",\"%s/\"]".formatted(BatchJob.PREFIX));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 12, 24, 48})
    @DisplayName("retries for the hours of its parameter, then sends the event to the failure queue")
    void retries(int hours) {
        Deployment deployment = Deployment.of(Map.of("RetryHours", Integer.toString(hours)));
        int pauseSeconds = number(deployment, "EventQueue", "VisibilityTimeout");
        assertThat((number(deployment, "EventQueue", "RedrivePolicy/maxReceiveCount") - 1) * pauseSeconds)
                .isEqualTo(hours * 3_600);
        assertThat(pauseSeconds).isGreaterThanOrEqualTo(6 * number(deployment, "ClassifyImageFunction", "Timeout"));
        assertThat(number(deployment, "EventQueue", "MessageRetentionPeriod")).isGreaterThan(2 * hours * 3_600);
        assertThat(deployment.value("EventQueue", "Properties/RedrivePolicy/deadLetterTargetArn"))
                .contains("${FailureQueue.Arn}");
        assertThat(deployment.value(
                        "ClassifyImageFunction",
                        "Properties/EventInvokeConfig/DestinationConfig/OnFailure/Destination"))
                .contains("${EventQueue.Arn}");
        // Lambda accepts neither the destination nor the source unless the role permits them already.
        assertThat(deployment.permissions("ClassifyImageFunction")).contains("${EventQueue.Arn}");
        assertThat(deployment.value("EventQueueSource", "Properties/FunctionResponseTypes/0"))
                .contains("ReportBatchItemFailures");
    }

    @Test
    @DisplayName("has no queue for events without RetryHours, where S3 or EventBridge invoke the function")
    void noRetries() {
        Deployment deployment = Deployment.of(Map.of());
        assertThat(deployment.resources()).noneMatch(name -> name.startsWith("EventQueue"));
        assertThat(deployment.permissions("ClassifyImageFunction")).doesNotContain("EventQueue");
        assertThat(deployment.value(
                        "ClassifyImageFunction",
                        "Properties/EventInvokeConfig/DestinationConfig/OnFailure/Destination"))
                .contains("${FailureQueue.Arn}");
    }

    private static int number(Deployment deployment, String resource, String property) {
        return Integer.parseInt(deployment
                .value(resource, "Properties/" + property)
                .orElseThrow()
                .toString());
    }
}
