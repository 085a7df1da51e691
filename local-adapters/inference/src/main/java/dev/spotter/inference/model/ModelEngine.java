package dev.spotter.inference.model;

import java.util.Arrays;
import java.util.Optional;

/** What runs the network of a {@linkplain ModelDirectory model directory}. */
public enum ModelEngine {
    /** libtorch; the network is TorchScript. */
    PYTORCH("PyTorch", ".pt"),
    /** ONNX Runtime; the network is ONNX. */
    ONNX_RUNTIME("OnnxRuntime", ".onnx");

    private final String djlName;
    private final String ending;

    ModelEngine(String djlName, String ending) {
        this.djlName = djlName;
        this.ending = ending;
    }

    /** The engine's name in {@code serving.properties}, which is DJL's. */
    public String djlName() {
        return djlName;
    }

    /** How the name of the network's file ends, with the dot. */
    public String ending() {
        return ending;
    }

    static Optional<ModelEngine> of(String djlName) {
        return Arrays.stream(values())
                .filter(engine -> engine.djlName.equals(djlName))
                .findFirst();
    }
}
