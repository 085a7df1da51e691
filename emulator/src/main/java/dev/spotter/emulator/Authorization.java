package dev.spotter.emulator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an Authorization header of Signature Version 4. */
record Authorization(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {
    private static final Pattern FORM = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]*)/([^/,\\s]*)/aws4_request\\s*,\\s*"
            + "SignedHeaders=([^,\\s]+)\\s*,\\s*"
            + "Signature=([0-9a-f]{64})\\s*");

    /** The parts, or empty where the header is of another form. */
    static Optional<Authorization> parse(String header) {
        Matcher m = FORM.matcher(header);
        return m.matches()
                ? Optional.of(new Authorization(
                        m.group(1),
                        m.group(2),
                        m.group(3),
                        m.group(4),
                        List.of(m.group(5).split(";")),
                        m.group(6)))
                : Optional.empty();
    }
}
