package dev.spotter.emulator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what pages of strangers make a browser send to the loopback address, before anything of it is read. Programs
 * send none of the headers that tell a browser: {@code Origin}, and {@code Sec-Fetch-Site} of the W3C's Fetch Metadata.
 * A name that a stranger made to lead here (DNS rebinding) shows in {@code Host}; names under {@code localhost} always
 * lead to this machine.
 */
final class BrowserGuard extends Handler.Wrapper {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SITES = Set.of("none", "same-origin");
    /** What a page does with a presigned URL, and what the browser asks before that. */
    private static final Set<String> METHODS = Set.of("PUT", "OPTIONS");

    private final PageOrigins pages;

    /** @param pages which may send to presigned URLs */
    BrowserGuard(PageOrigins pages, Handler next) {
        super(next);
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> problem = problem(request);
        if (problem.isPresent()) {
            Response.writeError(request, response, callback, 403, problem.get());
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<String> problem(Request request) {
        if (!isOfThisMachine(request.getHttpURI().getHost())) {
            return Optional.of("the host must be 127.0.0.1 or localhost");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null) {
            return pages.contains(origin) && METHODS.contains(request.getMethod())
                    ? Optional.empty()
                    : Optional.of("pages of this origin may not do this");
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        return site == null || SITES.contains(site) ? Optional.empty() : Optional.of("pages may not call the emulator");
    }

    private static boolean isOfThisMachine(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return HOSTS.contains(name) || name.endsWith(".localhost");
    }
}
