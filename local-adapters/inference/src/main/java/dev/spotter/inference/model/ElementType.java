package dev.spotter.inference.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tensor's bytes are. */
enum ElementType {
    FLOAT("F32", 4),
    DOUBLE("F64", 8),
    HALF("F16", 2),
    BFLOAT16("BF16", 2),
    LONG("I64", 8),
    INT("I32", 4),
    SHORT("I16", 2),
    CHAR("I8", 1),
    BYTE("U8", 1),
    BOOL("BOOL", 1);

    private final String text;
    private final int bytes;

    ElementType(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** The type of the class {@code torch.FloatStorage} and its like. */
    static Optional<ElementType> ofStorage(String className) {
        return Arrays.stream(values())
                .filter(type -> className.toUpperCase(Locale.ROOT).equals("TORCH." + type.name() + "STORAGE"))
                .findFirst();
    }

    /** The type that safetensors calls so. */
    static Optional<ElementType> ofText(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** Whether float32 has each of its values exactly. */
    boolean widens() {
        return this == FLOAT || this == HALF || this == BFLOAT16;
    }

    /**
     * Values of a type that {@linkplain #widens widens}, as float32; float32 itself is not copied.
     *
     * @param values little-endian
     * @return little-endian
     */
    ByteBuffer float32(ByteBuffer values) {
        if (this == FLOAT) {
            return values;
        }
        ByteBuffer in = values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(in.remaining() * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            out.putInt(this == HALF ? floatBits(in.getShort()) : in.getShort() << Short.SIZE);
        }
        return out.flip();
    }

    /** IEEE 754's binary16 as binary32: five bits of exponent become eight, ten of fraction become 23. */
    private static int floatBits(short half) {
        int sign = (half & 0x8000) << 16;
        int magnitude = half & 0x7FFF;
        if (magnitude < 0x0400) {
            return sign | Float.floatToIntBits(magnitude * 0x1p-24f);
        }
        int exponentShift = magnitude < 0x7C00 ? 127 - 15 : 255 - 31;
        return sign | (magnitude << 13) + (exponentShift << 23);
    }

    int bytes() {
        return bytes;
    }

    /** As safetensors calls it. */
    String text() {
        return text;
    }
}
