package dev.spotter.devserver;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server listens, and which clients it accepts.
 *
 * @param host the address that it listens on
 * @param port 0 for any that is free
 * @param allowedHosts names of the server, besides its host and those of the loopback address; immutable
 * @param token what a request must bring; empty if it needs none
 * @param tls the key and certificate for HTTPS; empty for HTTP
 * @param proxy the headers by which a proxy in front says who its clients are; empty if there is none
 */
public record HttpSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        Optional<AccessToken> token,
        Optional<TlsKey> tls,
        Optional<ProxyHeaders> proxy) {
    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException if the port is out of its range */
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port must be from 0 to %d but was %d".formatted(LARGEST_PORT, port));
        }
    }

    /** Plain HTTP for everybody who can connect. */
    public static HttpSettings on(String host, int port) {
        return new HttpSettings(host, port, Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public HttpSettings withAllowedHosts(Set<String> allowedHosts) {
        return new HttpSettings(host, port, allowedHosts, token, tls, proxy);
    }

    public HttpSettings withToken(Optional<AccessToken> token) {
        return new HttpSettings(host, port, allowedHosts, token, tls, proxy);
    }

    public HttpSettings withTls(Optional<TlsKey> tls) {
        return new HttpSettings(host, port, allowedHosts, token, tls, proxy);
    }

    public HttpSettings withProxy(Optional<ProxyHeaders> proxy) {
        return new HttpSettings(host, port, allowedHosts, token, tls, proxy);
    }

    /**
     * Whether clients on other machines are expected to connect: by the address, through a proxy, or under another
     * name.
     *
     * @throws AddressUnavailableException if the host has no address; its message says so, for people
     */
    public boolean isForOthers() {
        return !address().isLoopbackAddress() || proxy.isPresent() || !allowedHosts.isEmpty();
    }

    /** Whether it listens on all addresses of this machine. */
    public boolean isOnAnyAddress() {
        return address().isAnyLocalAddress();
    }

    /** An address that leads to the server from this machine. */
    String localHost() {
        String loopback = address() instanceof Inet6Address ? "::1" : "127.0.0.1";
        return isOnAnyAddress() ? loopback : host;
    }

    /**
     * Listens and stops at once, so that an address that cannot be used is reported before anything else is started.
     *
     * @throws AddressUnavailableException if the address cannot be listened on; its message says why, for people
     */
    public void requireFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port));
        } catch (IOException e) {
            throw new AddressUnavailableException(BindFailure.words(e), e);
        }
    }

    private InetAddress address() {
        try {
            // Without a name it would be the loopback address, which no URL can name.
            if (host.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new AddressUnavailableException("this host name has no known address", e);
        }
    }
}
