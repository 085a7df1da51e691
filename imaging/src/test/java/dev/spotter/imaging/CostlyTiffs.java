package dev.spotter.imaging;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The TIFF images that take longest to decode: as many samples, strips and tiles as are accepted, of few bytes. */
final class CostlyTiffs {
    private static final int SIDE = 7_071;
    /** Rows of whole bytes. */
    private static final int SIDE_OF_FAX = 7_064;

    private static final int MAX_SAMPLES = 12;
    private static final int LAST_LZW_CODE = 4_093;
    private static final int GREY = 1;
    private static final int RGB = 2;
    private static final int PLANES = 2;
    private static final int DIFFERENCES = 2;
    private static final int TILE_WIDTH = 1 << 16;
    private static final int TILE_HEIGHT = 1 << 8;
    private static final String WHOLE_BLOCK = "003f00";
    /** Of a fax: a white and a black pixel, twice. */
    private static final byte[] FOUR_PIXELS = HexFormat.of().parseHex("23a23a");

    private CostlyTiffs() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        for (int method : new int[] {TiffLayout.LZW, TiffLayout.DEFLATE, TiffLayout.PACK_BITS}) {
            String name = Map.of(TiffLayout.LZW, "LZW", TiffLayout.DEFLATE, "Deflate", TiffLayout.PACK_BITS, "PackBits")
                    .get(method);
            images.put(name + ", 12 samples of 8 bits", () -> strip(method, 8, MAX_SAMPLES));
            images.put(name + ", 4 samples of 16 bits", () -> strip(method, 16, MAX_SAMPLES / 3));
            images.put(name + ", 4 samples of 12 bits", () -> strip(method, 12, MAX_SAMPLES / 3));
            images.put(name + ", 6 samples of 1 bit", () -> strip(method, 1, MAX_SAMPLES / 2));
            images.put(name + ", 12 planes of 8 bits", () -> planes(method, 8, MAX_SAMPLES, 1));
            images.put(name + ", 6 planes of 16 bits", () -> planes(method, 16, MAX_SAMPLES / 2, 1));
            images.put(name + ", 6 planes of differences", () -> planes(method, 8, MAX_SAMPLES / 2, DIFFERENCES));
            images.put(name + ", 4 planes of long differences", () -> planes(method, 16, 4, DIFFERENCES));
            images.put(name + ", tiles beyond the edge", () -> beyondEdge(8, method, 35));
        }
        images.put("uncompressed, 1 bit", () -> grey(SIDE, 1, TiffLayout.UNCOMPRESSED)
                .part(new byte[(SIDE + 7) / 8 * SIDE])
                .toByteArray());
        images.put("195,000 tiles", () -> tiles(SIDE, 16, TiffLayout.DEFLATE, CostlyPngs.deflated(new byte[256], 1)));
        images.put("20,000 strips", CostlyTiffs::strips);
        images.put("subsampled colours", () -> new TiffBuilder(LITTLE_ENDIAN, SIDE, SIDE)
                .with(TiffEntries.COMPRESSION, TiffLayout.DEFLATE)
                .with(TiffEntries.SAMPLES_PER_PIXEL, 3)
                .with(TiffEntries.PHOTOMETRIC, TiffLayout.YCBCR)
                .with(TiffEntries.YCBCR_SUBSAMPLING, 2, 2)
                .part(CostlyPngs.deflated(new byte[(SIDE + 1) / 2 * 6], (SIDE + 1) / 2))
                .toByteArray());
        images.put("5,000 directory entries", CostlyTiffs::entries);
        images.put("fax, group 4", () -> fax(TiffLayout.FAX_GROUP_4, SIDE_OF_FAX));
        images.put("fax, group 3", () -> fax(TiffLayout.FAX_GROUP_3, 4_200));
        images.put("fax, runs", () -> fax(TiffLayout.FAX_RUNS, 4_200));
        images.put("fax, tiles beyond the edge", CostlyTiffs::faxTiles);
        images.put("JPEG, 12 planes", CostlyTiffs::jpegPlanes);
        images.put("JPEG, 50,000 tiles", () -> tiles(3_500, 16, TiffLayout.JPEG, jpeg(16, 16, 10)));
        images.put("JPEG, colour tiles", () -> new TiffBuilder(LITTLE_ENDIAN, SIDE, SIDE)
                .with(TiffEntries.COMPRESSION, TiffLayout.JPEG)
                .with(TiffEntries.SAMPLES_PER_PIXEL, 3)
                .with(TiffEntries.PHOTOMETRIC, TiffLayout.YCBCR)
                .with(TiffEntries.TILE_WIDTH, 256)
                .with(TiffEntries.TILE_HEIGHT, 256)
                .parts(28 * 28, jpeg(256, 256, 12_000, 0x11, 0x11, 0x11))
                .toByteArray());
        images.put("JPEG, progressive", CostlyTiffs::progressive);
        return images;
    }

    private static TiffBuilder grey(int side, int bits, int compression) {
        return new TiffBuilder(LITTLE_ENDIAN, side, side)
                .with(TiffEntries.BITS_PER_SAMPLE, bits)
                .with(TiffEntries.COMPRESSION, compression);
    }

    private static TiffBuilder colours(int compression, int bits, int samples) {
        return grey(SIDE, bits, compression)
                .with(TiffEntries.SAMPLES_PER_PIXEL, samples)
                .with(TiffEntries.PHOTOMETRIC, RGB)
                .with(TiffEntries.PREDICTOR, bits == 8 || bits == 16 ? DIFFERENCES : 1);
    }

    private static byte[] strip(int compression, int bits, int samples) {
        return colours(compression, bits, samples)
                .part(compressed(compression, (SIDE * samples * bits + 7) / 8, SIDE))
                .toByteArray();
    }

    private static byte[] planes(int compression, int bits, int samples, int predictor) {
        return colours(compression, bits, samples)
                .with(TiffEntries.PREDICTOR, predictor)
                .with(TiffEntries.PLANAR_CONFIGURATION, PLANES)
                .parts(samples, compressed(compression, SIDE * bits / 8, SIDE))
                .toByteArray();
    }

    private static byte[] tiles(int side, int tileSide, int compression, byte[] tile) {
        int across = (side + tileSide - 1) / tileSide;
        return grey(side, 8, compression)
                .with(TiffEntries.TILE_WIDTH, tileSide)
                .with(TiffEntries.TILE_HEIGHT, tileSide)
                .parts(across * across, tile)
                .toByteArray();
    }

    private static byte[] strips() {
        return new TiffBuilder(LITTLE_ENDIAN, 2, 20_000)
                .with(TiffEntries.COMPRESSION, TiffLayout.DEFLATE)
                .with(TiffEntries.ROWS_PER_STRIP, 1)
                .parts(20_000, CostlyPngs.deflated(new byte[2], 1))
                .toByteArray();
    }

    /** Tiles of which the image has only the first column. */
    private static byte[] beyondEdge(int bits, int compression, int tiles) {
        return beyondEdge(bits, compression, tiles, compressed(compression, TILE_WIDTH, TILE_HEIGHT));
    }

    private static byte[] beyondEdge(int bits, int compression, int tiles, byte[] tile) {
        return new TiffBuilder(LITTLE_ENDIAN, 1, tiles * TILE_HEIGHT)
                .with(TiffEntries.BITS_PER_SAMPLE, bits)
                .with(TiffEntries.COMPRESSION, compression)
                .with(TiffEntries.PHOTOMETRIC, GREY)
                .with(TiffEntries.TILE_WIDTH, TILE_WIDTH)
                .with(TiffEntries.TILE_HEIGHT, TILE_HEIGHT)
                .parts(tiles, tile)
                .toByteArray();
    }

    private static byte[] compressed(int compression, int rowBytes, int rows) {
        return switch (compression) {
            case TiffLayout.LZW -> lzw((long) rowBytes * rows);
            case TiffLayout.DEFLATE -> CostlyPngs.deflated(new byte[rowBytes], rows);
            default -> packBits((long) rowBytes * rows);
        };
    }

    private static byte[] packBits(long bytes) {
        byte[] runs = new byte[(int) (bytes / 128 + 1) * 2];
        for (int i = 0; i < runs.length; i += 2) {
            runs[i] = -127;
        }
        return runs;
    }

    /** Codes whose strings are each one byte longer than the one before, until the table is nearly full. */
    private static byte[] lzw(long bytes) {
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        long held = 256;
        int heldBits = 9;
        int free = 257;
        for (long written = 0; written < bytes + 8_192; written += free - 257) {
            int bits = 32 - Integer.numberOfLeadingZeros(free + 1);
            held = held << bits | (free == 257 ? 0 : free);
            for (heldBits += bits; heldBits >= Byte.SIZE; heldBits -= Byte.SIZE) {
                codes.write((int) (held >> (heldBits - Byte.SIZE)));
            }
            free = Math.min(LAST_LZW_CODE, free + 1);
        }
        codes.write((int) (held << (Byte.SIZE - heldBits)));
        return codes.toByteArray();
    }

    /** Rows in which each pixel has the other colour than its neighbours. */
    private static byte[] fax(int method, int side) {
        byte[] rows = method == TiffLayout.FAX_GROUP_4 ? alternating(side, side) : inRows(method, side);
        return grey(side, 1, method).part(rows).toByteArray();
    }

    /** Eight pixels take 36 bits. */
    private static byte[] inRows(int method, int side) {
        String row = "000111010".repeat(side / 2) + "0".repeat((8 - side / 2 * 9 % 8) % 8);
        String start = method == TiffLayout.FAX_GROUP_3 ? "0000000000000001" : "";
        byte[] bytes = new byte[(start.length() + row.length()) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt((start + row).substring(8 * i, 8 * i + 8), 2);
        }
        byte[] rows = new byte[bytes.length * side];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = bytes[i % bytes.length];
        }
        return rows;
    }

    private static byte[] faxTiles() {
        byte[] tile = alternating(TILE_WIDTH, TILE_HEIGHT);
        return beyondEdge(1, TiffLayout.FAX_GROUP_4, 4, tile);
    }

    private static byte[] alternating(int width, int height) {
        byte[] rows = new byte[width / 4 * FOUR_PIXELS.length + width / 8 * (height - 1) + 10];
        Arrays.fill(rows, (byte) 0xFF);
        for (int i = 0; i < width / 4 * FOUR_PIXELS.length; i++) {
            rows[i] = FOUR_PIXELS[i % FOUR_PIXELS.length];
        }
        return rows;
    }

    private static byte[] jpegPlanes() {
        int side = 6_900;
        return new TiffBuilder(LITTLE_ENDIAN, side, side)
                .with(TiffEntries.COMPRESSION, TiffLayout.JPEG)
                .with(TiffEntries.SAMPLES_PER_PIXEL, MAX_SAMPLES)
                .with(TiffEntries.PHOTOMETRIC, RGB)
                .with(TiffEntries.PLANAR_CONFIGURATION, PLANES)
                .parts(MAX_SAMPLES, jpeg(side, side, 800_000))
                .toByteArray();
    }

    private static byte[] jpeg(int width, int height, int dataBytes, int... sampling) {
        return new JpegWriter(JpegWriter.BASELINE, width, height, sampling.length == 0 ? new int[] {0x11} : sampling)
                .scan(WHOLE_BLOCK, dataBytes)
                .build();
    }

    private static byte[] progressive() {
        int side = 6_900;
        JpegWriter jpeg = new JpegWriter(JpegWriter.PROGRESSIVE, side, side, 0x11)
                .scan("00000d", 200_000)
                .table(0x10, "71".repeat(16))
                .scanOf(1, "013f0c", 4_000_000)
                .table(0x10, "f0".repeat(16));
        for (int i = 0; i < 10; i++) {
            jpeg.scanOf(1, "013f%x%x".formatted(12 - i, 11 - i), 450_000);
        }
        return grey(side, 8, TiffLayout.JPEG).part(jpeg.build()).toByteArray();
    }

    private static byte[] entries() {
        TiffBuilder tiff = new TiffBuilder(LITTLE_ENDIAN, 100, 100).part(new byte[10_000]);
        for (int tag = 1_000; tag < 6_000; tag++) {
            tiff.with(tag, 1);
        }
        return tiff.toByteArray();
    }
}
