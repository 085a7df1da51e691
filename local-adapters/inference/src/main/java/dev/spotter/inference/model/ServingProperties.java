package dev.spotter.inference.model;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.Sha256;
import dev.spotter.core.internal.UnreadableFileException;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * DJL's description of an image classification model, {@code serving.properties}: written so that stock DJL loads a
 * directory that Spotter made, and read so that Spotter loads a directory that was made for stock DJL. The keys are
 * those of DJL's {@code ImageClassificationTranslatorFactory}; {@code modelVersion}, {@code interpolation},
 * {@code licence}, {@code source} and those of {@link ScoreProperties} are Spotter's.
 */
final class ServingProperties {
    static final String FILE = "serving.properties";
    static final String LABELS = "synset.txt";

    private static final String TRANSLATOR = "ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory";
    /** The steps that DJL knows and Spotter's preprocessing does not do. */
    private static final Set<String> REFUSED = Set.of("pad", "centerFit", "range");

    /** How much of its hash is the version of a model that does not say one. */
    private static final int VERSION_DIGITS = 12;

    /** The engines read it as a whole. */
    static final long MAX_NETWORK_BYTES = 2L << 30;

    private static final String DJL_DEFAULT_SIDE = "224";
    private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
    private static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    private ServingProperties() {}

    static String write(ModelDescription model, Variant variant) {
        InputSpec input = model.input();
        return String.format(
                Locale.ROOT,
                """
                engine=%s
                option.modelName=%s
                translatorFactory=%s
                width=%d
                height=%d
                resizeShort=%d
                centerCrop=true
                toTensor=true
                normalize=%s
                applySoftmax=true
                topK=5
                # Spotter's own
                modelVersion=%s
                interpolation=%s
                %svariant=%s
                weights.sha256=%s
                licence=%s
                source=%s
                """,
                variant.engine().djlName(),
                model.identity().name(),
                TRANSLATOR,
                input.cropPixels(),
                input.cropPixels(),
                input.resizePixels(),
                commaSeparated(input.mean(), input.standardDeviation()),
                model.identity().version(),
                input.interpolation().name().toLowerCase(Locale.ROOT),
                model.unsureBelow().map(ScoreProperties::line).orElse(""),
                variant.text(),
                model.weightsSha256(),
                model.licence(),
                model.source());
    }

    /**
     * Reads a model directory.
     *
     * @throws ModelException if it is none, or asks for something that Spotter does not do; the message names the key
     */
    static ModelDirectory read(Path directory) {
        Path file = directory.resolve(FILE);
        Properties p = new Properties();
        try {
            p.load(new StringReader(text(file)));
            requireSupported(p);
            ModelEngine engine = engine(p);
            Path network = network(directory, engine, p);
            return new ModelDirectory(
                    identity(network, p),
                    directory,
                    engine,
                    network,
                    LabelFile.names(text(directory.resolve(p.getProperty("synsetFileName", LABELS)))),
                    input(p),
                    ScoreProperties.activation(p),
                    ScoreProperties.decision(p));
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "%s is not a model directory: it has no %s"
                            .formatted(directory, Path.of(e.getFile()).getFileName()),
                    e);
        } catch (IOException e) {
            throw new ModelException("%s is not a model directory: its files cannot be read".formatted(directory), e);
        } catch (IllegalArgumentException e) {
            throw new ModelException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return BoundedFile.readText(file, ModelCatalog.MAX_TEXT_BYTES);
        } catch (UnreadableFileException e) {
            throw new ModelException("%s cannot be used: %s".formatted(file, e.reason()), e);
        } catch (CharacterCodingException e) {
            throw new ModelException("%s is not UTF-8; save the file as UTF-8".formatted(file), e);
        }
    }

    private static void requireSupported(Properties p) {
        require(p, "translatorFactory", TRANSLATOR);
        require(p, "toTensor", "true");
        require(p, "flag", "COLOR");
        for (String key : REFUSED) {
            require(p, key, "false");
        }
    }

    /** A key may be left out, but if it is there it must have the one value that Spotter works by. */
    private static void require(Properties p, String key, String value) {
        if (!p.getProperty(key, value).strip().equals(value)) {
            throw new IllegalArgumentException(
                    "%s=%s is not supported, only %s=%s".formatted(key, p.getProperty(key), key, value));
        }
    }

    private static ModelEngine engine(Properties p) {
        String name = p.getProperty("engine", ModelEngine.PYTORCH.djlName()).strip();
        return ModelEngine.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "engine=%s is not supported, only PyTorch and OnnxRuntime".formatted(name)));
    }

    private static Path network(Path directory, ModelEngine engine, Properties p) throws IOException {
        String directoryName =
                directory.toAbsolutePath().normalize().getFileName().toString();
        List<String> candidates = Stream.of(p.getProperty("option.modelName", directoryName), directoryName, "model")
                .map(name -> name + engine.ending())
                .toList();
        for (String candidate : candidates) {
            if (Files.isRegularFile(directory.resolve(candidate))) {
                return checked(directory.resolve(candidate));
            }
        }
        throw new IllegalArgumentException("none of the files %s is there".formatted(candidates));
    }

    private static Path checked(Path network) throws IOException {
        try {
            BoundedFile.check(network, MAX_NETWORK_BYTES);
            return network;
        } catch (UnreadableFileException e) {
            throw new ModelException("%s cannot be used: %s".formatted(network, e.reason()), e);
        }
    }

    private static ModelIdentity identity(Path network, Properties p) throws IOException {
        String fileName = network.getFileName().toString();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        String version = p.getProperty("modelVersion", "");
        return new ModelIdentity(name, version.isBlank() ? Sha256.hex(network).substring(0, VERSION_DIGITS) : version);
    }

    /**
     * The short side is resized and the centre cut out, as networks are trained and evaluated; stock DJL's
     * {@code resize} squeezes the image into a square instead.
     */
    private static InputSpec input(Properties p) {
        int width = Integer.parseInt(p.getProperty("width", DJL_DEFAULT_SIDE));
        if (width != Integer.parseInt(p.getProperty("height", DJL_DEFAULT_SIDE))) {
            throw new IllegalArgumentException("width and height must be equal but are %d and %s"
                    .formatted(width, p.getProperty("height", DJL_DEFAULT_SIDE)));
        }
        String resize = p.getProperty("resizeShort", p.getProperty("resize", "true"));
        String normalize = p.getProperty("normalize", "false");
        boolean imageNet = normalize.equals("true");
        List<Float> numbers = imageNet || normalize.equals("false")
                ? List.of(0f, 0f, 0f, 1f, 1f, 1f)
                : ModelDescription.floats(normalize);
        if (numbers.size() != 6) {
            throw new IllegalArgumentException(
                    "normalize must be three means and three deviations but is " + normalize);
        }
        return new InputSpec(
                resizePixels(resize, width),
                width,
                Interpolation.of(p.getProperty("interpolation", "bilinear")),
                imageNet ? IMAGENET_MEAN : numbers.subList(0, 3),
                imageNet ? IMAGENET_DEVIATION : numbers.subList(3, 6));
    }

    private static int resizePixels(String resize, int width) {
        return switch (resize) {
            case "true", "false" -> width;
            default -> (int) Double.parseDouble(resize.split(",", -1)[0].strip());
        };
    }

    private static String commaSeparated(List<Float> mean, List<Float> deviation) {
        return Stream.concat(mean.stream(), deviation.stream())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
