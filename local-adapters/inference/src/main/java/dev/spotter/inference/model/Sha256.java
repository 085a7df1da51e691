package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as lower-case hexadecimal digits. */
final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 16;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        Sha256 sha256 = new Sha256();
        sha256.digest.update(bytes);
        return sha256.hex();
    }

    static String of(Path file) throws IOException {
        Sha256 sha256 = new Sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                sha256.digest.update(chunk, 0, n);
            }
        }
        return sha256.hex();
    }

    /** Of several parts, told apart by their lengths. */
    static String ofParts(byte[]... parts) {
        Sha256 sha256 = new Sha256();
        for (byte[] part : parts) {
            sha256.digest.update((part.length + ":").getBytes(UTF_8));
            sha256.digest.update(part);
        }
        return sha256.hex();
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
