package dev.spotter.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.ModelEngine;
import dev.spotter.inference.network.Network;
import java.nio.FloatBuffer;

/**
 * A network in ONNX Runtime: one session for all predictors, each of which runs it in its caller's thread. Thread-safe.
 */
final class OnnxNetwork implements Network {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Form form;

    /** The names of what goes in and comes out, and how large they are: float32 [1,3,crop,crop] and [1,classes]. */
    private record Form(String input, int cropPixels, String output, int classes) {}

    private OnnxNetwork(OrtEnvironment environment, OrtSession session, Form form) {
        this.environment = environment;
        this.session = session;
        this.form = form;
    }

    /**
     * @throws ModelException if ONNX Runtime does not load it, or it does not go from an image to one value for each
     *     class
     */
    static OnnxNetwork load(OrtEnvironment environment, ModelDirectory directory) {
        String file =
                directory.requireEngine(ModelEngine.ONNX_RUNTIME).network().toString();
        try (OrtSession.SessionOptions options = options()) {
            OrtSession session = environment.createSession(file, options);
            try {
                return new OnnxNetwork(environment, session, form(session, directory));
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelException(
                    "%s cannot be loaded: %s".formatted(directory.network().getFileName(), reason(e)), e);
        }
    }

    /** ONNX Runtime's own messages are for those who develop it; they stay in the cause. */
    private static String reason(OrtException error) {
        if (String.valueOf(error.getMessage()).contains("External data path")) {
            return "it names a file outside its directory";
        }
        return switch (error.getCode()) {
            case ORT_INVALID_PROTOBUF -> "it is damaged, or it is no ONNX file";
            case ORT_NO_SUCHFILE -> "a file that it names is missing";
            case ORT_NOT_IMPLEMENTED -> "it has an operator that ONNX Runtime does not have on this machine";
            case ORT_INVALID_GRAPH -> "its graph is not valid, or has an operator that ONNX Runtime does not have";
            default -> "it is damaged, or too new for this ONNX Runtime";
        };
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        // What is wrong comes as an exception; ONNX Runtime would log it besides, in colours.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static Form form(OrtSession session, ModelDirectory directory) throws OrtException {
        NodeInfo output = session.getOutputInfo().values().iterator().next();
        long[] shape = output.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
        if (session.getNumInputs() != 1 || shape.length != 2 || shape[1] < 1) {
            throw new ModelException("%s does not go from one tensor to [n,classes] with so many classes as it says"
                    .formatted(directory.network().getFileName()));
        }
        String input = session.getInputNames().iterator().next();
        return new Form(input, directory.input().cropPixels(), output.getName(), Math.toIntExact(shape[1]));
    }

    @Override
    public Predictor newPredictor() {
        try {
            return new OnnxPredictor();
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime has no memory for an image", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free the network", e);
        }
    }

    private final class OnnxPredictor implements Predictor {
        private final BoundTensor in = new BoundTensor(environment, form.input, 1, 3, form.cropPixels, form.cropPixels);
        private final BoundTensor out = new BoundTensor(environment, form.output, 1, form.classes);
        private final float[] scores = new float[form.classes];

        OnnxPredictor() throws OrtException {}

        @Override
        public FloatBuffer input() {
            return in.values();
        }

        @Override
        public float[] predict() {
            try {
                session.run(in.named(), out.named()).close();
            } catch (OrtException e) {
                throw ClassificationException.permanentFailure("the model failed on this image", e);
            }
            out.values().get(0, scores);
            return scores;
        }

        @Override
        public void close() {
            in.close();
            out.close();
        }
    }
}
