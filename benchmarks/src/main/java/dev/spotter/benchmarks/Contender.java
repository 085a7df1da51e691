package dev.spotter.benchmarks;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.MeasuredDecoding;
import dev.spotter.imaging.TurboJpegLookup;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.onnxruntime.OnnxClassifier;
import dev.spotter.pytorch.DjlClassifier;
import java.util.List;
import java.util.Optional;

/** A way from a JPEG file's bytes to labels, or a part of it that bounds all ways. */
interface Contender extends AutoCloseable {
    String STOCK = "stock";
    String TURBO = "-turbojpeg";
    /** Decoding alone, of what the network sees. */
    String DECODE = "decode";
    /** ONNX Runtime's forward alone. */
    String FORWARD = "forward";

    Contender NONE = jpeg -> jpeg;

    /** How many labels are asked for: some only make those that are. */
    int TOP = 5;

    Object classify(byte[] jpeg) throws Exception;

    @Override
    default void close() {}

    /**
     * Opens one, with a model of its own.
     *
     * @param name {@code stock}, or a form of the network, {@code portable}, {@code fused} or {@code onnx}, with
     *     {@code -turbojpeg} where that is to decode; or a part, {@code decode}, with {@code -turbojpeg} or without, or
     *     {@code forward}
     */
    static Contender open(String name, String network, int predictors) throws Exception {
        if (name.equals(STOCK)) {
            return stock(StockDjl.classifier(BenchmarkModels.directory(network, BenchmarkModels.PLAIN)));
        }
        if (name.equals(FORWARD)) {
            return forward(Forward.open(network, "onnx"));
        }
        boolean turboJpeg = name.endsWith(TURBO);
        String form = turboJpeg ? name.substring(0, name.length() - TURBO.length()) : name;
        ClassifierSettings settings = ClassifierSettings.from(System.getenv())
                .withPredictors(predictors)
                .withTurboJpeg(turboJpeg);
        if (form.equals(DECODE)) {
            InputSpec spec = ModelDirectory.read(BenchmarkModels.directory(network, "onnx"))
                    .input();
            return decode(new MeasuredDecoding(settings.newDecoder(), spec));
        }
        settings = settings.withModel(BenchmarkModels.directory(network, form).toString());
        return spotter(form.equals("onnx") ? OnnxClassifier.open(settings) : DjlClassifier.open(settings));
    }

    /** Those that this machine can run: with TurboJPEG only where it is installed. */
    static String[] runnable(String... names) {
        boolean turboJpeg = turboJpeg().isPresent();
        return List.of(names).stream()
                .filter(name -> turboJpeg || !name.endsWith("turbojpeg"))
                .toArray(String[]::new);
    }

    /** Where TurboJPEG lies on this machine. */
    static Optional<String> turboJpeg() {
        return new ImageDecoder(ImageLimits.DEFAULT, new TurboJpegLookup()).turboJpeg();
    }

    private static Contender stock(StockDjl<Image, Classifications> djl) {
        return new Contender() {
            @Override
            public Object classify(byte[] jpeg) throws Exception {
                return djl.predict(StockDjl.decode(jpeg)).topK(TOP);
            }

            @Override
            public void close() {
                djl.close();
            }
        };
    }

    private static Contender forward(Forward forward) {
        return new Contender() {
            @Override
            public Object classify(byte[] jpeg) throws Exception {
                return forward.run();
            }

            @Override
            public void close() {
                forward.close();
            }
        };
    }

    private static Contender decode(MeasuredDecoding decoding) {
        return new Contender() {
            @Override
            public Object classify(byte[] jpeg) {
                return decoding.decode(ImageBytes.wrap(jpeg));
            }

            @Override
            public void close() {
                decoding.close();
            }
        };
    }

    private static Contender spotter(Classifier classifier) {
        return new Contender() {
            @Override
            public Object classify(byte[] jpeg) {
                return List.copyOf(classifier.classify(ImageBytes.wrap(jpeg)).top(TOP));
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }
}
