package dev.spotter.imaging.webp;

import java.util.Optional;

/**
 * The first image of a WebP file (RFC 9649, 2).
 *
 * @param left where it lies on the file's canvas, in pixels
 * @param top likewise
 * @param animated whether it is a frame of an animation, which need not fill the canvas
 * @param transparent whether its rows' alpha counts: an animation may say that no frame's does
 */
public record WebpImage(ImageRows rows, int left, int top, boolean animated, boolean transparent) {
    private static final int FILE_HEADER_BYTES = 12;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int ALPHA_FLAG = 0x10;

    /**
     * Finds the image, and reads its header and its code tables.
     *
     * @param file a whole one; not to be changed while the rows are decoded
     * @throws WebpException if there is no image, it is damaged, or it is of a kind that is not read
     */
    public static WebpImage first(byte[] file) throws WebpException {
        ByteRange chunks = new ByteRange(file, 0, file.length).after(FILE_HEADER_BYTES);
        boolean transparent = false;
        for (Optional<Chunk> next = Chunk.first(chunks);
                next.isPresent();
                next = next.get().next()) {
            Chunk chunk = next.get();
            switch (chunk.name()) {
                case "VP8X" -> transparent = (chunk.data().number(0, 1) & ALPHA_FLAG) != 0;
                case "ANMF" -> {
                    return frame(chunk.data(), transparent);
                }
                case "ALPH", "VP8 ", "VP8L" -> {
                    ImageRows rows = rows(chunk);
                    return new WebpImage(rows, 0, 0, false, rows.hasAlpha());
                }
                default -> {}
            }
        }
        throw new WebpException("it has no image");
    }

    private static WebpImage frame(ByteRange frame, boolean transparent) throws WebpException {
        int left = 2 * frame.number(0, 3);
        int top = 2 * frame.number(3, 3);
        Chunk first = Chunk.first(frame.after(FRAME_HEADER_BYTES))
                .orElseThrow(() -> new WebpException("its first frame has no image"));
        ImageRows rows = rows(first);
        if (frame.number(6, 3) + 1 != rows.widthPixels() || frame.number(9, 3) + 1 != rows.heightPixels()) {
            throw new WebpException("its first frame has another size than it says");
        }
        return new WebpImage(rows, left, top, true, transparent && rows.hasAlpha());
    }

    /** The image that begins with a chunk; the alpha of a lossy one stands before it. */
    private static ImageRows rows(Chunk first) throws WebpException {
        Optional<Chunk> next = Optional.of(first);
        Optional<ByteRange> alpha = Optional.empty();
        while (next.isPresent()) {
            Chunk chunk = next.get();
            switch (chunk.name()) {
                case "VP8L" -> {
                    return LosslessRows.open(chunk.whole());
                }
                case "VP8 " -> {
                    return lossy(LossyRows.open(chunk.whole()), alpha);
                }
                case "ALPH" -> alpha = Optional.of(alpha.isPresent() ? alpha.get() : chunk.whole());
                default -> {}
            }
            next = chunk.next();
        }
        throw new WebpException("it has no image");
    }

    private static ImageRows lossy(LossyRows colours, Optional<ByteRange> alpha) throws WebpException {
        return alpha.isEmpty()
                ? colours
                : new TransparentRows(
                        colours, AlphaRows.open(alpha.get(), colours.widthPixels(), colours.heightPixels()));
    }
}
