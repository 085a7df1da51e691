@NullMarked
package dev.spotter.onnxruntime;

import org.jspecify.annotations.NullMarked;
