package dev.spotter.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

/** Writes JPEG files by hand: scans of random bits, by tables of which nearly all codes are defined. */
final class JpegWriter {
    static final int BASELINE = 0xC0;
    static final int SEQUENTIAL = 0xC1;
    static final int PROGRESSIVE = 0xC2;

    /** One code of each length from 1 to 16 bits. */
    private static final String ONE_OF_EACH_LENGTH = "01".repeat(16);

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final Random random = new Random(20_261_127);
    private int components;

    /** A file that has no frame yet. */
    JpegWriter() {
        hex("ffd8");
    }

    /** @param sampling of each component: its factors across and down, in four bits each */
    JpegWriter(int marker, int width, int height, int... sampling) {
        this();
        begin(marker, width, height, sampling);
    }

    JpegWriter begin(int marker, int width, int height, int... sampling) {
        components = sampling.length;
        ByteBuffer frame = ByteBuffer.allocate(10 + 3 * components);
        frame.putShort((short) (0xFF00 | marker)).putShort((short) (8 + 3 * components));
        frame.put((byte) 8).putShort((short) height).putShort((short) width).put((byte) components);
        for (int i = 0; i < components; i++) {
            frame.put((byte) (i + 1)).put((byte) sampling[i]).put((byte) 0);
        }
        return hex("ffdb004300" + "02".repeat(64))
                .bytes(frame.array())
                .table(0, "000102030405060708090a0b00000000")
                // A coefficient in each column of a block, so that no column is passed over.
                .table(0x10, "71".repeat(15) + "00");
    }

    JpegWriter hex(String bytes) {
        return bytes(HexFormat.of().parseHex(bytes));
    }

    JpegWriter bytes(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    /** @param symbols of the 16 codes */
    JpegWriter table(int slot, String symbols) {
        return hex("ffc40023%02x".formatted(slot) + ONE_OF_EACH_LENGTH + symbols);
    }

    JpegWriter segments(int marker, int count, byte[] content) {
        byte[] header = HexFormat.of().parseHex("ff%02x%04x".formatted(marker, content.length + 2));
        for (int i = 0; i < count; i++) {
            bytes(header).bytes(content);
        }
        return this;
    }

    /** A scan of all components. */
    JpegWriter scan(String selection, int dataBytes) {
        StringBuilder header = new StringBuilder("ffda%04x%02x".formatted(6 + 2 * components, components));
        for (int i = 1; i <= components; i++) {
            header.append("%02x00".formatted(i));
        }
        return hex(header + selection).data(dataBytes);
    }

    JpegWriter scanOf(int component, String selection, int dataBytes) {
        return hex("ffda000801%02x00".formatted(component) + selection).data(dataBytes);
    }

    /** Random bytes, none of which begins a marker. */
    private JpegWriter data(int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        for (int i = 0; i < data.length; i++) {
            data[i] = data[i] == -1 ? 0 : data[i];
        }
        return bytes(data);
    }

    byte[] build() {
        return hex("ffd9").file.toByteArray();
    }
}
