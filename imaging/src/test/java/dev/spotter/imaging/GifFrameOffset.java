package dev.spotter.imaging;

/** Finds the first image descriptor of a GIF. */
final class GifFrameOffset {
    private GifFrameOffset() {}

    static int of(byte[] gif) {
        int at = (gif[10] & 0x80) == 0 ? 13 : 13 + (3 << ((gif[10] & 7) + 1));
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xFF);
            }
            at++;
        }
        return at;
    }
}
