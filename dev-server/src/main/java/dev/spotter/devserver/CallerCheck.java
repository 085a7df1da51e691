package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.internal.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses requests of other web pages, which a browser sends to any address: those that come under another name,
 * and those that would write from another origin. Programs other than browsers say neither {@code Origin} nor
 * {@code Sec-Fetch-Site}, and are let in.
 */
record CallerCheck(AllowedHosts hosts) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** As the page itself, or typed by a person. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    Optional<ApiResponse> refusal(ApiRequest head) {
        String host = head.header("host").orElse("");
        if (!host.isEmpty() && !hosts.allow(host)) {
            return Optional.of(Refusals.host(host));
        }
        return READING.contains(head.method()) || isOwn(head, host) ? Optional.empty() : Optional.of(Refusals.origin());
    }

    private boolean isOwn(ApiRequest head, String host) {
        return all(head, "origin").allMatch(origin -> hosts.isOwn(origin, host))
                && all(head, "sec-fetch-site").allMatch(OWN_SITES::contains);
    }

    private static Stream<String> all(ApiRequest head, String name) {
        return head.headers().getOrDefault(name, List.of()).stream();
    }
}
