package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A catalog of a network too small to run, with three classes: once to be fetched, once bundled. */
final class TinyModels implements AutoCloseable {
    static final String FETCHED = "tiny";
    static final String BUNDLED = "bundled";
    static final byte[] WEIGHTS = weights(1, 2, 3);
    static final byte[] OTHER_WEIGHTS = weights(4, 5, 6);
    static final String FILE = "tiny-" + Sha256.hex(WEIGHTS).substring(0, 8) + ".pth";

    private final URLClassLoader resources;
    private final ModelCatalog catalog;

    TinyModels(Path directory, URI server) throws IOException {
        this(directory, server, "archive/data/0");
    }

    /** With the weights in another entry of the networks' files. */
    TinyModels(Path directory, URI server, String entry) throws IOException {
        this(directory, server, Sha256.hex(WEIGHTS), entry);
    }

    /** With another hash of the weights that are to be fetched, too. */
    TinyModels(Path directory, URI server, String publishedSha256, String entry) throws IOException {
        Path models = directory.resolve("dev/spotter/models");
        Files.createDirectories(models.resolve("networks"));
        Files.writeString(models.resolve("models.list"), BUNDLED + "\n" + FETCHED + "\n");
        Files.writeString(models.resolve("labels.txt"), "cat\ndog\nbird\n");
        Files.writeString(models.resolve("labels.LICENSE"), "as you like");
        Files.write(models.resolve("bundled.pth"), WEIGHTS);
        for (String network : List.of("networks/tiny", "networks/bundled")) {
            Files.write(models.resolve(network + "-portable.zip"), archive(entry));
            Files.write(models.resolve(network + "-fused.zip"), archive(entry));
        }
        describe(models, FETCHED, FILE, "weights.url=" + server.resolve("/models/" + FILE), publishedSha256);
        describe(models, BUNDLED, "bundled.pth", "", Sha256.hex(WEIGHTS));
        resources = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
        catalog = new ModelCatalog(resources);
    }

    ModelCatalog catalog() {
        return catalog;
    }

    @Override
    public void close() throws IOException {
        resources.close();
    }

    private static void describe(Path models, String name, String file, String url, String sha256) throws IOException {
        Files.writeString(
                models.resolve(name + ".properties"),
                """
                name=%s
                version=v1
                network=%s
                weights=%s
                %s
                weights.sha256=%s
                labels=labels.txt
                resize=256
                crop=224
                interpolation=bilinear
                mean=0.5,0.5,0.5
                standardDeviation=0.5,0.5,0.5
                licence=BSD-3-Clause
                licence.text=labels.LICENSE
                source=nowhere
                """
                        .formatted(name, name, file, url, sha256));
    }

    static byte[] weights(float... bias) {
        try {
            return new StateDictFile()
                    .add("classifier.bias", List.of((long) bias.length), bias)
                    .bytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] archive(String entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(
                    """
                    {"tensors": {"%s": {"name": "classifier.bias", "shape": [3]}},
                     "classes": {"tensors": ["classifier.bias"], "numbers": {}}}"""
                            .formatted(entry)
                            .getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
