package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.inference.features.FeatureExtractor;
import dev.spotter.inference.features.NearestImages;
import dev.spotter.inference.internal.InputImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Parameters(index = "0", paramLabel = "QUERY", description = "The image with which the others are compared.")
    private Path query = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "DIR|FILE",
            description = "Directories, which are searched as by classify, and image files. QUERY itself is left out.")
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
        ImageSearch search = FeatureOptions.search(spec, inputs);
        List<InputImage> others =
                search.images().stream().filter(image -> !isQuery(image)).toList();
        int exitStatus = search.notes().isEmpty() ? 0 : SpotterCommand.FAILED;
        return Math.max(exitStatus, options.run(spec, others.size() + 1, (extractor, output) -> {
            List<NearestImages<String>> nearest = new ArrayList<>();
            int failed = FeatureOptions.extract(
                    spec,
                    List.of(InputImage.of(query)),
                    extractor,
                    output,
                    image -> nearest.add(new NearestImages<>(image.features(), top)));
            return nearest.isEmpty() ? failed : compare(nearest.get(0), others, extractor, output);
        }));
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

    /** Whether it is the same file, also if the ways to it differ. A link to it with another name is another image. */
    private boolean isQuery(InputImage image) {
        return image.file().map(SimilarCommand::place).equals(Optional.of(place(query)));
    }

    private static Path place(Path file) {
        try {
            return file.toAbsolutePath().resolveSibling("").toRealPath().resolve(String.valueOf(file.getFileName()));
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
