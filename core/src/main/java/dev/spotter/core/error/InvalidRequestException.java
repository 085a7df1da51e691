package dev.spotter.core.error;

/** A request or value that is invalid. Permanent. */
public final class InvalidRequestException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field or parameter that is wrong
     * @param message what was wrong with it, and what is expected
     */
    public InvalidRequestException(String field, String message) {
        super(ErrorCode.INVALID_REQUEST, false, message, null);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
