package dev.spotter.imaging;

import dev.spotter.core.internal.JpegFrameHeader;
import dev.spotter.core.internal.JpegMarker;
import java.nio.ByteBuffer;

/** A JPEG file's frame header, and what its scans say about how the codec must work. */
final class JpegFrame {
    private static final int COMPONENT_BYTES = 3;
    private static final int SAMPLE_BITS = 8;
    private static final int MAX_SAMPLING = 4;
    private static final int BLOCK = 8;
    private static final int COEFFICIENT_BYTES = 2;

    private JpegFrameHeader header = new JpegFrameHeader(0, 0, 0, 0);
    private byte[] body = new byte[0];
    private boolean progressive;
    private boolean buffered;
    private boolean[] scanned = new boolean[0];
    private int scans;
    private long visitedSamples;

    /**
     * Takes the header, and numbers its components in the file as usual, so that no codec guesses colours by numbers,
     * and two of the same number are told apart.
     *
     * @throws MalformedImageException if it is not whole, or of a form that is refused by the file's header already
     */
    void begin(int marker, ByteBuffer segment) throws MalformedImageException {
        if (segment.limit() < JpegFrameHeader.BYTES) {
            throw new MalformedImageException("its frame header is cut off");
        }
        header = JpegFrameHeader.of(segment);
        if (segment.limit() != JpegFrameHeader.BYTES + COMPONENT_BYTES * header.components()) {
            throw new MalformedImageException("its frame header is cut off");
        }
        body = new byte[segment.limit()];
        segment.get(0, body);
        progressive = marker == JpegMarker.PROGRESSIVE;
        scanned = new boolean[components()];
        if (marker < JpegMarker.BASELINE
                || marker > JpegMarker.PROGRESSIVE
                || header.sampleBits() != SAMPLE_BITS
                || !isSampled()) {
            throw new MalformedImageException("its frame header makes no sense");
        }
        for (int i = 0; i < components(); i++) {
            segment.put(JpegFrameHeader.BYTES + i * COMPONENT_BYTES, (byte) number(i));
        }
    }

    private boolean isSampled() {
        for (int i = 0; i < components(); i++) {
            if (across(i) < 1 || across(i) > MAX_SAMPLING || down(i) < 1 || down(i) > MAX_SAMPLING) {
                return false;
            }
        }
        return true;
    }

    /** The number that a component has in the file afterwards. */
    static int number(int component) {
        return component + 1;
    }

    boolean hasBegun() {
        return body.length > 0;
    }

    /**
     * Takes note of a scan of these components. By the first one the codec decides how to work.
     *
     * @throws MalformedImageException if the scans before have the whole picture, which a codec does not expect
     */
    void scan(int... components) throws MalformedImageException {
        if (scans == 0) {
            buffered = progressive || components.length < components();
        } else if (!buffered) {
            throw new MalformedImageException("it has data behind those of the whole picture");
        }
        scans++;
        long samples = 0;
        for (int component : components) {
            scanned[component] = true;
            samples += samples(component);
        }
        visitedSamples += Math.max(CodecTime.MIN_SCAN_SAMPLES, samples);
    }

    /** Whether no scan had this component. */
    boolean isNew(int component) {
        return !scanned[component];
    }

    int scans() {
        return scans;
    }

    /** What the scans go through; 0 of a picture that comes in one, which is bounded by its pixels. */
    long visitedSamples() {
        return buffered ? visitedSamples : 0;
    }

    boolean isProgressive() {
        return progressive;
    }

    int widthPixels() {
        return header.widthPixels();
    }

    int heightPixels() {
        return header.heightPixels();
    }

    int components() {
        return header.components();
    }

    /** The number that a component had in the file. */
    int componentId(int component) {
        return component(component, 0);
    }

    int[] componentIds() {
        int[] ids = new int[components()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = componentId(i);
        }
        return ids;
    }

    int quantisationTable(int component) {
        return component(component, 2);
    }

    /**
     * What libjpeg keeps, outside the heap: all coefficients of a picture whose components do not come together in one
     * scan, else 0.
     */
    long coefficientBytes() {
        if (!buffered) {
            return 0;
        }
        long samples = 0;
        for (int i = 0; i < components(); i++) {
            samples += samples(i);
        }
        return samples * COEFFICIENT_BYTES;
    }

    /** As many as its blocks have, which reach over the picture's edges. */
    private long samples(int component) {
        int maxAcross = 1;
        int maxDown = 1;
        for (int i = 0; i < components(); i++) {
            maxAcross = Math.max(maxAcross, across(i));
            maxDown = Math.max(maxDown, down(i));
        }
        return blocks(widthPixels(), across(component), maxAcross)
                * blocks(heightPixels(), down(component), maxDown)
                * BLOCK
                * BLOCK;
    }

    private static long blocks(int pixels, int sampling, int maxSampling) {
        int unit = BLOCK * maxSampling;
        return (long) (pixels + unit - 1) / unit * sampling;
    }

    private int across(int component) {
        return component(component, 1) >> 4;
    }

    private int down(int component) {
        return component(component, 1) & 15;
    }

    private int component(int index, int field) {
        return body[JpegFrameHeader.BYTES + index * COMPONENT_BYTES + field] & 0xFF;
    }
}
