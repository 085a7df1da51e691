package dev.spotter.lambda;

import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.LambdaModel;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.SpotterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that the build runs: writes the model of the zip into the directory that is its argument. */
final class WriteModel {
    private WriteModel() {}

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]).resolve(LambdaModel.DIRECTORY);
        DraftDirectory.delete(target);
        Path home = Path.of(arguments[0]).resolveSibling("home");
        Path written = new LambdaModel(ModelCatalog.bundled(), new SpotterHome(home))
                .directory(ClassifierSettings.DEFAULT_MODEL, home);
        Files.createDirectories(target.getParent());
        Files.move(written, target);
    }
}
