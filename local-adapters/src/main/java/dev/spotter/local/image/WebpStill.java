package dev.spotter.local.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The first picture of a WebP file (RFC 9649) as a file of its own, without profiles, metadata and repeated chunks.
 *
 * @param bytes the file
 * @param left where the picture lies on the canvas of the original
 * @param top likewise
 * @param held whether the codec holds all its pixels: lossless, or with an alpha channel
 */
record WebpStill(ByteBuffer bytes, int left, int top, boolean held) {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ALPHA_FLAG = 0x10;
    /** The codec reads ahead by up to eight bytes. */
    private static final int PADDING = 16;

    /** @throws MalformedImageException if the file has no picture */
    static WebpStill of(ByteBuffer bytes) throws MalformedImageException {
        ByteBuffer chunks = bytes.slice(FIRST_CHUNK, bytes.limit() - FIRST_CHUNK);
        Optional<ByteBuffer> animation = chunk(chunks, "ANMF");
        if (animation.isEmpty()) {
            return still(chunks, 0, 0);
        }
        ByteBuffer frame = animation.get();
        return still(
                frame.slice(FRAME_HEADER, frame.limit() - FRAME_HEADER), 2 * uint24(frame, 0), 2 * uint24(frame, 3));
    }

    private static WebpStill still(ByteBuffer chunks, int left, int top) throws MalformedImageException {
        Optional<ByteBuffer> lossless = chunk(chunks, "VP8L");
        if (lossless.isPresent()) {
            return new WebpStill(file(new Chunk("VP8L", lossless.get())), left, top, true);
        }
        ByteBuffer lossy = chunk(chunks, "VP8 ").orElseThrow(() -> new MalformedImageException("it has no picture"));
        Optional<ByteBuffer> alpha = chunk(chunks, "ALPH");
        return alpha.isPresent()
                ? new WebpStill(
                        file(
                                new Chunk("VP8X", canvas(lossy)),
                                new Chunk("ALPH", alpha.get()),
                                new Chunk("VP8 ", lossy)),
                        left,
                        top,
                        true)
                : new WebpStill(file(new Chunk("VP8 ", lossy)), left, top, false);
    }

    /** The data of the first chunk of this name; as much as is there if it is cut off. */
    private static Optional<ByteBuffer> chunk(ByteBuffer chunks, String name) {
        ByteBuffer b = chunks.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        while (at + CHUNK_HEADER <= b.limit()) {
            int start = (int) at + CHUNK_HEADER;
            long length = Integer.toUnsignedLong(b.getInt((int) at + 4));
            if (b.getInt((int) at) == fourCc(name)) {
                return Optional.of(b.slice(start, (int) Math.min(length, b.limit() - start)));
            }
            at += CHUNK_HEADER + length + (length & 1);
        }
        return Optional.empty();
    }

    /** The extended header's data: alpha, and the size that the lossy data itself says. */
    private static ByteBuffer canvas(ByteBuffer lossy) throws MalformedImageException {
        ByteBuffer b = lossy.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int width = b.getShort(6) & 0x3FFF;
        int height = b.getShort(8) & 0x3FFF;
        if (width == 0 || height == 0) {
            throw new MalformedImageException("its picture has no pixels");
        }
        ByteBuffer canvas = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        canvas.putInt(ALPHA_FLAG).putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1));
        return canvas.put((byte) 0).flip();
    }

    private static ByteBuffer file(Chunk... chunks) {
        int size = FIRST_CHUNK;
        for (Chunk chunk : chunks) {
            size += chunk.sizeBytes();
        }
        ByteBuffer file = ByteBuffer.allocate(size + PADDING).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(fourCc("RIFF")).putInt(size - CHUNK_HEADER).putInt(fourCc("WEBP"));
        for (Chunk chunk : chunks) {
            int end = file.position() + chunk.sizeBytes();
            file.putInt(fourCc(chunk.name())).putInt(chunk.data().remaining()).put(chunk.data());
            file.position(end);
        }
        return file.rewind();
    }

    private record Chunk(String name, ByteBuffer data) {
        /** With its header, padded to an even size. */
        int sizeBytes() {
            return CHUNK_HEADER + data.remaining() + (data.remaining() & 1);
        }
    }

    private static int uint24(ByteBuffer b, int at) {
        return (b.get(at) & 0xFF) | ((b.get(at + 1) & 0xFF) << 8) | ((b.get(at + 2) & 0xFF) << 16);
    }

    private static int fourCc(String name) {
        return name.charAt(0) | (name.charAt(1) << 8) | (name.charAt(2) << 16) | (name.charAt(3) << 24);
    }
}
