package dev.spotter.aws.sagemaker;

/** What is done to an image before it is sent. */
public enum ImageConversion {
    /** It is sent as it came: the endpoint reads every format, and turns pictures upright itself. */
    NONE,
    /**
     * The endpoint reads every format, as with {@link #NONE}; only what is too large for it becomes such a JPEG as
     * {@link #TO_JPEG} makes.
     */
    IF_TOO_LARGE,
    /**
     * The endpoint reads JPEG and PNG in RGB with 8 bits, as they are stored. An image that is that, upright, and small
     * enough is sent as it came; any other becomes such a JPEG, its longer side at most 2,048 pixels.
     */
    TO_JPEG,
    /** The same with PNG in place of JPEG: nothing is lost, and it has several times as many bytes. */
    TO_PNG
}
