package dev.spotter.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON of events and responses. */
final class LambdaJson {
    /** Lambda hands over 6 MB at most; the limit only has to let an image's base64 through. */
    private static final int MAX_STRING_LENGTH = 16 << 20;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING_LENGTH)
                            .build())
                    .build())
            .build();

    private LambdaJson() {}
}
