package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.api.tck.OpenApiContract;
import dev.spotter.core.application.ImageDeletion;
import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The routes over in-memory ports. Every response is held against openapi.yaml before a test sees it. */
final class TestApi {
    static final ImageId ID = new ImageId("3vq8x0d5s1k7m2n9p4r6t8w0yz");
    /** Of the image with {@link #ID}, unless there are several. */
    static final DeletionToken TOKEN = new DeletionToken("Zk3vQ8x0d5S1k7m2n9p4r6t8w0yzAbC-");

    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final OpenApiContract CONTRACT = contract();

    final MapImageStore store = new MapImageStore();
    final MapPredictionRepository predictions = new MapPredictionRepository();
    /** What the last address was signed for. */
    final List<SignedUpload> signed = new ArrayList<>();

    private final Map<ImageId, DeletionHash> hashes = new HashMap<>();
    /** How an address is made of an id. */
    String address = "/uploads/%s?signature=1";

    private final SecureRandom random = new SecureRandom();
    private boolean hasSeveralIds;
    final List<Route> routes;
    private final Router router;

    TestApi() {
        this(ImageLimits.DEFAULT);
    }

    TestApi(ImageLimits limits) {
        this(limits, Optional.empty());
    }

    TestApi(ImageLimits limits, Optional<Duration> keep) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Supplier<DeletionToken> tokens = () -> hasSeveralIds ? DeletionToken.random(random) : TOKEN;
        UploadAcceptance acceptance = new UploadAcceptance(store, predictions, limits, clock, this::newId, tokens);
        routes = List.of(
                new UploadRoute(acceptance),
                new UploadUrlRoute(new UploadSigning(
                        this::sign, limits.maxBytes(), UploadSigning.DEFAULT_VALIDITY, clock, () -> ID, tokens)),
                new SignedUploadRoute(acceptance, this::permission),
                new PredictRoute(new PredictionLookup(predictions)),
                new DeleteImageRoute(new ImageDeletion(store, predictions)),
                new LimitsRoute(limits, keep),
                new HealthRoute(),
                new OpenApiRoute());
        router = new Router(routes);
    }

    /** From now on only the first image has {@link #ID}, and others have ids of their own. */
    void withSeveralIds() {
        hasSeveralIds = true;
    }

    private ImageId newId() {
        return hasSeveralIds && store.images().containsKey(ID) ? ImageId.random(random) : ID;
    }

    /** Without a host, as a server's own signer does. */
    private SignedUpload sign(
            Upload upload, DeletionHash deletionHash, ImageFormat format, long sizeBytes, Duration validFor) {
        SignedUpload made = new SignedUpload(
                upload,
                URI.create(address.formatted(upload.id())),
                Map.of("content-type", format.mediaType()),
                NOW.plus(validFor));
        signed.add(made);
        hashes.put(upload.id(), deletionHash);
        return made;
    }

    private SignedUploadRoute.Signed permission(ApiRequest request, long bodyBytes) {
        return signed.stream()
                .map(SignedUpload::upload)
                .filter(upload -> request.path().endsWith("/" + upload.id()))
                .findFirst()
                .map(upload -> new SignedUploadRoute.Signed(upload, Objects.requireNonNull(hashes.get(upload.id()))))
                .orElseThrow(() -> new UploadForbiddenException("not signed"));
    }

    ApiResponse get(String path, Map<String, List<String>> query) {
        return response(new ApiRequest("GET", path, query, Map.of(), ImageBytes.wrap(new byte[0])));
    }

    ApiResponse uploadRaw(Map<String, List<String>> query, String contentType, byte[] body) {
        return response(new ApiRequest(
                "POST", "/upload", query, Map.of("Content-Type", List.of(contentType)), ImageBytes.wrap(body)));
    }

    ApiResponse uploadJson(String body) {
        return uploadRaw(Map.of(), "application/json", body.getBytes(UTF_8));
    }

    ApiResponse response(ApiRequest request) {
        ApiResponse response = router.handle(request);
        CONTRACT.check(request.method(), request.path(), response.status(), response.headers(), response.body());
        return response;
    }

    static JsonNode json(ApiResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(ApiResponse response) {
        return new String(response.body(), UTF_8);
    }

    private static OpenApiContract contract() {
        ApiRequest request = new ApiRequest("GET", "/openapi.yaml", Map.of(), Map.of(), ImageBytes.wrap(new byte[0]));
        return OpenApiContract.read(
                new ByteArrayInputStream(new OpenApiRoute().handle(request).body()));
    }
}
