package dev.spotter.local.onnx;

import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.SpotterHome;
import dev.spotter.local.network.Network;
import java.nio.file.Path;

/** The product's network in ONNX Runtime, which is not public, to be measured alone. */
public final class MeasuredOnnx {
    private MeasuredOnnx() {}

    public static Network load(SpotterHome home, Path directory) {
        return OnnxNetwork.load(OnnxRuntimeEngine.start(home), ModelDirectory.read(directory));
    }
}
