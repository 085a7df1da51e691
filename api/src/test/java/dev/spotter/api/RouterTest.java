package dev.spotter.api;

import static dev.spotter.api.TestApi.json;
import static dev.spotter.api.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.error.BusyException;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.DeletionForbiddenException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.ImageNotFoundException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.error.StorageFullException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The router")
class RouterTest {
    private static final Logger LOGGER = Logger.getLogger(FailureLog.class.getName());

    private final TestApi api = new TestApi();
    private final Log log = new Log();

    @BeforeEach
    void keepTheLog() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(log);
    }

    @AfterEach
    void letTheLogGo() {
        LOGGER.removeHandler(log);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    @DisplayName("answers GET /limits, GET /healthz and GET /openapi.yaml")
    void fixedAnswers() {
        assertThat(text(new TestApi(new ImageLimits(7, 8, 9)).get("/limits", Map.of())))
                .isEqualTo("{\"maxBytes\":7,\"maxPixels\":8,\"maxSidePixels\":9}");
        TestApi keeping = new TestApi(new ImageLimits(7, 8, 9), Optional.of(Duration.ofDays(30)));
        assertThat(text(keeping.get("/limits", Map.of())))
                .isEqualTo("{\"maxBytes\":7,\"maxPixels\":8,\"maxSidePixels\":9,\"keepSeconds\":2592000}");
        assertThat(text(api.get("/healthz", Map.of()))).isEqualTo("{\"status\":\"UP\"}");
        ApiResponse description = api.get("/openapi.yaml", Map.of());
        assertThat(description.header("content-type")).contains("application/yaml");
        assertThat(text(description)).startsWith("openapi: 3.1");
    }

    @Test
    @DisplayName("answers HEAD as GET without the body, problems too")
    void head() {
        for (String path : List.of("/healthz", "/openapi.yaml", "/predict", "/nowhere", "/upload")) {
            ApiResponse head = api.response(request("HEAD", path));
            ApiResponse get = api.response(request("GET", path));
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.headers()).isEqualTo(get.headers());
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    @DisplayName("answers 404 to an unknown path and names it, but not all of a long one")
    void unknownPath() {
        ApiResponse response = api.get("/up\"load", Map.of());
        assertThat(response.status()).isEqualTo(404);
        assertThat(json(response).path("code").asText()).isEqualTo("path-not-found");
        assertThat(json(response).path("detail").asText()).contains("\"/up\"load\"");
        assertThat(api.get("/" + "x".repeat(100_000), Map.of()).body()).hasSizeLessThan(700);
        assertThat(api.get("/Upload", Map.of()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET,/upload,POST", "OPTIONS,/upload,POST", "DELETE,/predict,'GET, HEAD'", "get,/healthz,'GET, HEAD'"})
    @DisplayName("answers 405 with the methods that are allowed")
    void methodNotAllowed(String method, String path, String allowed) {
        ApiResponse response = api.response(request(method, path));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains(allowed);
        assertThat(json(response).path("code").asText()).isEqualTo("method-not-allowed");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("answers every error code with a problem of its status, and shows nothing of the inside in a 500")
    void everyError(ErrorCode code) {
        for (RuntimeException failure : failures(code)) {
            ApiResponse response = failing(failure);
            int status = ErrorStatus.of(code, isTransient(failure)).status();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Content-Type")).contains("application/problem+json");
            assertThat(response.header("Cache-Control")).contains("no-store");
            assertThat(response.header("Retry-After").isPresent()).isEqualTo(status == 503);
            assertThat(json(response).path("type").asText()).isEqualTo("tag:spotter.dev,2026:problem/" + code.text());
            assertThat(json(response).path("code").asText()).isEqualTo(code.text());
            assertThat(json(response).path("status").asInt()).isEqualTo(status);
            assertThat(json(response).path("title").asText()).isNotBlank();
            assertThat(json(response).path("detail").asText().equals(failure.getMessage()))
                    .isEqualTo(status != 500);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, 400, 400",
        "IMAGE_TOO_LARGE, 413, 413",
        "IMAGE_FORMAT_UNSUPPORTED, 415, 415",
        "IMAGE_DAMAGED, 422, 422",
        "IMAGE_TOO_MANY_PIXELS, 422, 422",
        "IMAGE_NOT_FOUND, 404, 404",
        "IMAGE_ALREADY_STORED, 409, 409",
        "BUSY, 503, 503",
        "STORAGE_FULL, 507, 507",
        "STORAGE_FAILED, 500, 503",
        "CLASSIFICATION_FAILED, 500, 503",
        "MODEL_UNUSABLE, 500, 500",
        "INTERNAL, 500, 500"
    })
    @DisplayName("has one status for each error, and for some another one if a retry may succeed")
    void statuses(ErrorCode code, int lasting, int passing) {
        assertThat(ErrorStatus.of(code, false).status()).isEqualTo(lasting);
        assertThat(ErrorStatus.of(code, true).status()).isEqualTo(passing);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "60000, 60"})
    @DisplayName("says in whole seconds, at least one, when to retry")
    void retryAfter(long millis, String seconds) {
        assertThat(failing(new BusyException("busy", Duration.ofMillis(millis))).header("Retry-After"))
                .contains(seconds);
    }

    @Test
    @DisplayName("logs the server's failures with their stack trace, and none that the client caused")
    void logging() {
        RuntimeException cause = new IllegalStateException("why");
        failing(new ImageNotFoundException("unknown"));
        failing(new BusyException("busy", Duration.ZERO));
        assertThat(log.records).isEmpty();
        failing(cause);
        failing(StorageException.permanentFailure("full", null));
        failing(StorageException.transientFailure("slow", cause));
        assertThat(log.records)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.SEVERE, Level.SEVERE, Level.WARNING);
        assertThat(log.records).first().extracting(LogRecord::getThrown).isSameAs(cause);
        assertThat(log.records).last().returns(null, LogRecord::getThrown).satisfies(line -> assertThat(
                        line.getParameters())
                .containsExactly("slow", cause.toString()));
    }

    @Test
    @DisplayName("refuses two routes for the same method and path")
    void twice() {
        assertThatThrownBy(() -> new Router(List.of(new HealthRoute(), new HealthRoute())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are two routes for GET /healthz");
    }

    private static ApiResponse failing(RuntimeException failure) {
        Route route = new Route() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String path() {
                return "/failing";
            }

            @Override
            public ApiResponse handle(ApiRequest request) {
                throw failure;
            }
        };
        return new Router(List.of(route)).handle(request("GET", "/failing"));
    }

    private static boolean isTransient(RuntimeException failure) {
        return failure instanceof SpotterException known && known.isRetryable();
    }

    private static List<RuntimeException> failures(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> List.of(new InvalidRequestException("top", "top is wrong"));
            case IMAGE_TOO_LARGE -> List.of(new ImageTooLargeException(7));
            case IMAGE_FORMAT_UNSUPPORTED -> List.of(new UnsupportedImageException("text", List.of("PNG")));
            case IMAGE_DAMAGED -> List.of(new DamagedImageException("torn"));
            case IMAGE_TOO_MANY_PIXELS -> List.of(new TooManyPixelsException(9, 9, "4 pixels"));
            case IMAGE_NOT_FOUND -> List.of(new ImageNotFoundException("unknown"));
            case IMAGE_ALREADY_STORED -> List.of(new ImageAlreadyStoredException("1"));
            case UPLOAD_FORBIDDEN -> List.of(new UploadForbiddenException("expired"));
            case DELETION_FORBIDDEN -> List.of(new DeletionForbiddenException("no token"));
            case BUSY -> List.of(new BusyException("busy", Duration.ofSeconds(2)));
            case STORAGE_FULL -> List.of(new StorageFullException("no room"));
            case STORAGE_FAILED ->
                List.of(
                        StorageException.transientFailure("slow", null),
                        StorageException.permanentFailure("full", null));
            case CLASSIFICATION_FAILED ->
                List.of(
                        ClassificationException.transientFailure("slow", null),
                        ClassificationException.permanentFailure("odd", null));
            case MODEL_UNUSABLE -> List.of(new ModelException("no weights"));
            case INTERNAL -> List.of(new IllegalStateException("secret"), new NullPointerException());
        };
    }

    private static ApiRequest request(String method, String path) {
        return new ApiRequest(method, path, Map.of(), Map.of(), ImageBytes.wrap(new byte[0]));
    }

    private static final class Log extends Handler {
        final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
