package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import java.nio.ByteBuffer;

/** JPEG's marker segments up to the frame header (ITU-T T.81, annex B), and EXIF's orientation among them. */
final class JpegHeader {
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegHeader() {}

    static ImageHeader read(ByteBuffer b) {
        Orientation orientation = Orientation.AS_STORED;
        b.position(2);
        while (true) {
            int marker = nextMarker(b);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw new DamagedImageException("the JPEG image has no frame header before its data");
            }
            if (isAlone(marker)) {
                continue;
            }
            int start = b.position();
            int length = Short.toUnsignedInt(b.getShort());
            JpegKind.checkMarker(marker);
            if (JpegKind.isFrame(marker)) {
                return frame(b, orientation);
            }
            if (marker == APP1 && ImageFormat.startsWith(b.slice(), 0, "Exif\0\0")) {
                orientation = TiffDirectory.orientationOf(b.slice(start + 8, Math.max(0, length - 8)));
            }
            b.position(start + Math.max(2, length));
        }
    }

    private static ImageHeader frame(ByteBuffer b, Orientation orientation) {
        int bits = b.get() & 0xFF;
        int height = Short.toUnsignedInt(b.getShort());
        int width = Short.toUnsignedInt(b.getShort());
        JpegKind.checkSamples(bits, b.get() & 0xFF);
        return new ImageHeader(ImageFormat.JPEG, width, height, orientation);
    }

    private static int nextMarker(ByteBuffer b) {
        int marker;
        do {
            while ((b.get() & 0xFF) != 0xFF) {
                // Readers pass over stray bytes between segments, so this one does.
            }
            do {
                marker = b.get() & 0xFF;
            } while (marker == 0xFF);
        } while (marker == 0);
        return marker;
    }

    /** Restart markers, TEM and a repeated start have no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
    }
}
