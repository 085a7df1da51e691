package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.error.BusyException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.internal.Excerpt;
import java.time.Duration;
import java.util.Objects;

/** Responses that report a failure: RFC 9457 {@code application/problem+json}. */
final class Problems {
    static final int INTERNAL_STATUS = 500;
    private static final int UNAVAILABLE_STATUS = 503;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

    private Problems() {}

    static ApiResponse of(RuntimeException failure) {
        ErrorStatus status = statusOf(failure);
        ApiResponse problem = response(status.status(), json(failure));
        return status.status() == UNAVAILABLE_STATUS ? problem.with("Retry-After", retryAfter(failure)) : problem;
    }

    /** A failure as JSON, for a response that holds several. */
    static ObjectNode json(RuntimeException failure) {
        ErrorCode code = failure instanceof SpotterException known ? known.code() : ErrorCode.INTERNAL;
        ErrorStatus status = statusOf(failure);
        // Internal details are written to the log only.
        String detail = status.status() == INTERNAL_STATUS
                ? "an internal error occurred; the server's log has the details"
                : Objects.requireNonNullElse(failure.getMessage(), status.title());
        return json(status.status(), code.text(), status.title(), detail, membersOf(failure));
    }

    static ApiResponse pathNotFound(String path) {
        String detail = "there is no resource at %s; /openapi.yaml lists all paths".formatted(Excerpt.quoted(path));
        return problem(404, "path-not-found", "Path not found", detail, members());
    }

    static ApiResponse methodNotAllowed(ApiRequest request, String allowed) {
        String detail = "%s takes %s but not %s"
                .formatted(Excerpt.quoted(request.path()), allowed, Excerpt.quoted(request.method()));
        return problem(405, "method-not-allowed", "Method not allowed", detail, members())
                .with("Allow", allowed);
    }

    static ApiResponse mediaTypeUnsupported(String detail) {
        return problem(415, "media-type-unsupported", "Media type not supported", detail, members());
    }

    /** With the codings that are accepted (RFC 9110, section 15.5.16). */
    static ApiResponse contentCodingUnsupported() {
        String detail = "Content-Encoding may be identity and nothing else: send the body as it is, not compressed";
        return problem(415, "content-coding-unsupported", "Content coding not supported", detail)
                .with("Accept-Encoding", "identity");
    }

    /** A page of any origin may send text without a preflight request. */
    static ApiResponse jsonAsText() {
        return mediaTypeUnsupported("JSON is not read as text/plain: send it with Content-Type: application/json");
    }

    static ErrorStatus statusOf(RuntimeException failure) {
        return failure instanceof SpotterException known
                ? ErrorStatus.of(known.code(), known.isRetryable())
                : ErrorStatus.of(ErrorCode.INTERNAL, false);
    }

    static ApiResponse problem(int status, String code, String title, String detail) {
        return problem(status, code, title, detail, members());
    }

    private static ApiResponse problem(int status, String code, String title, String detail, ObjectNode members) {
        return response(status, json(status, code, title, detail, members));
    }

    private static ApiResponse response(int status, ObjectNode json) {
        return ApiResponse.of(status, "application/problem+json", json.toString())
                .with("Cache-Control", "no-store");
    }

    private static ObjectNode json(int status, String code, String title, String detail, ObjectNode members) {
        ObjectNode json = members()
                .put("type", "tag:spotter.dev,2026:problem/" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code);
        json.setAll(members);
        return json;
    }

    private static ObjectNode membersOf(RuntimeException failure) {
        ObjectNode members = members();
        if (failure instanceof InvalidRequestException e) {
            members.put("field", e.field());
        } else if (failure instanceof ImageTooLargeException e) {
            members.put("maxBytes", e.maxBytes());
        } else if (failure instanceof TooManyPixelsException e) {
            members.put("widthPixels", e.widthPixels()).put("heightPixels", e.heightPixels());
        } else if (failure instanceof UnsupportedImageException e) {
            e.supported().forEach(members.putArray("supportedFormats")::add);
        }
        return members;
    }

    private static String retryAfter(RuntimeException failure) {
        Duration pause = failure instanceof BusyException busy ? busy.retryAfter() : USUAL_PAUSE;
        return Long.toString(Math.max(1, pause.plusMillis(999).toSeconds()));
    }

    private static ObjectNode members() {
        return JsonNodeFactory.instance.objectNode();
    }
}
