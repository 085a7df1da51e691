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
     * Reads the header, and renumbers its components in the file from 1. So no codec guesses colours by their
     * numbers, and two components with the same number become distinct.
     *
     * @throws MalformedImageException if it is incomplete, or of a form that the check of the file's header refuses
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
     * Counts a scan of these components. The first scan decides whether the codec keeps all coefficients.
     *
     * @throws MalformedImageException if the scans before it have the whole image already
     */
    void scan(int... components) throws MalformedImageException {
        if (scans == 0) {
            buffered = progressive || components.length < components();
        } else if (!buffered) {
            throw new MalformedImageException("it has data behind those of the whole image");
        }
        scans++;
        long samples = 0;
        for (int component : components) {
            scanned[component] = true;
            samples += samples(component);
        }
        visitedSamples += Math.max(WorkLimit.MIN_SCAN_SAMPLES, samples);
    }

    /** Whether no scan had this component. */
    boolean isNew(int component) {
        return !scanned[component];
    }

    int scans() {
        return scans;
    }

    /** The samples that all scans visit; 0 for an image of one scan, whose work its pixels bound. */
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
     * The bytes that libjpeg keeps outside the heap: all coefficients, if the components do not come together in one
     * scan, or else 0.
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

    /** The samples of a component's blocks, which extend beyond the image's edges. */
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
