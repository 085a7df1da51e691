package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.internal.MeterName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the template makes for operators")
class OperationsTemplateTest {
    private static final Deployment DEFAULT = Deployment.of(Map.of());

    @Test
    @DisplayName("keeps buckets and table after the stack if its parameter says so, and protects the table")
    void retention() {
        Deployment retained = Deployment.of(Map.of("RetainData", "on"));
        for (String resource : List.of("ImageBucket", "SiteBucket", "PredictionTable")) {
            assertThat(DEFAULT.value(resource, "DeletionPolicy")).as(resource).contains("Delete");
            assertThat(retained.value(resource, "DeletionPolicy")).as(resource).contains("Retain");
        }
        String isProtected = "Properties/DeletionProtectionEnabled";
        assertThat(DEFAULT.value("PredictionTable", isProtected)).contains(false);
        assertThat(retained.value("PredictionTable", isProtected)).contains(true);
    }

    @Test
    @DisplayName("logs requests only if its parameter says so; the API's log has no query")
    void accessLogs() {
        assertThat(DEFAULT.resources()).doesNotContain("AccessLogBucket", "AccessLogBucketPolicy", "ApiLog");
        Deployment logged = Deployment.of(Map.of("AccessLogs", "on"));
        assertThat(logged.value("Distribution", "Properties/DistributionConfig/Logging/Bucket"))
                .contains("${AccessLogBucket.DomainName}");
        assertThat(logged.value("AccessLogBucket", "Properties/LifecycleConfiguration/Rules/0/ExpirationInDays"))
                .isEqualTo(logged.value("ApiLog", "Properties/RetentionInDays"))
                .isPresent();
        assertThat(logged.value("ApiStage", "Properties/AccessLogSettings/Format")
                        .map(String::valueOf))
                .hasValueSatisfying(format -> assertThat(format)
                        .contains("$context.status", "$context.path")
                        .doesNotContain("uery"));
    }

    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName(
            "traces each function if its parameter says so, and only then permits it, in the role that is made before")
    void tracing(Deployed function) {
        Deployment traced = Deployment.of(Map.of("Tracing", "on"));
        assertThat(DEFAULT.permissions(function.resource())).doesNotContain("xray");
        assertThat(traced.permissions(function.resource())).contains("xray:PutTraceSegments");
        assertThat(traced.globals("Tracing")).contains("Active");
        assertThat(DEFAULT.globals("Tracing")).contains("PassThrough");
    }

    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName(
            "deploys each function gradually if its parameter says so, and rolls it back by the alarm of its errors")
    void gradual(Deployed function) {
        String preference = "Properties/DeploymentPreference/";
        assertThat(DEFAULT.value(function.resource(), preference + "Enabled")).contains("false");
        assertThat(DEFAULT.value(function.resource(), preference + "Alarms"))
                .contains(List.of("${" + function.resource() + "Errors}"));
        assertThat(alarm(function.resource() + "Errors", "Dimensions/0/Value"))
                .isEqualTo("${" + function.resource() + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClassifyImageFunctionErrors", "FailedEventsErrors", "EndpointFails", "EndpointRefuses"})
    @DisplayName("raises no alarm by a single error that is tried again")
    void retriedErrors(String alarm) {
        Deployment deployment = Deployment.of(Map.of("Endpoint", "serverless"));
        assertThat(deployment.value(alarm, "Properties/EvaluationPeriods")).contains(3);
        assertThat(deployment.value(alarm, "Properties/DatapointsToAlarm")).isEmpty();
    }

    @Test
    @DisplayName("raises an alarm by images that are FAILED, in the words of the functions' log")
    void failedImages() {
        List<String> metrics = Stream.of(1, 2)
                .map(metric -> alarm("ImagesFailed", "Metrics/" + metric + "/MetricStat/Metric"))
                .toList();
        assertThat(metrics).allSatisfy(metric -> assertThat(metric)
                .contains("Namespace=Spotter", "MetricName=" + MeterName.IMAGES.text() + ",")
                .contains("Value=FAILED " + ErrorCode.CLASSIFICATION_FAILED.text() + "}"));
        assertThat(metrics.get(0)).contains("Value=" + ClassifyImageFunction.class.getSimpleName() + "}");
        assertThat(metrics.get(1)).contains("Value=" + FailedEvents.class.getSimpleName() + "}");
    }

    @Test
    @DisplayName("raises alarms by throttled reads and writes of the table and by the age of failed events")
    void services() {
        assertThat(alarm("TableReadsThrottled", "Dimensions/0/Value")).isEqualTo("${PredictionTable}");
        assertThat(alarm("TableWritesThrottled", "Dimensions/0/Value")).isEqualTo("${PredictionTable}");
        assertThat(alarm("FailuresLate", "MetricName")).isEqualTo("ApproximateAgeOfOldestMessage");
    }

    private static String alarm(String name, String path) {
        return String.valueOf(DEFAULT.value(name, "Properties/" + path).orElseThrow());
    }
}
