package dev.spotter.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: 32 bytes, or 64 hexadecimal digits in lower case. */
public final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 16;

    private Sha256() {}

    public static byte[] digest(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** Of the bytes from a buffer's position to its limit; the position moves to the limit. */
    public static byte[] digest(ByteBuffer bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return digest.digest();
    }

    public static String hex(byte[] bytes) {
        return hex(ByteBuffer.wrap(bytes));
    }

    /** Of the bytes from a buffer's position to its limit; the position moves to the limit. */
    public static String hex(ByteBuffer bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /** Reads a file piece by piece. */
    public static String hex(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return hex(in);
        }
    }

    /** Reads a stream to its end, piece by piece. The caller closes it. */
    public static String hex(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            digest.update(chunk, 0, n);
        }
        return hex(digest);
    }

    /** Of several parts, each after its length, so that no byte can move from one part to the next unnoticed. */
    public static String hexOfParts(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update((part.length + ":").getBytes(UTF_8));
            digest.update(part);
        }
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
