package dev.spotter.api;

import java.util.Locale;

/**
 * The media type that a request declares.
 *
 * @param name {@code type/subtype} in lower case, without parameters; empty if nothing is declared
 */
record MediaType(String name) {
    static MediaType of(ApiRequest request) {
        String value = request.header("content-type").orElse("");
        int parameters = value.indexOf(';');
        String name = parameters < 0 ? value : value.substring(0, parameters);
        return new MediaType(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether it declares that the body is an image. */
    boolean isImage() {
        return name.startsWith("image/");
    }

    boolean isForm() {
        return name.equals("multipart/form-data");
    }

    boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    /** A type that a page of any origin may send without a preflight request. */
    boolean isPlainText() {
        return name.equals("text/plain");
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("+json");
    }
}
