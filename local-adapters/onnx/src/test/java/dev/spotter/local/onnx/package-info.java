@NullMarked
package dev.spotter.local.onnx;

import org.jspecify.annotations.NullMarked;
