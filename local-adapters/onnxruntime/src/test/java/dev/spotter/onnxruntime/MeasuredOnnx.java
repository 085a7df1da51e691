package dev.spotter.onnxruntime;

import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.Network;
import java.nio.file.Path;

/** A network in ONNX Runtime. The benchmarks measure it alone, and it is not public. */
public final class MeasuredOnnx {
    private MeasuredOnnx() {}

    public static Network load(SpotterHome home, Path directory) {
        return OnnxNetwork.load(OnnxRuntimeEngine.start(home), ModelDirectory.read(directory));
    }
}
