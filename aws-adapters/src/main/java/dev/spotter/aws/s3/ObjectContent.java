package dev.spotter.aws.s3;

import dev.spotter.core.image.ImageBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.AbortableInputStream;

/**
 * What an object holds, read to its last byte, which is where the SDK compares the checksum. A lost connection is tried
 * again.
 */
final class ObjectContent {
    private static final int CHUNK_BYTES = 1 << 14;

    private ObjectContent() {}

    /** The content in one array that is just as large. */
    static byte[] read(AbortableInputStream content, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        try {
            if (content.readNBytes(bytes, 0, bytes.length) < bytes.length || content.read() >= 0) {
                throw new EOFException("the object is not of the size that was said");
            }
            return bytes;
        } catch (IOException e) {
            throw tryAgain(e);
        }
    }

    /**
     * Whether the content is these bytes; it is read only as far as they are the same.
     *
     * @param sizeBytes the declared size of the content
     */
    static boolean isSame(AbortableInputStream content, long sizeBytes, ImageBytes bytes) {
        if (sizeBytes != bytes.sizeBytes()) {
            content.abort();
            return false;
        }
        ByteBuffer rest = bytes.buffer();
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
                if (n > rest.remaining() || !rest.slice(rest.position(), n).equals(ByteBuffer.wrap(chunk, 0, n))) {
                    content.abort();
                    return false;
                }
                rest.position(rest.position() + n);
            }
            if (rest.hasRemaining()) {
                throw new EOFException("the object is not of the size that was said");
            }
            return true;
        } catch (IOException e) {
            throw tryAgain(e);
        }
    }

    private static RetryableException tryAgain(IOException cause) {
        return RetryableException.builder()
                .message("the object's content could not be read to its end")
                .cause(cause)
                .build();
    }
}
