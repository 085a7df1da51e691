package dev.spotter.aws.sagemaker;

/**
 * How an image is converted before it is sent. What is converted is decoded as the local classifiers decode it, with
 * the same errors.
 */
public enum ImageConversion {
    /** It is sent as it came: the endpoint reads every format, and turns images upright itself. */
    NONE,
    /**
     * The endpoint reads every format, as with {@link #NONE}. Only what is too large for it becomes a JPEG, as with
     * {@link #TO_JPEG}.
     */
    IF_TOO_LARGE,
    /**
     * The endpoint reads JPEG and PNG in RGB with 8 bits, as they are stored. An upright image of that form that is
     * small enough is sent as it came. Any other becomes such a JPEG of at most about 4 million pixels, or fewer if it
     * is too large for the endpoint then.
     */
    TO_JPEG,
    /**
     * As {@link #TO_JPEG}, with PNG in place of JPEG where that is small enough for the endpoint. Its labels and scores
     * are those of the image itself, where a JPEG may get another label if two are close. It has several times as many
     * bytes, and takes up to half a second longer.
     */
    TO_PNG
}
