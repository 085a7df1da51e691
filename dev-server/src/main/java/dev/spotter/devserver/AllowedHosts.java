package dev.spotter.devserver;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that a server goes by. A stranger's page can lead a name of its own to any address and is then of the same
 * origin as the server, as its browser sees it; but its browser says the name. Ports are not compared: they may be
 * mapped on the way.
 *
 * @param listening the address that is listened on, as it was given
 * @param more other names, in lower case and without ports
 */
record AllowedHosts(String listening, Set<String> more) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:]+)(?::([0-9]{1,5}))?");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final Pattern LOOPBACK = Pattern.compile("127(\\." + BYTE + "){3}|\\[(::1|(0+:){7}0*1)]");
    private static final Pattern NUMERIC = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|\\[[0-9a-f:.]+]");
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    static AllowedHosts of(String listening, Set<String> more) {
        return new AllowedHosts(
                name(listening.contains(":") && !listening.startsWith("[") ? "[" + listening + "]" : listening),
                more.stream().map(AllowedHosts::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a server goes by what a header {@code Host} says. */
    boolean allow(String host) {
        Matcher authority = AUTHORITY.matcher(host.toLowerCase(Locale.ROOT));
        return authority.matches() && allowName(name(authority.group(1)));
    }

    /**
     * Whether what a header {@code Origin} says is where the server's own page comes from: the host that the request is
     * for, or one of the names that were given on purpose, for a proxy in front may say another to the server.
     */
    boolean isOwn(String origin, String host) {
        String text = origin.toLowerCase(Locale.ROOT);
        boolean secure = text.startsWith("https://");
        if (!secure && !text.startsWith("http://")) {
            return false;
        }
        String port = secure ? ":443" : ":80";
        String authority = text.substring(text.indexOf("://") + "://".length());
        Matcher parts = AUTHORITY.matcher(authority);
        return parts.matches()
                && (withoutPort(authority, port).equals(withoutPort(name(host), port))
                        || more.contains(name(parts.group(1))));
    }

    /** An IP address cannot be another server's name; a server that listens on all addresses accepts each. */
    private boolean allowName(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || LOOPBACK.matcher(name).matches()
                || name.equals(listening)
                || more.contains(name)
                || (ANY_ADDRESS.contains(listening) && NUMERIC.matcher(name).matches());
    }

    private static String withoutPort(String authority, String port) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }

    /** Names are compared in lower case; a dot at the end says that they are whole. */
    private static String name(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
