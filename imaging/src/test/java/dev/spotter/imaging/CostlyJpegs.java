package dev.spotter.imaging;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The JPEG images that take longest to decode, by what makes them costly. */
final class CostlyJpegs {
    private static final int SIDE = 7_071;
    private static final int ALL_BYTES = 10_000_000;
    private static final String WHOLE_BLOCK = "003f00";
    private static final int[] GREY = {0x11};
    private static final int[] HALVED = {0x22, 0x11, 0x11};
    private static final int[] FULL = {0x11, 0x11, 0x11};
    private static final int[] INKS = {0x11, 0x11, 0x11, 0x11};

    private CostlyJpegs() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        images.put("baseline, grey", baseline(GREY, ALL_BYTES));
        images.put("baseline, 4:2:0", baseline(HALVED, ALL_BYTES));
        images.put("baseline, 4:4:4", baseline(FULL, ALL_BYTES));
        images.put("baseline, few bytes", baseline(FULL, 10));
        images.put("CMYK", baseline(INKS, ALL_BYTES));
        images.put("YCCK", () -> new JpegWriter(JpegWriter.BASELINE, SIDE, SIDE, INKS)
                .hex("ffee000e41646f626500640000000002")
                .scan(WHOLE_BLOCK, ALL_BYTES)
                .build());
        images.put("12 sequential scans", CostlyJpegs::sequentialScans);
        images.put("restart markers in order", () -> restarts(1));
        images.put("restart markers out of order", () -> restarts(5));
        images.put("11 progressive scans", () -> progressive(SIDE, HALVED, 9, 480_000));
        images.put("72 progressive scans", () -> progressive(2_080, HALVED, 70, 112_000));
        images.put("522 progressive scans", () -> progressive(770, GREY, 520, 18_500));
        images.put("90 scans of runs that end blocks", () -> runs(1_870));
        images.put("an error in the last scan", CostlyJpegs::damagedAtTheEnd);
        images.put("2,400,000 comments", () -> small(w -> w.segments(0xFE, 2_400_000, new byte[0])));
        images.put("155 parts of a colour profile", () -> small(w -> w.segments(0xE2, 155, new byte[65_000])));
        images.put("500,000 damaged EXIF segments", () -> small(w -> w.segments(0xE1, 500_000, exif(10))));
        images.put("155 large EXIF segments", () -> small(w -> w.segments(0xE1, 155, exif(65_000))));
        images.put(
                "250,000 Huffman tables",
                () -> small(w -> {
                    for (int i = 0; i < 250_000; i++) {
                        w.table(0x10, "71".repeat(16));
                    }
                    return w;
                }));
        return images;
    }

    private static Supplier<byte[]> baseline(int[] sampling, int bytes) {
        return () -> new JpegWriter(JpegWriter.BASELINE, SIDE, SIDE, sampling)
                .scan(WHOLE_BLOCK, bytes)
                .build();
    }

    private static byte[] sequentialScans() {
        JpegWriter jpeg = new JpegWriter(JpegWriter.SEQUENTIAL, SIDE, SIDE, HALVED);
        for (int i = 0; i < 10; i++) {
            jpeg.scanOf(1, WHOLE_BLOCK, 900_000);
        }
        return jpeg.scanOf(2, WHOLE_BLOCK, 500_000)
                .scanOf(3, WHOLE_BLOCK, 500_000)
                .build();
    }

    private static byte[] restarts(int step) {
        byte[] markers = new byte[ALL_BYTES];
        for (int i = 0; i < markers.length; i += 2) {
            markers[i] = -1;
            markers[i + 1] = (byte) (0xD0 + i / 2 * step % 8);
        }
        return new JpegWriter(JpegWriter.BASELINE, SIDE, SIDE, GREY)
                .hex("ffdd00040001")
                .scan(WHOLE_BLOCK, 8)
                .bytes(markers)
                .build();
    }

    /** After two scans that set most coefficients, scans of one component that refine them. */
    private static byte[] progressive(int side, int[] sampling, int refinements, int bytes) {
        return refined(begun(side, sampling, 9_000_000 / refinements), "f0", refinements, bytes)
                .build();
    }

    /** Each code ends thousands of blocks, whose coefficients are all visited. */
    private static byte[] runs(int side) {
        return refined(begun(side, HALVED, 20_000), "e0", 88, 2_000).build();
    }

    private static byte[] damagedAtTheEnd() {
        return refined(begun(SIDE, HALVED, 1_000_000), "f0", 8, 480_000)
                .scanOf(2, "000500", 100)
                .build();
    }

    private static JpegWriter begun(int side, int[] sampling, int bytes) {
        return new JpegWriter(JpegWriter.PROGRESSIVE, side, side, sampling)
                .scan("00000d", bytes)
                .table(0x10, "71".repeat(16))
                .scanOf(1, "013f0c", bytes);
    }

    private static JpegWriter refined(JpegWriter jpeg, String symbol, int scans, int bytes) {
        jpeg.table(0x10, symbol.repeat(16));
        for (int i = 0; i < scans; i++) {
            jpeg.scanOf(1, "013f%x%x".formatted(12 - i % 11, 11 - i % 11), bytes);
        }
        return jpeg;
    }

    private static byte[] small(Function<JpegWriter, JpegWriter> segments) {
        return segments.apply(new JpegWriter())
                .begin(JpegWriter.BASELINE, 100, 100, GREY)
                .scan(WHOLE_BLOCK, 1_000)
                .build();
    }

    /** Entries up to the end of the segment, which is too short for the number that it gives. */
    private static byte[] exif(int bytes) {
        byte[] content = new byte[bytes];
        byte[] start = HexFormat.of().parseHex("4578696600004d4d002a00000008ffff");
        System.arraycopy(start, 0, content, 0, Math.min(bytes, start.length));
        for (int i = start.length; i + 12 <= bytes; i += 12) {
            content[i] = (byte) (i >> 8);
            content[i + 1] = (byte) i;
        }
        return content;
    }
}
