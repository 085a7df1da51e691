package dev.spotter.aws.internal;

import java.util.Map;

/** Tells an emulator of S3 from AWS: it has no host for each bucket, so that buckets are in the path of its URLs. */
public final class EmulatedEndpoint {
    private EmulatedEndpoint() {}

    /** Whether the environment sets an endpoint for S3. */
    public static boolean isIn(Map<String, String> environment) {
        return environment.containsKey("AWS_ENDPOINT_URL") || environment.containsKey("AWS_ENDPOINT_URL_S3");
    }
}
