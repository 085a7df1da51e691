/** The classifier port by ONNX Runtime. */
@NullMarked
package dev.spotter.local.onnx;

import org.jspecify.annotations.NullMarked;
