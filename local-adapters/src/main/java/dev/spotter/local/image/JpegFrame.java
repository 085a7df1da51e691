package dev.spotter.local.image;

/** A JPEG file's frame header, and what its first scan says about how the codec must work. */
final class JpegFrame {
    private static final int HEADER_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;
    private static final int BASELINE = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int SAMPLE_BITS = 8;
    private static final int BLOCK = 8;
    private static final int COEFFICIENT_BYTES = 2;

    private byte[] body = new byte[0];
    private int marker;
    private boolean scanned;
    private boolean buffered;

    void begin(int marker, byte[] header) throws MalformedImageException {
        if (body.length > 0) {
            throw new MalformedImageException("it has more than one frame");
        }
        if (header.length < HEADER_BYTES || header.length < HEADER_BYTES + COMPONENT_BYTES * (header[5] & 0xFF)) {
            throw new MalformedImageException("its frame header is cut off");
        }
        body = header;
        this.marker = marker;
    }

    /** A scan of so many components. The codec looks at the first one only. */
    void scan(int components) throws MalformedImageException {
        if (body.length == 0) {
            throw new MalformedImageException("it has no frame header before its data");
        }
        if (!scanned) {
            scanned = true;
            buffered = marker == PROGRESSIVE || components < components();
        }
    }

    int widthPixels() {
        return uint16(3);
    }

    int heightPixels() {
        return uint16(1);
    }

    /** Huffman codes and 8-bit samples: baseline, extended or progressive. */
    boolean isUsual() {
        return marker >= BASELINE && marker <= PROGRESSIVE && body[0] == SAMPLE_BITS;
    }

    int[] componentIds() {
        int[] ids = new int[components()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = component(i, 0);
        }
        return ids;
    }

    /** What libjpeg keeps, outside the heap: all coefficients of a picture whose components do not come together in one scan, else 0. */
    long coefficientBytes() {
        if (!buffered) {
            return 0;
        }
        int maxAcross = 1;
        int maxDown = 1;
        for (int i = 0; i < components(); i++) {
            maxAcross = Math.max(maxAcross, across(i));
            maxDown = Math.max(maxDown, down(i));
        }
        long blocks = 0;
        for (int i = 0; i < components(); i++) {
            blocks += blocks(widthPixels(), across(i), maxAcross) * blocks(heightPixels(), down(i), maxDown);
        }
        return blocks * BLOCK * BLOCK * COEFFICIENT_BYTES;
    }

    private static long blocks(int pixels, int sampling, int maxSampling) {
        int unit = BLOCK * maxSampling;
        return (long) (pixels + unit - 1) / unit * sampling;
    }

    private int components() {
        return body[5] & 0xFF;
    }

    private int across(int component) {
        return component(component, 1) >> 4;
    }

    private int down(int component) {
        return component(component, 1) & 15;
    }

    private int component(int index, int field) {
        return body[HEADER_BYTES + index * COMPONENT_BYTES + field] & 0xFF;
    }

    private int uint16(int at) {
        return (body[at] & 0xFF) << 8 | (body[at + 1] & 0xFF);
    }
}
