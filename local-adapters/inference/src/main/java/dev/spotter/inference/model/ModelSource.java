package dev.spotter.inference.model;

import java.util.function.Supplier;

/**
 * A model's description, and its parts.
 *
 * @param labels reads the class names, one a line
 * @param weights reads the weights and checks them against their hash; throws
 *     {@link dev.spotter.core.error.ModelException} if they are damaged
 */
record ModelSource(ModelDescription description, Supplier<byte[]> labels, Supplier<Weights> weights) {}
