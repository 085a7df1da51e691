package dev.spotter.cli;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkClassifier;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spotter doctor}: says what was found on this machine, and what to do about what is missing. */
@Command(
        name = "doctor",
        description = "Prints the Java version, platform, native libraries, model and cache in use, and what to "
                + "do if something is missing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:nothing is missing", "1:something is missing; its line begins with !"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model = new ModelOption();

    private int exitStatus;

    DoctorCommand() {}

    @Override
    public Integer call() throws IOException {
        good("Spotter", Version.spotter());
        good(
                "Java",
                "%s, %s, at most %,d MiB of heap"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                Runtime.getRuntime().maxMemory() >> 20));
        good(
                "Platform",
                "%s, %d cores"
                        .formatted(Version.platform(), Runtime.getRuntime().availableProcessors()));
        checkCache(model.settings().home().cache());
        good("Data", model.settings().home().data() + " (the models that you install)");
        good("Models", models(model.settings().home()));
        checkModel(model.settings());
        return exitStatus;
    }

    private void checkCache(Path home) {
        Path existing = home;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (Files.isDirectory(home) && !Files.isWritable(home)) {
            // Whether all is in it that is needed, the model will tell.
            good("Cache", home + " (cannot be written; what is in it is used)");
        } else if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            bad("Cache", "%s cannot be written; set SPOTTER_HOME to a directory that can be written".formatted(home));
        } else {
            good("Cache", home + (Files.exists(home) ? "" : " (made at the first start)"));
        }
    }

    private static String models(SpotterHome home) {
        return new Models(ModelCatalog.bundled(), home)
                .list().stream()
                        .map(model ->
                                "%s (%s)".formatted(model.name(), model.state().text()))
                        .collect(Collectors.joining(", "));
    }

    private void checkModel(ClassifierSettings settings) throws IOException {
        long start = System.nanoTime();
        try (NetworkClassifier classifier = model.open(settings)) {
            Classification answer = classifier.classify(smallPicture());
            good(
                    "Engine",
                    "%s, loaded from %s"
                            .formatted(model.engine().text(), settings.home().engine()));
            good(
                    "JPEG",
                    classifier.turboJpeg().map(path -> "TurboJPEG, " + path).orElse("Java's decoder"));
            good(
                    "Model",
                    "%s %s from %s, answers in %d ms, %d ms after it was opened"
                            .formatted(
                                    answer.model().name(),
                                    answer.model().version(),
                                    classifier.modelDirectory(),
                                    answer.elapsed().toMillis(),
                                    (System.nanoTime() - start) / 1_000_000));
        } catch (SpotterException e) {
            bad("Model", ErrorHints.describe(e));
        }
    }

    private static ImageBytes smallPicture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", png);
        return ImageBytes.wrap(png.toByteArray());
    }

    private static void good(String what, String found) {
        Console.out("  %-9s %s", what, found);
    }

    private void bad(String what, String found) {
        Console.out("! %-9s %s", what, found);
        exitStatus = SpotterCommand.FAILED;
    }
}
