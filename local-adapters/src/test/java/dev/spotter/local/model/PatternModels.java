package dev.spotter.local.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Class path folders with a network of the product and pattern weights, laid out as the module {@code models} is. */
public final class PatternModels {
    public static final String NAME = "pattern";

    private PatternModels() {}

    /** The weights that a network's archive asks for. */
    static byte[] weights(byte[] archive) throws IOException {
        SafetensorsFile file = new SafetensorsFile();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonElement> entry :
                manifest(archive).getAsJsonObject("tensors").entrySet()) {
            JsonObject tensor = entry.getValue().getAsJsonObject();
            String name = tensor.get("name").getAsString();
            if (names.add(name)) {
                List<Long> shape = tensor.getAsJsonArray("shape").asList().stream()
                        .map(JsonElement::getAsLong)
                        .toList();
                file.add(name, shape, PatternWeights.of(name, shape));
            }
        }
        return file.bytes();
    }

    /** A folder for a class path: one model with a product's network in both variants. */
    public static Path classPath(Path folder, String network) throws IOException {
        ModelCatalog product = ModelCatalog.bundled();
        Path models = folder.resolve("dev/spotter/models");
        Files.createDirectories(models.resolve("networks"));
        byte[] portable = product.read("networks/" + network + "-portable.zip");
        Files.write(models.resolve("networks/" + network + "-portable.zip"), portable);
        Files.write(
                models.resolve("networks/" + network + "-fused.zip"),
                product.read("networks/" + network + "-fused.zip"));
        Files.write(models.resolve("labels.txt"), product.read("imagenet-labels.txt"));
        byte[] weights = weights(portable);
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
                        .formatted(network, Sha256.of(weights)));
        return folder;
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
