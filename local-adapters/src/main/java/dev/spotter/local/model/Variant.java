package dev.spotter.local.model;

import java.util.Locale;

/** The two forms that every network archive comes in. */
public enum Variant {
    /** Ordinary operators; runs on every platform. */
    PORTABLE,
    /** libtorch's private oneDNN operators: faster, on x86-64, with the libtorch that it was made for. */
    FUSED;

    /** The form's name in files: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
