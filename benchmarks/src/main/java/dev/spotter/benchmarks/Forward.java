package dev.spotter.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.spotter.inference.model.PatternWeights;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.Network;
import dev.spotter.onnxruntime.MeasuredOnnx;
import dev.spotter.pytorch.MeasuredTorch;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** A network and its input; gives its logits. */
interface Forward extends AutoCloseable {
    Forward NONE = () -> new float[0];

    float[] run() throws Exception;

    @Override
    default void close() {}

    static Forward open(String network, String form) throws Exception {
        Path directory = BenchmarkModels.directory(network, form);
        SpotterHome home = SpotterHome.from(System.getenv());
        return switch (form) {
            case BenchmarkModels.PLAIN -> plain(StockDjl.network(directory));
            case "onnx" -> product(MeasuredOnnx.load(home, directory));
            default -> product(MeasuredTorch.load(home, directory));
        };
    }

    private static Forward plain(StockDjl<NDList, NDList> djl) {
        Shape shape = new Shape(1, 3, 224, 224);
        NDArray input = djl.model()
                .getNDManager()
                .create(PatternWeights.pattern("input", Math.toIntExact(shape.size())), shape);
        return new Forward() {
            @Override
            public float[] run() throws Exception {
                try (NDList logits = djl.predict(new NDList(input))) {
                    return logits.singletonOrThrow().toFloatArray();
                }
            }

            @Override
            public void close() {
                djl.close();
            }
        };
    }

    private static Forward product(Network network) {
        Network.Predictor predictor = network.newPredictor();
        FloatBuffer input = predictor.input();
        input.put(0, PatternWeights.pattern("input", input.limit()));
        return new Forward() {
            @Override
            public float[] run() {
                return predictor.predict();
            }

            @Override
            public void close() {
                predictor.close();
                network.close();
            }
        };
    }
}
