package dev.spotter.inference.network;

/** How scores are made of a network's outputs. */
public enum Activation {
    /** The outputs are logits of classes that exclude each other; the scores sum to 1. */
    SOFTMAX,
    /** The outputs are logits of independent labels; each score is 1 / (1 + exp(-logit)). */
    SIGMOID,
    /** The outputs are scores already. */
    NONE
}
