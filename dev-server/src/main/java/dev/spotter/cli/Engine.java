package dev.spotter.cli;

import dev.spotter.core.classification.Classifier;
import dev.spotter.local.djl.DjlClassifier;
import dev.spotter.local.model.ClassifierSettings;
import dev.spotter.local.onnx.OnnxClassifier;
import java.nio.file.Path;
import java.util.Optional;

/** What runs the network. Only the one that is opened is loaded into the process. */
enum Engine {
    PYTORCH("libtorch by DJL"),
    ONNX("ONNX Runtime");

    private final String text;

    Engine(String text) {
        this.text = text;
    }

    /** The library, as people call it. */
    String text() {
        return text;
    }

    /**
     * A classifier.
     *
     * @param modelDirectory the directory that its model lies in
     * @param turboJpeg the library that decodes JPEG files, where it is not Java
     */
    record Opened(Classifier classifier, Path modelDirectory, Optional<String> turboJpeg) implements AutoCloseable {
        @Override
        public void close() {
            classifier.close();
        }
    }

    /** Opens a model as the settings say, which are the same for every engine. */
    Opened open(ClassifierSettings settings) {
        return switch (this) {
            case PYTORCH -> {
                DjlClassifier classifier = DjlClassifier.open(settings);
                yield new Opened(classifier, classifier.modelDirectory(), classifier.turboJpeg());
            }
            case ONNX -> {
                OnnxClassifier classifier = OnnxClassifier.open(settings);
                yield new Opened(classifier, classifier.modelDirectory(), classifier.turboJpeg());
            }
        };
    }
}
