package dev.spotter.cli;

import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.emulator.lambda.ProcessRuntime;
import dev.spotter.inference.model.SpotterHome;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The zip of the Lambda functions, which is built beside the program. */
final class LambdaZip {
    private LambdaZip() {}

    /**
     * The zip, to be unpacked in this home.
     *
     * @throws IllegalArgumentException if it is not there, or cannot be run here
     */
    static AwsServerSettings.Zip find(SpotterHome home) {
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
        return new AwsServerSettings.Zip(zip, home.cache().resolve("lambda"));
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
