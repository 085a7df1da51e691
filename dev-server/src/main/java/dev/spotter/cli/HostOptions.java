package dev.spotter.cli;

import dev.spotter.devserver.HttpSettings;
import dev.spotter.devserver.ProxyHeaders;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who can reach a server, for the command that starts it and for the one that checks it. */
final class HostOptions {
    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address that the server listens on. Other machines can reach any but the default; then a "
                    + "token is needed. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            converter = HostName.class,
            description = "Another host name of the server, such as that of a proxy, without port; may be repeated. "
                    + "A token is needed then.")
    private Set<String> allowedHosts = new LinkedHashSet<>();

    @Option(names = "--no-token", description = "Accepts every client that can connect; not with SPOTTER_TOKEN.")
    private boolean noToken;

    @Option(
            names = "--behind-proxy",
            arity = "0..1",
            fallbackValue = "x-forwarded",
            paramLabel = "HEADERS",
            description = "Takes client, scheme and host from the proxy's X-Forwarded-For, -Proto and -Host, or with "
                    + "=forwarded from its Forwarded. The proxy must set them; clients must not be able to connect "
                    + "past it. A token is needed then.")
    private @Nullable ProxyHeaders proxy;

    HostOptions() {}

    String host() {
        return host;
    }

    boolean noToken() {
        return noToken;
    }

    /** @throws IllegalArgumentException if an option cannot be used */
    HttpSettings on(int port) {
        return HttpSettings.on(host, port).withAllowedHosts(allowedHosts).withProxy(Optional.ofNullable(proxy));
    }
}
