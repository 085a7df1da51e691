package dev.spotter.emulator;

import java.util.Map;

/** What SageMaker says when a container fails. */
final class ModelErrors {
    private static final int FAILED_DEPENDENCY = 424;

    private ModelErrors() {}

    static Fault.ServiceError of(int originalStatus, String originalMessage, String endpoint) {
        String group = "/aws/sagemaker/Endpoints/" + endpoint;
        String message = ("Received %s error (%d) from primary with message \"%s\". See"
                        + " https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#logEventViewer:group=%s"
                        + " in account %s for more information.")
                .formatted(
                        originalStatus < 500 ? "client" : "server",
                        originalStatus,
                        originalMessage,
                        Identity.REGION,
                        Identity.REGION,
                        group,
                        Identity.ACCOUNT);
        String logStream = "arn:aws:logs:%s:%s:log-group:%s".formatted(Identity.REGION, Identity.ACCOUNT, group);
        return new Fault.ServiceError(
                FAILED_DEPENDENCY,
                "ModelError",
                message,
                Map.of(
                        "OriginalStatusCode",
                        originalStatus,
                        "OriginalMessage",
                        originalMessage,
                        "LogStreamArn",
                        logStream));
    }
}
