package dev.spotter.lambda;

import java.util.List;

/** The environment variables of the functions. */
final class Variables {
    /** The bucket of the images. */
    static final String IMAGE_BUCKET = "IMAGE_BUCKET";
    /** The start of the images' keys, which ends in a slash. */
    static final String IMAGE_PREFIX = "IMAGE_PREFIX";
    /** The table of the predictions. */
    static final String PREDICTION_TABLE = "PREDICTION_TABLE";
    /** For how many days predictions are kept. */
    static final String RETENTION_DAYS = "RETENTION_DAYS";

    static final int DEFAULT_RETENTION_DAYS = 30;
    /** The largest image that is taken straight through API Gateway. */
    static final String MAX_UPLOAD_BYTES = "MAX_UPLOAD_BYTES";
    /** The largest image that an address is signed for. */
    static final String MAX_PRESIGNED_BYTES = "MAX_PRESIGNED_BYTES";
    /** For how many minutes a presigned URL is valid. */
    static final String PRESIGNED_MINUTES = "PRESIGNED_MINUTES";
    /** Whether images are found by their file names too: on or off. */
    static final String FILENAME_LOOKUP = "FILENAME_LOOKUP";
    /** What CloudFront puts before the API's paths: base paths, separated by commas, the outer one first. */
    static final String API_BASE_PATHS = "API_BASE_PATHS";

    static final List<String> DEFAULT_API_BASE_PATHS = List.of("/api");
    /** The directory of the model that the function itself runs; by default the model of the zip. */
    static final String MODEL_DIRECTORY = "MODEL_DIRECTORY";
    /** The name of the SageMaker endpoint; without it, the function itself classifies. */
    static final String SAGEMAKER_ENDPOINT = "SAGEMAKER_ENDPOINT";
    /** The endpoint's response format: a name of {@code EndpointResponseFormat}. */
    static final String ENDPOINT_FORMAT = "ENDPOINT_FORMAT";
    /** What is done to images before they are sent: a name of {@code ImageConversion}. */
    static final String IMAGE_CONVERSION = "IMAGE_CONVERSION";
    /** How much the endpoint takes: 4194304 for a serverless one. */
    static final String MAX_PAYLOAD_BYTES = "MAX_PAYLOAD_BYTES";
    /** The model that the endpoint runs; the endpoint's name by default. */
    static final String MODEL_NAME = "MODEL_NAME";
    /** The version of what the endpoint runs. */
    static final String MODEL_VERSION = "MODEL_VERSION";

    /** The score below which the best label of the model is unsure, from 0 to 1; not known by default. */
    static final String UNSURE_BELOW = "UNSURE_BELOW";
    /** Whether the model's labels are independent of each other: on or off. */
    static final String INDEPENDENT_LABELS = "INDEPENDENT_LABELS";

    /** The variables that say something of an endpoint. */
    static final List<String> OF_ENDPOINT = List.of(
            ENDPOINT_FORMAT,
            IMAGE_CONVERSION,
            MAX_PAYLOAD_BYTES,
            MODEL_NAME,
            MODEL_VERSION,
            UNSURE_BELOW,
            INDEPENDENT_LABELS);

    private Variables() {}
}
