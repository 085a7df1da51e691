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
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spotter doctor}: says what was found on this machine, and what to do about what is missing. */
@Command(
        name = "doctor",
        description = "Prints the Java version, platform, native libraries, model and cache in use, and what to "
                + "do if something is missing. Checks also who can reach a server with the same options.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:everything that Spotter needs works", "1:something does not work; its line begins with !"})
final class DoctorCommand implements Callable<Integer> {
    private static final String TURBOJPEG_PACKAGES = "libturbojpeg0 with apt, turbojpeg with dnf, jpeg-turbo with brew";

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Checks this data directory of the server. Default: spotter-data")
    private @Nullable Path data;

    @Mixin
    private HostOptions hosts = new HostOptions();

    @Option(names = "--json", description = "Prints one JSON object")
    private boolean json;

    DoctorCommand() {}

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis = new Diagnosis(json);
        diagnosis.ok("Spotter", Version.spotter());
        diagnosis.ok(
                "Java",
                "%s, %s, at most %,d MiB of heap"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                Runtime.getRuntime().maxMemory() >> 20));
        checkPlatform(diagnosis);
        checkCache(model.settings().home().cache(), diagnosis);
        checkData(diagnosis);
        HostCheck.check(hosts.on(0), hosts.noToken(), diagnosis);
        diagnosis.ok("Models", models(model.settings().home()));
        checkModel(model.settings(), diagnosis);
        return diagnosis.finish();
    }

    private static void checkPlatform(Diagnosis diagnosis) {
        String platform = "%s, %d cores"
                .formatted(Version.platform(), Runtime.getRuntime().availableProcessors());
        if (CLibrary.current().equals(Optional.of(CLibrary.MUSL))) {
            diagnosis.warning(
                    "Platform",
                    platform + ", with the C library musl, as Alpine has it: the engines need glibc; use a system such"
                            + " as Debian");
        } else {
            diagnosis.ok("Platform", platform);
        }
    }

    private static void checkCache(Path cache, Diagnosis diagnosis) {
        switch (DirectoryCheck.of(cache)) {
            case WRITABLE -> diagnosis.ok("Cache", cache.toString());
            case MISSING -> diagnosis.ok("Cache", cache + " (made at the first start)");
            // The check of the model finds out whether it contains all that is needed.
            case READ_ONLY -> diagnosis.ok("Cache", cache + " (cannot be written; what is in it is used)");
            case UNUSABLE ->
                diagnosis.problem(
                        "Cache", cache + " cannot be written; set SPOTTER_HOME to a directory that can be written");
        }
    }

    private void checkData(Diagnosis diagnosis) {
        Path checked = data == null ? ServeCommand.DEFAULT_DATA : data;
        switch (DirectoryCheck.of(checked)) {
            case WRITABLE -> diagnosis.ok("Data", checked + " (the server's images and predictions)");
            case MISSING -> diagnosis.ok("Data", checked + " (made at the first start of the server)");
            case READ_ONLY, UNUSABLE -> {
                String text = checked + " cannot be written; choose another directory with --data";
                // Only the server needs it: who asks for no directory may want to classify files and no more.
                if (data == null) {
                    diagnosis.warning("Data", text);
                } else {
                    diagnosis.problem("Data", text);
                }
            }
        }
    }

    private static String models(SpotterHome home) {
        return new Models(ModelCatalog.bundled(), home)
                .list().stream()
                        .map(model ->
                                "%s (%s)".formatted(model.name(), model.state().text()))
                        .collect(Collectors.joining(", ", "", "; installed ones are in " + home.data()));
    }

    private void checkModel(ClassifierSettings settings, Diagnosis diagnosis) throws IOException {
        long start = System.nanoTime();
        try (NetworkClassifier classifier = model.open(settings)) {
            Classification result = classifier.classify(smallImage());
            diagnosis.ok(
                    "Engine",
                    "%s, loaded from %s"
                            .formatted(model.engine().text(), settings.home().engine()));
            checkJpeg(classifier, diagnosis);
            diagnosis.ok(
                    "Model",
                    "%s %s from %s, classifies an image in %d ms; loading it and the first image took %d ms"
                            .formatted(
                                    result.model().name(),
                                    result.model().version(),
                                    classifier.modelDirectory(),
                                    result.elapsed().toMillis(),
                                    (System.nanoTime() - start) / 1_000_000));
        } catch (SpotterException e) {
            diagnosis.problem("Model", ErrorHints.describe(e));
        }
    }

    private void checkJpeg(NetworkClassifier classifier, Diagnosis diagnosis) {
        Optional<String> library = classifier.turboJpeg();
        if (library.isPresent()) {
            diagnosis.ok("JPEG", "TurboJPEG, " + library.get());
        } else if (!model.settings().turboJpeg()) {
            diagnosis.ok("JPEG", "Java's decoder (SPOTTER_TURBOJPEG=off)");
        } else {
            diagnosis.warning(
                    "JPEG", "Java's decoder, which is slower than TurboJPEG; to install that: " + TURBOJPEG_PACKAGES);
        }
    }

    private static ImageBytes smallImage() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", png);
        return ImageBytes.wrap(png.toByteArray());
    }
}
