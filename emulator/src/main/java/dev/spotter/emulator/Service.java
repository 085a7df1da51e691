package dev.spotter.emulator;

import java.util.Locale;

/** The services that are emulated. */
enum Service {
    S3("s3", "S3"),
    DYNAMODB("dynamodb", "DYNAMODB"),
    SAGEMAKER("sagemaker", "SAGEMAKER_RUNTIME"),
    LAMBDA("lambda", "LAMBDA");

    private final String signingName;
    private final String variable;

    Service(String signingName, String variable) {
        this.signingName = signingName;
        this.variable = variable;
    }

    /** The name in a signature's scope, and in front of an operation. */
    String signingName() {
        return signingName;
    }

    /** The environment variable by which every SDK finds the service's endpoint. */
    String endpointVariable() {
        return "AWS_ENDPOINT_URL_" + variable;
    }

    /** The package of the SDK that has this service's requests. */
    String sdkPackage() {
        return "software.amazon.awssdk.services."
                + (this == SAGEMAKER ? "sagemakerruntime" : name().toLowerCase(Locale.ROOT));
    }
}
