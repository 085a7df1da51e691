package dev.spotter.aws.backfill;

/**
 * What became of an image.
 *
 * @param key of its object, not encoded
 * @param text the outcome, or the code and the reason of the failure
 */
public record TaskResult(String key, Code code, String text) {
    /** The results that S3 Batch Operations knows. */
    public enum Code {
        /** The image is CLASSIFIED. */
        SUCCEEDED("Succeeded"),
        /** Another attempt may help. */
        TEMPORARY_FAILURE("TemporaryFailure"),
        /** The image is FAILED, or is missing. */
        PERMANENT_FAILURE("PermanentFailure");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        static Code of(String text) {
            for (Code code : values()) {
                if (code.text.equals(text)) {
                    return code;
                }
            }
            return TEMPORARY_FAILURE;
        }
    }
}
