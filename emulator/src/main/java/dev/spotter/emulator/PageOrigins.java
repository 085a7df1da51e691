package dev.spotter.emulator;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins of pages (RFC 6454) that may call a service from a browser. Thread-safe. */
final class PageOrigins {
    /** A page of this machine may be opened by any of them. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final Pattern ORIGIN = Pattern.compile("https?://([^:/]+|\\[[^\\]/]+])(:[0-9]{1,5})?");

    private final Set<String> origins = ConcurrentHashMap.newKeySet();
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    /** @param page any address of the page's server */
    void add(URI page) {
        String port = page.getPort() < 0 ? "" : ":" + page.getPort();
        Set<String> hosts = LOOPBACK.contains(page.getHost()) ? LOOPBACK : Set.of(page.getHost());
        hosts.forEach(host -> origins.add(page.getScheme() + "://" + host + port));
    }

    /** @param host of pages with any port */
    void addHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        hosts.add(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
    }

    boolean contains(String origin) {
        Matcher parts = ORIGIN.matcher(origin);
        return origins.contains(origin) || (parts.matches() && hosts.contains(parts.group(1)));
    }
}
