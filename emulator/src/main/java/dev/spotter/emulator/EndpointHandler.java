package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** SageMaker Runtime: the endpoints by name, each a classifier with a way to write what it sees. */
final class EndpointHandler extends Handler.Abstract {
    private static final Pattern INVOCATIONS = Pattern.compile("/endpoints/([^/]+)/invocations");
    private static final Set<String> IMAGE_TYPES =
            Set.of("application/x-image", "image/jpeg", "image/jpg", "image/png");
    private static final String CUSTOM_ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";

    private final Map<String, EndpointSettings> endpoints;
    private final Classifier defaultClassifier;
    private final Identity identity;

    EndpointHandler(Map<String, EndpointSettings> endpoints, Classifier defaultClassifier, Identity identity) {
        this.endpoints = Map.copyOf(endpoints);
        this.defaultClassifier = defaultClassifier;
        this.identity = identity;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        try {
            EndpointSettings endpoint = endpoint(request);
            byte[] body = Request.as(request, SignedRequest.class).body();
            checkSize(endpoint, body.length);
            checkContentType(endpoint, request.getHeaders().get(HttpHeader.CONTENT_TYPE));
            ResponseFormat.Body written = write(endpoint, classify(endpoint, body), request.getHeaders());
            respond(endpoint, written, request.getHeaders(), response, callback);
        } catch (Refusal e) {
            ErrorResponse.write(Service.SAGEMAKER, e.error, response, callback);
        }
        return true;
    }

    private EndpointSettings endpoint(Request request) throws Refusal {
        Matcher path = INVOCATIONS.matcher(request.getHttpURI().getPath());
        if (!path.matches() || !request.getMethod().equals("POST")) {
            throw new Refusal(404, "UnknownOperationException", "The requested operation is not supported.");
        }
        String name = URLDecoder.decode(path.group(1), UTF_8);
        EndpointSettings endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new Refusal(
                    400, "ValidationError", "Endpoint %s of account %s not found.".formatted(name, identity.account()));
        }
        String variant = request.getHeaders().get("X-Amzn-SageMaker-Target-Variant");
        if (variant != null && !variant.equals(endpoint.variant())) {
            throw new Refusal(400, "ValidationError", "Variant %s of endpoint %s not found.".formatted(variant, name));
        }
        return endpoint;
    }

    private static void checkSize(EndpointSettings endpoint, int bytes) throws Refusal {
        if (bytes <= endpoint.maxPayloadBytes()) {
            return;
        }
        if (endpoint.isServerless()) {
            throw new Refusal(400, "ValidationError", "Request %s has oversize body.".formatted(UUID.randomUUID()));
        }
        throw new Refusal(413, "413", "HTTP content length exceeded %d bytes.".formatted(endpoint.maxPayloadBytes()));
    }

    private void checkContentType(EndpointSettings endpoint, String contentType) throws Refusal {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (endpoint.format().checksContentType() && !IMAGE_TYPES.contains(type)) {
            throw new Refusal(ModelErrors.of(415, "Unsupported content type: " + type, endpoint.name()));
        }
    }

    private Classification classify(EndpointSettings endpoint, byte[] body) throws Refusal {
        try {
            return endpoint.classifier().orElse(defaultClassifier).classify(ImageBytes.wrap(body));
        } catch (SpotterException e) {
            int status =
                    switch (e.code()) {
                        case CLASSIFICATION_FAILED, MODEL_UNUSABLE, INTERNAL -> 500;
                        default -> 400;
                    };
            throw failed(status, e, endpoint);
        }
    }

    private ResponseFormat.Body write(EndpointSettings endpoint, Classification classification, HttpFields asked)
            throws IOException, Refusal {
        List<String> labels = endpoint.labels().isEmpty() ? ClassScores.imageNet() : endpoint.labels();
        String accept = asked.get(HttpHeader.ACCEPT);
        try {
            return endpoint.format().write(classification, labels, accept == null ? "" : accept);
        } catch (IllegalStateException e) {
            throw failed(500, e, endpoint);
        }
    }

    private static void respond(
            EndpointSettings endpoint,
            ResponseFormat.Body body,
            HttpFields asked,
            Response response,
            Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, body.contentType());
        headers.put("x-Amzn-Invoked-Production-Variant", endpoint.variant());
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        String attributes = asked.get(CUSTOM_ATTRIBUTES);
        if (attributes != null) {
            headers.put(CUSTOM_ATTRIBUTES, attributes);
        }
        response.write(true, body.bytes(), callback);
    }

    private Refusal failed(int status, RuntimeException e, EndpointSettings endpoint) {
        return new Refusal(ModelErrors.of(status, String.valueOf(e.getMessage()), endpoint.name()));
    }

    /** A call whose response is an error. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fault.ServiceError error;

        Refusal(Fault.ServiceError error) {
            super(error.message());
            this.error = error;
        }

        Refusal(int status, String code, String message) {
            this(new Fault.ServiceError(status, code, message, Map.of()));
        }
    }
}
