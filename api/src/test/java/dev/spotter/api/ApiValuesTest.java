package dev.spotter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests and responses")
class ApiValuesTest {
    private static final ImageBytes NOTHING = ImageBytes.wrap(new byte[0]);

    @Test
    @DisplayName("find a header whatever the case of its name")
    void headerCase() {
        ApiRequest request = new ApiRequest("GET", "/", Map.of(), Map.of("CONTENT-Type", List.of("a", "b")), NOTHING);
        assertThat(request.header("content-TYPE")).contains("a");
        assertThat(request.header("accept")).isEmpty();
        assertThat(request.headers()).containsOnlyKeys("content-type");
        ApiResponse response = new ApiResponse(200, Map.of("content-type", "text/plain"), new byte[0]);
        assertThat(response.header("Content-Type")).contains("text/plain");
    }

    @Test
    @DisplayName("do not change when the arrays and maps that they were made of change")
    void copies() {
        Map<String, List<String>> query = new HashMap<>(Map.of("a", new ArrayList<>(List.of("1"))));
        ApiRequest request = new ApiRequest("GET", "/", query, Map.of(), NOTHING);
        query.clear();
        assertThat(request.parameter("a")).contains("1");
        assertThatThrownBy(() -> request.query().clear()).isInstanceOf(UnsupportedOperationException.class);
        byte[] body = {1};
        ApiResponse response = new ApiResponse(200, Map.of(), body);
        body[0] = 2;
        response.body()[0] = 3;
        assertThat(response.body()).containsExactly(1);
    }

    @Test
    @DisplayName("are equal if all their parts are")
    void equality() {
        ApiResponse response = ApiResponse.of(200, "text/plain", "a");
        ApiResponse same = new ApiResponse(200, Map.of("content-type", "text/plain"), new byte[] {'a'});
        assertThat(response)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .hasToString("ApiResponse[status=200, headers={Content-Type=text/plain}, body=1 bytes]");
        assertThat(response).isNotEqualTo(response.withoutBody()).isNotEqualTo(response.with("Allow", "GET"));
    }
}
