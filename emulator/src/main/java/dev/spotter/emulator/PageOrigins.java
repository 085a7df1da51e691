package dev.spotter.emulator;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The origins of pages (RFC 6454) that may call a service from a browser. Thread-safe. */
final class PageOrigins {
    /** A page of this machine may be opened by any of them. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> origins = ConcurrentHashMap.newKeySet();

    /** @param page any address of the page's server */
    void add(URI page) {
        String port = page.getPort() < 0 ? "" : ":" + page.getPort();
        Set<String> hosts = LOOPBACK.contains(page.getHost()) ? LOOPBACK : Set.of(page.getHost());
        hosts.forEach(host -> origins.add(page.getScheme() + "://" + host + port));
    }

    boolean contains(String origin) {
        return origins.contains(origin);
    }
}
