package dev.spotter.cli;

import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.emulator.lambda.ProcessRuntime;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.LambdaModel;
import dev.spotter.inference.model.ModelCatalog;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The zip of the Lambda functions, which is built beside the program. */
final class LambdaZip {
    private LambdaZip() {}

    /**
     * The zip, to be unpacked in the settings' home.
     *
     * @param isClassifying whether the functions classify by themselves: then the settings' model is written for them
     *
     * @throws IllegalArgumentException if it is not there, or cannot be run here
     */
    static AwsServerSettings.Zip find(ClassifierSettings settings, boolean isClassifying) {
        if (!ProcessRuntime.isSupported()) {
            throw new IllegalArgumentException(
                    "--lambda-runtime needs Linux on x86-64 or ARM, for which AWS's runtime client is made; --aws "
                            + "alone runs everywhere");
        }
        Path zip = programDirectory().resolve("lambda").resolve("spotter-lambda.zip");
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException(
                    "--lambda-runtime needs " + zip + ", which \"mvn -DskipTests package\" builds");
        }
        Path directory = settings.home().cache().resolve("lambda");
        return new AwsServerSettings.Zip(zip, directory, isClassifying ? model(settings, directory) : Optional.empty());
    }

    /** The default model is in the zip. */
    private static Optional<Path> model(ClassifierSettings settings, Path directory) {
        return settings.model().equals(ClassifierSettings.DEFAULT_MODEL)
                ? Optional.empty()
                : Optional.of(new LambdaModel(ModelCatalog.bundled(), settings.home())
                        .directory(settings.model(), directory));
    }

    private static Path programDirectory() {
        try {
            Path program = Path.of(LambdaZip.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(program.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry has a URI", e);
        }
    }
}
