package dev.spotter.core.error;

import java.util.List;

/** Bytes of no accepted image format. Permanent. */
public final class UnsupportedImageException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** An array, because exceptions are serializable and a list need not be. */
    private final String[] supported;

    /**
     * @param found what the bytes are, as far as they are recognised
     * @param supported the names of the accepted formats
     */
    public UnsupportedImageException(String found, List<String> supported) {
        super(
                ErrorCode.IMAGE_FORMAT_UNSUPPORTED,
                false,
                found + "; accepted formats are " + String.join(", ", supported),
                null);
        this.supported = supported.toArray(String[]::new);
    }

    public List<String> supported() {
        return List.of(supported);
    }
}
