/**
 * The classifier with ONNX Runtime: {@link dev.spotter.onnxruntime.OnnxClassifier}. {@code OnnxNetwork} runs the
 * network; {@code NativeFiles} unpacks the engine.
 */
@NullMarked
package dev.spotter.onnxruntime;

import org.jspecify.annotations.NullMarked;
