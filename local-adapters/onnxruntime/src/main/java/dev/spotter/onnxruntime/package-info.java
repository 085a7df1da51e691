/** The classifier port by ONNX Runtime. */
@NullMarked
package dev.spotter.onnxruntime;

import org.jspecify.annotations.NullMarked;
