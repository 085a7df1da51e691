package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.inference.features.FeatureExtractor;
import dev.spotter.inference.features.NearestImages;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.model.ClassifierSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter similar}: lists the images that look most like one. */
@Command(
        name = "similar",
        description = "Lists the images that look most like one, with their similarity: 1 at most.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all were compared",
            "1:some were not, each named on standard error; or the output could not be written",
            "2:bad usage"
        })
final class SimilarCommand implements Callable<Integer> {
    private static final int MAX_TOP = 10_000;

    @Parameters(
            index = "0",
            paramLabel = "QUERY|-",
            description = "The image with which the others are compared; - is an image on standard input.")
    private String query = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "DIR|FILE|-",
            description =
                    "Directories, which are searched as by classify, and image files. QUERY itself is left out; links "
                            + "to it with another name are not. - is an image on standard input, unless QUERY is.")
    private List<String> inputs = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Number of images, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int top;

    @Mixin
    private FeatureOptions options = new FeatureOptions();

    @Spec
    private CommandSpec spec;

    SimilarCommand() {}

    @Override
    public Integer call() {
        if (top < 1 || top > MAX_TOP) {
            throw new ParameterException(
                    spec.commandLine(), "--top must be from 1 to %d but was %d".formatted(MAX_TOP, top));
        }
        ClassifierSettings settings = options.settings(spec);
        InputImage image = queryImage();
        Optional<Path> entry = image.entry();
        ImageSearch search = ImageSearch.of(spec, inputs);
        List<InputImage> others = search.images().stream()
                .filter(other -> entry.isEmpty() || !other.entry().equals(entry))
                .toList();
        return Math.max(search.exitStatus(), options.run(settings, others.size() + 1, (extractor, output) -> {
            List<NearestImages<String>> nearest = new ArrayList<>();
            int failed = FeatureOptions.extract(
                    spec,
                    List.of(image),
                    extractor,
                    output,
                    extracted -> nearest.add(new NearestImages<>(extracted.features(), top)));
            return nearest.isEmpty() ? failed : compare(nearest.get(0), others, extractor, output);
        }));
    }

    private InputImage queryImage() {
        ImageSearch.requireReadable(
                spec, Stream.concat(Stream.of(query), inputs.stream()).toList());
        InputImage image = InputImage.named(query);
        if (image.file().filter(Files::isDirectory).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "QUERY must be an image but is a directory: " + image.name());
        }
        return image;
    }

    private int compare(
            NearestImages<String> nearest, List<InputImage> others, FeatureExtractor extractor, Output output) {
        int exitStatus = FeatureOptions.extract(
                spec,
                others,
                extractor,
                output,
                image -> nearest.add(image.image().toString(), image.features()));
        nearest.best().forEach(match -> output.print(text(match, output.isJson())));
        return exitStatus;
    }

    private static String text(NearestImages.Match<String> match, boolean json) {
        return json
                ? EscapedText.line(JsonNodeFactory.instance
                        .objectNode()
                        .put("file", match.image())
                        .put("similarity", match.similarity())
                        .toString())
                : Console.text("%.3f  %s", match.similarity(), match.image());
    }
}
