/**
 * The classifier and the image embedder with ONNX Runtime: {@link dev.spotter.onnxruntime.OnnxClassifier}, {@link
 * dev.spotter.onnxruntime.OnnxEmbedder}. {@code OnnxNetwork} runs the network; {@code NativeFiles} unpacks the engine.
 */
@NullMarked
package dev.spotter.onnxruntime;

import org.jspecify.annotations.NullMarked;
