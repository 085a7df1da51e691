package dev.spotter.api;

import static dev.spotter.api.TestApi.ID;
import static dev.spotter.api.TestApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DELETE /images/{imageId}")
class DeleteImageRouteTest {
    private static final Map<String, List<String>> NAMED = Map.of("filename", List.of("cat.png"));

    private final TestApi api = new TestApi();

    @Test
    @DisplayName("204 with the token from the response to the upload, again and again")
    void deleted() {
        String token = json(upload()).path("deletionToken").asText();
        for (int i = 0; i < 2; i++) {
            ApiResponse response = delete(ID.text(), token);
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.headers()).containsOnly(Map.entry("Cache-Control", "no-store"));
            assertThat(response.body()).isEmpty();
            assertThat(find().status()).isEqualTo(404);
            assertThat(api.get("/predict", NAMED).status()).isEqualTo(404);
            assertThat(api.store.images()).isEmpty();
        }
    }

    @Test
    @DisplayName("deletes no other image than the one of the token")
    void otherImage() {
        api.withSeveralIds();
        JsonNode first = json(upload());
        JsonNode second = json(upload());
        assertThat(delete(
                                second.path("imageId").asText(),
                                first.path("deletionToken").asText())
                        .status())
                .isEqualTo(403);
        assertThat(delete(
                                second.path("imageId").asText(),
                                second.path("deletionToken").asText())
                        .status())
                .isEqualTo(204);
        assertThat(api.store.images()).containsOnlyKeys(ID);
    }

    @Test
    @DisplayName("403 without the token, with a wrong one or with two, and nothing is deleted")
    void forbidden() {
        String token = json(upload()).path("deletionToken").asText();
        for (List<String> wrong :
                List.of(List.<String>of(), List.of(""), List.of("wrong"), List.of(ID.text()), List.of(token, token))) {
            ApiResponse response = delete(ID.text(), wrong);
            assertThat(response.status()).as(wrong.toString()).isEqualTo(403);
            assertThat(json(response).path("code").asText()).isEqualTo("deletion-forbidden");
            assertThat(json(response).path("detail").asText())
                    .contains("Deletion-Token", "deletionToken")
                    .doesNotContain("wrong");
        }
        assertThat(find().status()).isEqualTo(202);
    }

    @Test
    @DisplayName("204 for an id of no image and for what is no id, and 403 without a token: ids cannot be probed")
    void unknown() {
        for (String id : List.of(ID.text(), "nobody", "%2e%2e")) {
            assertThat(delete(id, "any").status()).isEqualTo(204);
            assertThat(delete(id, List.of()).status()).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("is the only method of an image")
    void otherMethods() {
        ApiResponse response = api.get("/images/" + ID, Map.of());
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("DELETE");
        assertThat(api.get("/images/", Map.of()).status()).isEqualTo(404);
    }

    private ApiResponse upload() {
        return api.uploadRaw(NAMED, "image/png", TestImages.png(3, 2));
    }

    private ApiResponse find() {
        return api.get("/predict", Map.of("imageId", List.of(ID.text())));
    }

    private ApiResponse delete(String id, String token) {
        return delete(id, List.of(token));
    }

    private ApiResponse delete(String id, List<String> tokens) {
        Map<String, List<String>> headers = new HashMap<>();
        if (!tokens.isEmpty()) {
            headers.put("Deletion-Token", tokens);
        }
        return api.response(new ApiRequest("DELETE", "/images/" + id, Map.of(), headers, ImageBytes.wrap(new byte[0])));
    }
}
