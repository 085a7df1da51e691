package dev.spotter.api;

import java.util.Locale;

/**
 * What a request says its body is.
 *
 * @param name {@code type/subtype} in lower case, without parameters; empty where nothing is said
 */
record MediaType(String name) {
    static MediaType of(ApiRequest request) {
        String value = request.header("content-type").orElse("");
        int parameters = value.indexOf(';');
        String name = parameters < 0 ? value : value.substring(0, parameters);
        return new MediaType(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether it says that the body is an image itself, which is as large as the body. */
    boolean isImage() {
        return name.startsWith("image/");
    }

    boolean isForm() {
        return name.equals("multipart/form-data");
    }

    boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    /** What a page of any origin may send without being asked. */
    boolean isPlainText() {
        return name.equals("text/plain");
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("+json");
    }
}
