package dev.spotter.inference.model;

import dev.spotter.core.internal.Platform;
import java.util.Locale;

/** The forms that every network archive comes in. */
public enum Variant {
    /** TorchScript of ordinary operators; runs on every platform. */
    PORTABLE(ModelEngine.PYTORCH),
    /**
     * TorchScript of libtorch's private oneDNN operators: faster, on x86-64, with the libtorch that it was made for.
     */
    FUSED(ModelEngine.PYTORCH),
    /** ONNX, for ONNX Runtime; runs on every platform. */
    ONNX(ModelEngine.ONNX_RUNTIME);

    private final ModelEngine engine;

    Variant(ModelEngine engine) {
        this.engine = engine;
    }

    /** The fastest form for PyTorch that may run on this machine. */
    public static Variant fastest() {
        return Platform.current().isX86() ? FUSED : PORTABLE;
    }

    /** What runs it. */
    ModelEngine engine() {
        return engine;
    }

    /** The form's name in files: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
