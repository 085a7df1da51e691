package dev.spotter.inference;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Opens a classifier with the engine on the class path, for code that does not choose an engine itself. Thread-safe.
 */
public final class Classifiers {
    private Classifiers() {}

    /**
     * Opens the model that comes with Spotter, with the settings of the environment.
     *
     * @throws ModelException if there is not exactly one engine on the class path, or the model cannot be loaded
     */
    public static NetworkClassifier open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if there is not exactly one engine on the class path, there is no such model, or it cannot
     *     be loaded
     */
    public static NetworkClassifier open(ClassifierSettings settings) {
        return engine().open(settings);
    }

    /**
     * Checks that {@link #open()} finds an engine, without loading it.
     *
     * @throws ModelException if there is not exactly one engine on the class path
     */
    public static void requireEngine() {
        ClassifierProvider unused = engine();
    }

    static ClassifierProvider engine() {
        List<ClassifierProvider> providers =
                ServiceLoader.load(ClassifierProvider.class, Classifiers.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        if (providers.isEmpty()) {
            throw new ModelException("there is no engine on the class path to run a network:"
                    + " add dev.spotter:spotter-pytorch or dev.spotter:spotter-onnxruntime");
        }
        if (providers.size() > 1) {
            throw new ModelException(
                    ("there are several engines on the class path: leave out all but one of %s, or call open() of the"
                                    + " classifier class of the engine that you want")
                            .formatted(providers.stream()
                                    .map(ClassifierProvider::artifact)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        }
        return providers.get(0);
    }
}
