package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.internal.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Class path directories with a network of the product and pattern weights, laid out as the module {@code models} is.
 */
public final class PatternModels {
    public static final String NAME = "pattern";

    private PatternModels() {}

    /** The weights that a network's archive asks for, as safetensors. */
    public static byte[] weights(byte[] archive) throws IOException {
        SafetensorsFile file = new SafetensorsFile();
        parameters(archive).forEach((name, shape) -> file.add(name, shape, PatternWeights.of(name, shape)));
        return file.bytes();
    }

    /** The weights that a network of the product asks for, as PyTorch's state dict. */
    public static byte[] stateDict(String network) throws IOException {
        StateDictFile file = new StateDictFile();
        parameters(ModelCatalog.bundled().read("networks/" + network + "-portable.zip"))
                .forEach((name, shape) -> file.add(name, shape, PatternWeights.of(name, shape)));
        return file.bytes();
    }

    /** The same with another number of classes; the rows of the last layer that both have are the same. */
    public static byte[] stateDict(String network, int classes) throws IOException {
        StateDictFile file = new StateDictFile();
        NetworkArchive.read(network, ModelCatalog.bundled().read("networks/" + network + "-portable.zip"))
                .withClasses(classes)
                .manifest()
                .tensors()
                .values()
                .forEach(tensor ->
                        file.add(tensor.name(), tensor.shape(), PatternWeights.of(tensor.name(), tensor.shape())));
        return file.bytes();
    }

    /** Installs such a model, whose classes have numbers as names. */
    public static void install(String name, String network, int classes, SpotterHome home, Path directory)
            throws IOException {
        Path weights = Files.write(directory.resolve(name + ".pth"), stateDict(network, classes));
        Path labels = Files.write(
                directory.resolve(name + ".txt"),
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
        ModelInstaller.Request request =
                new ModelInstaller.Request(network, Optional.of(weights), Optional.of(name), Optional.of(labels));
        new ModelInstaller(ModelCatalog.bundled(), home).install(request, (bytes, of) -> {});
    }

    private static Map<String, List<Long>> parameters(byte[] archive) throws IOException {
        Map<String, List<Long>> parameters = new LinkedHashMap<>();
        for (JsonElement entry :
                manifest(archive).getAsJsonObject("tensors").asMap().values()) {
            JsonObject tensor = entry.getAsJsonObject();
            parameters.put(
                    tensor.get("name").getAsString(),
                    tensor.getAsJsonArray("shape").asList().stream()
                            .map(JsonElement::getAsLong)
                            .toList());
        }
        return parameters;
    }

    /** A directory for a class path: one model with a product's network in all variants. */
    public static Path classPath(Path directory, String network) throws IOException {
        ModelCatalog product = ModelCatalog.bundled();
        Path models = directory.resolve("dev/spotter/models");
        Files.createDirectories(models.resolve("networks"));
        for (Variant variant : Variant.values()) {
            String archive = "networks/%s-%s.zip".formatted(network, variant.text());
            Files.write(models.resolve(archive), product.read(archive));
        }
        Files.write(models.resolve("labels.txt"), product.read("imagenet-labels.txt"));
        byte[] weights = weights(product.read("networks/" + network + "-portable.zip"));
        Files.write(models.resolve("pattern.safetensors"), weights);
        Files.writeString(models.resolve("models.list"), NAME + "\n");
        Files.writeString(
                models.resolve(NAME + ".properties"),
                """
                name=pattern
                version=1
                network=%s
                weights=pattern.safetensors
                weights.sha256=%s
                labels=labels.txt
                resize=256
                crop=224
                interpolation=bilinear
                mean=0.5,0.5,0.5
                standardDeviation=0.5,0.5,0.5
                licence=Apache-2.0
                source=splitmix64
                """
                        .formatted(network, Sha256.hex(weights)));
        return directory;
    }

    private static JsonObject manifest(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    return JsonParser.parseString(new String(zip.readAllBytes(), UTF_8))
                            .getAsJsonObject();
                }
            }
        }
        throw new IOException("the archive has no manifest");
    }
}
