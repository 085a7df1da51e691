package dev.spotter.local.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.spotter.core.error.ModelException;
import dev.spotter.local.model.ModelDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A network in libtorch. Thread-safe; its predictors are not. */
final class Network implements AutoCloseable {
    private final Model model;
    private final Shape inputShape;

    private Network(Model model, Shape inputShape) {
        this.model = model;
        this.inputShape = inputShape;
    }

    /** @throws ModelException if libtorch does not load it */
    static Network load(ModelDirectory directory) {
        Model model = Model.newInstance(directory.identity().name(), PyTorchEngine.NAME);
        try {
            model.load(directory.path(), fileName(directory));
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new ModelException("%s cannot be loaded: %s".formatted(fileName(directory), e.getMessage()), e);
        }
        int side = directory.input().cropPixels();
        return new Network(model, new Shape(1, 3, side, side));
    }

    /** From a direct buffer of native-order float32 [3,crop,crop] to what the network answers. */
    Predictor<ByteBuffer, float[]> newPredictor() {
        return model.newPredictor(new RawTranslator(inputShape));
    }

    int inputBytes() {
        return Math.toIntExact(inputShape.size() * Float.BYTES);
    }

    @Override
    public void close() {
        model.close();
    }

    private static String fileName(ModelDirectory directory) {
        return directory.path().relativize(directory.torchScript()).toString();
    }

    private record RawTranslator(Shape inputShape) implements NoBatchifyTranslator<ByteBuffer, float[]> {
        @Override
        public NDList processInput(TranslatorContext context, ByteBuffer input) {
            return new NDList(context.getNDManager().create(input, inputShape, DataType.FLOAT32));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList output) {
            return output.singletonOrThrow().toFloatArray();
        }
    }
}
