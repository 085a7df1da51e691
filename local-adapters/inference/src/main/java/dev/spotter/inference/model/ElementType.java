package dev.spotter.inference.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a PyTorch storage holds. */
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

    int bytes() {
        return bytes;
    }

    /** As safetensors calls it. */
    String text() {
        return text;
    }
}
