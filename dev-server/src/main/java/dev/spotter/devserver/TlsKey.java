package dev.spotter.devserver;

import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.UnrecoverableEntryException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The private key of a server with its certificate, from a keystore (PKCS #12 or JKS). Immutable. */
public final class TlsKey {
    private static final long MAX_BYTES = 1 << 20;

    private final KeyStore keystore;
    private final String password;
    private final X509Certificate certificate;

    private TlsKey(KeyStore keystore, String password, X509Certificate certificate) {
        this.keystore = keystore;
        this.password = password;
        this.certificate = certificate;
    }

    /**
     * Reads a keystore.
     *
     * @param password of the file and of the key in it
     * @throws IllegalArgumentException if it cannot be used; the message says why, for people
     */
    public static TlsKey open(Path file, String password) {
        KeyStore keystore = read(file, password);
        try {
            for (String alias : Collections.list(keystore.aliases())) {
                if (keystore.entryInstanceOf(alias, PrivateKeyEntry.class)
                        && keystore.getEntry(alias, new KeyStore.PasswordProtection(password.toCharArray()))
                                instanceof PrivateKeyEntry key
                        && key.getCertificate() instanceof X509Certificate certificate) {
                    return new TlsKey(keystore, password, certificate);
                }
            }
        } catch (UnrecoverableEntryException e) {
            throw unusable(file, "the key in it has another password than the file", e);
        } catch (GeneralSecurityException e) {
            throw unusable(file, "the key in it cannot be read", e);
        }
        throw unusable(file, "it has no private key with a certificate", null);
    }

    /** What is wrong with the certificate's time, for people; empty if nothing is. */
    public Optional<String> warning(Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return Optional.of("the certificate expired at " + end + "; browsers will warn of it");
        }
        return now.isBefore(begin)
                ? Optional.of("the certificate is valid from " + begin + "; until then browsers will warn of it")
                : Optional.empty();
    }

    /** Jetty's TLS with this key. */
    SslContextFactory.Server contextFactory() {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(keystore);
        factory.setKeyStorePassword(password);
        return factory;
    }

    private static KeyStore read(Path file, String password) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unusable(file, "there is no such file, or it cannot be read", null);
        }
        try {
            BoundedFile.check(file, MAX_BYTES);
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        } catch (UnreadableFileException e) {
            throw unusable(file, e.reason(), e);
        } catch (IOException e) {
            boolean isPassword = e.getCause() instanceof GeneralSecurityException;
            throw unusable(file, isPassword ? "the password is not right" : "it is damaged", e);
        } catch (GeneralSecurityException e) {
            throw unusable(file, "it is neither PKCS #12 nor JKS", e);
        }
    }

    private static IllegalArgumentException unusable(Path file, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("the keystore %s cannot be used: %s".formatted(file, why), cause);
    }
}
