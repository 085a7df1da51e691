package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.api.tck.OpenApiContract;
import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The routes over in-memory ports. Every answer is held against openapi.yaml before a test sees it. */
final class TestApi {
    static final ImageId ID = new ImageId("3vq8x0d5s1k7m2n9p4r6t8w0yz");
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final OpenApiContract CONTRACT = contract();

    final MapImageStore store = new MapImageStore();
    final MapPredictionRepository predictions = new MapPredictionRepository();
    /** What the last address was signed for. */
    final List<SignedUpload> signed = new ArrayList<>();

    /** How an address is made of an id. */
    String address = "/uploads/%s?signature=1";

    final List<Route> routes;
    private final Router router;

    TestApi() {
        this(ImageLimits.DEFAULT);
    }

    TestApi(ImageLimits limits) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ImageIntake intake = new ImageIntake(store, predictions, limits, clock, () -> ID);
        routes = List.of(
                new UploadRoute(intake),
                new UploadUrlRoute(new UploadSigning(
                        this::sign, limits.maxBytes(), UploadSigning.DEFAULT_VALIDITY, clock, () -> ID)),
                new SignedUploadRoute(intake, this::permission),
                new PredictRoute(new PredictionLookup(predictions)),
                new LimitsRoute(limits),
                new HealthRoute(),
                new OpenApiRoute());
        router = new Router(routes);
    }

    /** Without a host, as a server's own signer does. */
    private SignedUpload sign(Upload upload, ImageFormat format, long sizeBytes, Duration validFor) {
        SignedUpload made = new SignedUpload(
                upload,
                URI.create(address.formatted(upload.id())),
                Map.of("content-type", format.mediaType()),
                NOW.plus(validFor));
        signed.add(made);
        return made;
    }

    private Upload permission(HttpRequest request, long bodyBytes) {
        return signed.stream()
                .map(SignedUpload::upload)
                .filter(upload -> request.path().endsWith("/" + upload.id()))
                .findFirst()
                .orElseThrow(() -> new UploadForbiddenException("not signed"));
    }

    HttpResponse get(String path, Map<String, List<String>> query) {
        return answer(new HttpRequest("GET", path, query, Map.of(), ImageBytes.wrap(new byte[0])));
    }

    HttpResponse uploadRaw(Map<String, List<String>> query, String contentType, byte[] body) {
        return answer(new HttpRequest(
                "POST", "/upload", query, Map.of("Content-Type", List.of(contentType)), ImageBytes.wrap(body)));
    }

    HttpResponse uploadJson(String body) {
        return uploadRaw(Map.of(), "application/json", body.getBytes(UTF_8));
    }

    HttpResponse answer(HttpRequest request) {
        HttpResponse answer = router.handle(request);
        CONTRACT.check(request.method(), request.path(), answer.status(), answer.headers(), answer.body());
        return answer;
    }

    static JsonNode json(HttpResponse answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(HttpResponse answer) {
        return new String(answer.body(), UTF_8);
    }

    private static OpenApiContract contract() {
        HttpRequest request = new HttpRequest("GET", "/openapi.yaml", Map.of(), Map.of(), ImageBytes.wrap(new byte[0]));
        return OpenApiContract.read(
                new ByteArrayInputStream(new OpenApiRoute().handle(request).body()));
    }
}
