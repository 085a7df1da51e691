package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.SignedUploadRoute;
import dev.spotter.api.internal.QueryText;
import dev.spotter.api.internal.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Lets requests pass that have the server's token: programs in {@code Authorization}, the page by a cookie that is made
 * from it. The page's URL with the token sets the cookie and leads to the URL without it, which can be shared.
 */
record TokenCheck(AccessToken token, Backend backend) {
    private static final String PARAMETER = "token";
    private static final String BEARER = "bearer ";
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Spotter needs a token</title>
            <h1>Spotter needs a token</h1>
            <p>Open the URL that ends with <code>/?token=…</code>. If the server made its token itself, this URL was
            printed when it was started.</p>
            <p>Did you open it in this browser before? Then <a href="/">go to the page</a>.</p>
            </html>
            """;

    /** The response to a request that may not pass, or that brings the token in its URL; else empty. */
    Optional<ApiResponse> response(Request request, ApiRequest head) {
        if (isOpen(head)) {
            return Optional.empty();
        }
        String cookie = "spotter-token-" + Request.getLocalPort(request);
        if (isPage(head)
                && head.query().getOrDefault(PARAMETER, List.of()).stream().anyMatch(token::matches)) {
            return Optional.of(redirect(request, cookie));
        }
        boolean hasToken =
                bearer(head).anyMatch(token::matches) || cookie(head, cookie).anyMatch(token::matchesCookie);
        return hasToken ? Optional.empty() : Optional.of(refusal(head));
    }

    /** What says nothing of the images, and what brings a permission of its own. */
    private boolean isOpen(ApiRequest head) {
        return (head.method().equals("GET") && head.path().equals("/healthz"))
                || (head.method().equals("PUT") && isSignedUpload(head.path()));
    }

    /** A backend whose presigned URLs lead elsewhere has no such route, and its paths have no permission. */
    private boolean isSignedUpload(String path) {
        return backend.route(path)
                .filter(route -> route.startsWith(SignedUploadRoute.FOLDER))
                .isPresent();
    }

    private static boolean isPage(ApiRequest head) {
        return head.method().equals("GET") && head.path().equals("/");
    }

    private static Stream<String> bearer(ApiRequest head) {
        return head.header("authorization").stream()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static Stream<String> cookie(ApiRequest head, String name) {
        return head.headers().getOrDefault("cookie", List.of()).stream()
                .flatMap(cookies -> Stream.of(cookies.split(";", -1)))
                .map(String::strip)
                .filter(one -> one.startsWith(name + "="))
                .map(one -> one.substring(name.length() + 1));
    }

    private ApiResponse redirect(Request request, String cookie) {
        String query = Stream.of(request.getHttpURI().getQuery().split("&", -1))
                .filter(parameter -> !QueryText.parameters(parameter).containsKey(PARAMETER))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = Map.of(
                "Location",
                query.isEmpty() ? "/" : "/?" + query,
                "Set-Cookie",
                cookie + "=" + token.cookie() + "; Path=/; HttpOnly; SameSite=Strict"
                        + (request.isSecure() ? "; Secure" : ""),
                "Cache-Control",
                "no-store");
        return new ApiResponse(HttpStatus.SEE_OTHER_303, headers, new byte[0]);
    }

    private static ApiResponse refusal(ApiRequest head) {
        ApiResponse problem = Refusals.token();
        boolean isForPeople =
                head.method().equals("GET") && head.header("accept").orElse("").contains("text/html");
        return isForPeople
                ? new ApiResponse(problem.status(), problem.headers(), PAGE.getBytes(UTF_8))
                        .with("Content-Type", "text/html; charset=utf-8")
                : problem;
    }
}
