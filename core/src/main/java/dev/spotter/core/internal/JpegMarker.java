package dev.spotter.core.internal;

/** The markers of JPEG (ITU-T T.81, table B.1), without the FF before each. */
public final class JpegMarker {
    public static final int BASELINE = 0xC0;
    public static final int PROGRESSIVE = 0xC2;
    public static final int HUFFMAN_TABLES = 0xC4;
    public static final int EXTENSION = 0xC8;
    public static final int ARITHMETIC_TABLES = 0xCC;
    public static final int FIRST_RESTART = 0xD0;
    public static final int LAST_RESTART = 0xD7;
    public static final int START_OF_IMAGE = 0xD8;
    public static final int END_OF_IMAGE = 0xD9;
    public static final int START_OF_SCAN = 0xDA;
    public static final int QUANTISATION_TABLES = 0xDB;
    public static final int NUMBER_OF_LINES = 0xDC;
    public static final int RESTART_INTERVAL = 0xDD;
    public static final int HIERARCHICAL = 0xDE;
    public static final int APP0 = 0xE0;
    public static final int APP1 = 0xE1;
    public static final int APP14 = 0xEE;
    public static final int JPEG_LS = 0xF7;
    public static final int COMMENT = 0xFE;

    private static final int TEMPORARY = 0x01;
    private static final int LAST_FRAME = 0xCF;
    private static final int APP15 = 0xEF;

    private JpegMarker() {}

    /** Whether it begins a frame header: SOF0 to SOF15, but not the tables and the extension that stand among them. */
    public static boolean isFrame(int marker) {
        return marker >= BASELINE
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLES;
    }

    public static boolean isApplication(int marker) {
        return marker >= APP0 && marker <= APP15;
    }

    public static boolean isRestart(int marker) {
        return marker >= FIRST_RESTART && marker <= LAST_RESTART;
    }

    /** Whether no segment follows it: it is a restart, the start of an image, or TEM. */
    public static boolean isAlone(int marker) {
        return marker == TEMPORARY || isRestart(marker) || marker == START_OF_IMAGE;
    }
}
