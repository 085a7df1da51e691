package dev.spotter.cli;

import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.UnreadableFileException;
import dev.spotter.devserver.AccessToken;
import dev.spotter.devserver.HttpSettings;
import dev.spotter.devserver.TlsKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where {@code serve} listens, and which clients it accepts. */
final class ListenOptions {
    private static final int MAX_SECRET_BYTES = 1 << 16;
    private static final String TOKEN_VARIABLE = "SPOTTER_TOKEN";
    private static final String PASSWORD_VARIABLE = "SPOTTER_TLS_PASSWORD";

    @Mixin
    private HostOptions hosts = new HostOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port; 0 chooses a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TEXT|@FILE",
            description = "Token that requests must have, 16 characters or more; @FILE reads it from a file, while "
                    + "other users of the machine can see TEXT in the list of processes. Also by the environment "
                    + "variable SPOTTER_TOKEN. Default: with another --host, --allow-host or --behind-proxy a new one "
                    + "at each start")
    private @Nullable String token;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Key and certificate for HTTPS: PKCS #12 or JKS.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password",
            paramLabel = "@FILE",
            description = "File with the keystore's password. Also by the environment variable SPOTTER_TLS_PASSWORD.")
    private @Nullable String password;

    ListenOptions() {}

    String host() {
        return hosts.host();
    }

    int port() {
        return port;
    }

    /**
     * The settings; prints warnings.
     *
     * @throws IllegalArgumentException if an option cannot be used
     * @throws dev.spotter.devserver.AddressUnavailableException if the address cannot be listened on
     */
    HttpSettings settings(Map<String, String> environment) {
        HttpSettings settings = hosts.on(port);
        settings.requireFree();
        Optional<TlsKey> tls = tls(environment);
        tls.flatMap(key -> key.warning(Instant.now())).ifPresent(warning -> Console.err("Warning: %s.", warning));
        return settings.withTls(tls).withToken(token(environment, settings.isForOthers()));
    }

    private Optional<AccessToken> token(Map<String, String> environment, boolean isForOthers) {
        if (hosts.noToken()) {
            if (token != null) {
                throw new IllegalArgumentException("--token and --no-token exclude each other");
            }
            if (environment.containsKey(TOKEN_VARIABLE)) {
                throw new IllegalArgumentException(
                        "--no-token and the environment variable " + TOKEN_VARIABLE + " exclude each other");
            }
            if (isForOthers) {
                Console.err("Warning: without a token, everybody who can connect can send and see images.");
            }
            return Optional.empty();
        }
        return Optional.ofNullable(token)
                .map(given -> given.startsWith("@") ? firstLine("--token", given) : given)
                .or(() -> Optional.ofNullable(environment.get(TOKEN_VARIABLE)))
                .map(AccessToken::of)
                .or(() -> isForOthers ? Optional.of(AccessToken.random()) : Optional.empty());
    }

    private Optional<TlsKey> tls(Map<String, String> environment) {
        if (keystore == null) {
            if (password != null) {
                throw new IllegalArgumentException("--tls-password needs --tls-keystore");
            }
            return Optional.empty();
        }
        String secret = Optional.ofNullable(password)
                .map(given -> firstLine("--tls-password", given))
                .or(() -> Optional.ofNullable(environment.get(PASSWORD_VARIABLE)))
                .orElseThrow(() -> new IllegalArgumentException("--tls-keystore needs its password: give "
                        + "--tls-password @FILE, or set the environment variable " + PASSWORD_VARIABLE));
        return Optional.of(TlsKey.open(keystore, secret));
    }

    /** Secrets come from files: other users of the machine can read the command lines of its processes. */
    private static String firstLine(String option, String given) {
        if (!given.startsWith("@")) {
            throw new IllegalArgumentException(option + " must be @ and the name of a file");
        }
        Path file = Path.of(given.substring(1));
        try {
            return BoundedFile.readText(file, MAX_SECRET_BYTES)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (UnreadableFileException e) {
            throw new IllegalArgumentException(
                    "%s: the file %s cannot be used: %s".formatted(option, file, e.reason()), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(option + ": the file " + file + " cannot be read", e);
        }
    }
}
