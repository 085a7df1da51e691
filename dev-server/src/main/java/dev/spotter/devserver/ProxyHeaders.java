package dev.spotter.devserver;

import java.util.Locale;

/**
 * The headers by which a proxy says who its clients are. Many proxies set one kind and pass the other on as a client
 * sent it, so only one kind can be trusted.
 */
public enum ProxyHeaders {
    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
    X_FORWARDED,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
