package dev.spotter.pytorch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.ModelEngine;
import dev.spotter.inference.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A network in libtorch. Thread-safe; its predictors are not. */
final class TorchNetwork implements Network {
    private final Model model;
    private final Shape inputShape;

    private TorchNetwork(Model model, Shape inputShape) {
        this.model = model;
        this.inputShape = inputShape;
    }

    /** @throws ModelException if libtorch does not load it */
    static TorchNetwork load(ModelDirectory directory) {
        directory.requireEngine(ModelEngine.PYTORCH);
        Model model = Model.newInstance(directory.identity().name(), PyTorchEngine.NAME);
        try {
            model.load(directory.path(), fileName(directory));
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new ModelException(
                    "%s cannot be loaded: it is damaged, or it is no TorchScript file that this PyTorch reads"
                            .formatted(fileName(directory)),
                    e);
        }
        int side = directory.input().cropPixels();
        return new TorchNetwork(model, new Shape(1, 3, side, side));
    }

    @Override
    public Predictor newPredictor() {
        return new TorchPredictor(model, inputShape);
    }

    @Override
    public void close() {
        model.close();
    }

    private static String fileName(ModelDirectory directory) {
        return directory.path().relativize(directory.network()).toString();
    }

    /** Without DJL's own predictor, which makes managers, arrays and statistics for every call. */
    private static final class TorchPredictor implements Predictor {
        private final Model model;
        private final NDManager manager;
        private final ParameterStore parameters;
        private final FloatBuffer input;
        /** The input's memory as libtorch sees it: what is written there needs no copying. */
        private final NDArray array;

        private TorchPredictor(Model model, Shape shape) {
            this.model = model;
            manager = model.getNDManager().newSubManager();
            parameters = new ParameterStore(manager, false);
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(shape.size() * Float.BYTES))
                    .order(ByteOrder.nativeOrder());
            input = bytes.asFloatBuffer();
            array = manager.create(bytes, shape, DataType.FLOAT32);
        }

        @Override
        public FloatBuffer input() {
            return input;
        }

        @Override
        public float[] predict() {
            try (NDList outputs = model.getBlock().forward(parameters, new NDList(array), false)) {
                return outputs.singletonOrThrow().toFloatArray();
            } catch (RuntimeException e) {
                // DJL reports libtorch's failures, and results of another shape, by several kinds.
                throw ClassificationException.permanentFailure("the model failed on this image", e);
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
