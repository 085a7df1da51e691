package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Whether a request is answered at all, by its head alone: its form, its host and origin, its token. */
record RequestChecks(StrictHttp http, CallerCheck callers, Optional<TokenCheck> token) {
    static RequestChecks of(HttpSettings settings, Backend backend) {
        return new RequestChecks(
                new StrictHttp(settings.proxy().isPresent()),
                new CallerCheck(AllowedHosts.of(settings.host(), settings.allowedHosts())),
                settings.token().map(token -> new TokenCheck(token, backend)));
    }

    /** The response to a request that does not pass; empty for one that does. */
    Optional<ApiResponse> response(Request request, ApiRequest head) {
        return http.refusal(request)
                .or(() -> callers.refusal(head))
                .or(() -> token.flatMap(check -> check.response(request, head)));
    }
}
