package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.error.StorageException;
import dev.spotter.inference.features.DuplicateSearch;
import dev.spotter.inference.features.DuplicateSearch.Member;
import dev.spotter.inference.features.FeatureExtractor;
import dev.spotter.inference.features.ImageHash;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.model.ClassifierSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter duplicates}: groups images that are the same or nearly so. */
@Command(
        name = "duplicates",
        description = "Groups images that have the same bytes or look nearly the same.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all were compared",
            "1:some were not, each named on standard error; or the output could not be written",
            "2:bad usage"
        })
final class DuplicatesCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|FILE|-",
            description =
                    "Directories, which are searched as by classify, and image files; - is an image on standard input. "
                            + "A file that is named twice, or that links lead to, is one image.")
    private List<String> inputs = List.of();

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "0.9",
            description = "Least similarity of two images of a group, above 0, up to 1. Default: ${DEFAULT-VALUE}")
    private double threshold;

    @Mixin
    private FeatureOptions options = new FeatureOptions();

    @Spec
    private CommandSpec spec;

    DuplicatesCommand() {}

    @Override
    public Integer call() {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--threshold must be above 0 and at most 1 but was " + threshold);
        }
        ClassifierSettings settings = options.settings(spec);
        ImageSearch search = ImageSearch.of(spec, inputs);
        List<InputImage> images = InputImage.distinct(search.images());
        return images.isEmpty()
                ? search.exitStatus()
                : Math.max(
                        search.exitStatus(),
                        options.run(settings, images.size(), (extractor, output) -> group(images, extractor, output)));
    }

    private int group(List<InputImage> images, FeatureExtractor extractor, Output output) {
        try (DuplicateSearch<String> search = new DuplicateSearch<>(extractor.dimension())) {
            int exitStatus = FeatureOptions.extract(
                    spec,
                    images,
                    extractor,
                    output,
                    image -> search.add(image.image().toString(), image.hash(), image.features()));
            search.groups(threshold).forEach(group -> output.print(output.isJson() ? json(group) : text(group)));
            return exitStatus;
        } catch (StorageException e) {
            Console.err("%s: %s", spec.qualifiedName(), e.getMessage());
            return SpotterCommand.FAILED;
        }
    }

    private static String text(List<Member<String>> group) {
        Map<ImageHash, String> known = new HashMap<>();
        StringBuilder text = new StringBuilder(EscapedText.line(group.get(0).image()));
        for (Member<String> member : group) {
            String same = known.putIfAbsent(member.hash(), member.image());
            if (same != null) {
                text.append(Console.text(
                        "%n  %.3f  %s  (the same bytes as %s)", member.similarity(), member.image(), same));
            } else if (known.size() > 1) {
                text.append(Console.text("%n  %.3f  %s", member.similarity(), member.image()));
            }
        }
        return text.toString();
    }

    private static String json(List<Member<String>> group) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ArrayNode images = line.putArray("images");
        group.forEach(member -> images.addObject()
                .put("file", member.image())
                .put("sha256", member.hash().toString())
                .put("similarity", member.similarity()));
        return EscapedText.line(line.toString());
    }
}
