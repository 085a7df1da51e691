package dev.spotter.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A float32 tensor whose values lie in a direct buffer, where both sides read and write them: nothing is made or copied
 * for a call.
 */
final class BoundTensor implements AutoCloseable {
    private final FloatBuffer values;
    private final OnnxTensor tensor;
    private final Map<String, OnnxTensor> named;

    BoundTensor(OrtEnvironment environment, String name, long... shape) throws OrtException {
        long bytes = Float.BYTES;
        for (long side : shape) {
            bytes = Math.multiplyExact(bytes, side);
        }
        values = ByteBuffer.allocateDirect(Math.toIntExact(bytes))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        tensor = OnnxTensor.createTensor(environment, values, shape);
        named = Map.of(name, tensor);
    }

    FloatBuffer values() {
        return values;
    }

    /** As a session takes it. */
    Map<String, OnnxTensor> named() {
        return named;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
