package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Models with the weights of the model that comes with Spotter and another last layer, made of rows of its last layer:
 * so the scores follow from those of the original.
 */
public final class FineTuned {
    private static final ModelCatalog CATALOG = ModelCatalog.bundled();
    private static final String NETWORK = ClassifierSettings.DEFAULT_MODEL;
    private static final Weights WEIGHTS = CATALOG.weights(CATALOG.describe(NETWORK));

    private FineTuned() {}

    /** The class names of the model that comes with Spotter, in class order. */
    public static List<String> originalLabels() {
        return new String(CATALOG.read("imagenet-labels.txt"), UTF_8).lines().toList();
    }

    /**
     * Installs a model from a checkpoint in half precision, as training in several processes saves it, whose classes
     * are some of the original's.
     */
    public static void installSome(String name, SpotterHome home, Path directory, List<String> labels)
            throws IOException {
        int[] rows = labels.stream().mapToInt(originalLabels()::indexOf).toArray();
        StateDictFile file = new StateDictFile()
                .text("epoch")
                .integer(3)
                .operation("s")
                .text("state_dict")
                .operation("}");
        shapes().forEach(tensor -> file.addHalf("module." + tensor.name(), shape(tensor, rows), values(tensor, rows)));
        install(name, home, directory, file.operation("s").bytes(), labels);
    }

    /** Installs a model that has each class of the original several times: names end with a space and a number. */
    public static void installRepeated(String name, SpotterHome home, Path directory, int times) throws IOException {
        List<String> original = originalLabels();
        int[] rows = IntStream.range(0, original.size() * times)
                .map(i -> i % original.size())
                .toArray();
        List<String> labels = IntStream.range(0, rows.length)
                .mapToObj(i -> original.get(rows[i]) + " " + i / original.size())
                .toList();
        StateDictFile file = new StateDictFile();
        shapes().forEach(tensor -> file.add(tensor.name(), shape(tensor, rows), values(tensor, rows)));
        install(name, home, directory, file.bytes(), labels);
    }

    /** A layer whose classes are some of the original's. */
    static LastLayer layer(List<String> labels) {
        int[] rows = labels.stream().mapToInt(originalLabels()::indexOf).toArray();
        List<float[]> parameters = shapes().stream()
                .filter(FineTuned::isLast)
                .sorted(Comparator.comparing(tensor -> -tensor.shape().size()))
                .map(tensor -> values(tensor, rows))
                .toList();
        return new LastLayer(parameters.get(0), parameters.get(1));
    }

    private static void install(String name, SpotterHome home, Path directory, byte[] weights, List<String> labels)
            throws IOException {
        Path weightsFile = Files.write(directory.resolve(name + ".pth"), weights);
        Path labelsFile = Files.write(directory.resolve(name + ".txt"), labels);
        ModelInstaller.Request request = new ModelInstaller.Request(
                NETWORK, Optional.of(weightsFile), Optional.of(name), Optional.of(labelsFile));
        new ModelInstaller(CATALOG, home).install(request, (bytes, of) -> {});
    }

    private static List<NetworkManifest.Tensor> shapes() {
        byte[] archive = CATALOG.read("networks/" + NETWORK + "-portable.zip");
        return List.copyOf(
                NetworkArchive.read(NETWORK, archive).manifest().tensors().values());
    }

    private static boolean isLast(NetworkManifest.Tensor tensor) {
        return tensor.name().startsWith("classifier.");
    }

    private static List<Long> shape(NetworkManifest.Tensor tensor, int[] rows) {
        if (!isLast(tensor)) {
            return tensor.shape();
        }
        return tensor.shape().size() == 1
                ? List.of((long) rows.length)
                : List.of((long) rows.length, tensor.shape().get(1));
    }

    private static float[] values(NetworkManifest.Tensor tensor, int[] rows) {
        FloatBuffer original = WEIGHTS.float32(tensor.name(), tensor.shape())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        if (!isLast(tensor)) {
            float[] all = new float[original.remaining()];
            original.get(all);
            return all;
        }
        int columns = original.remaining() / Math.toIntExact(tensor.shape().get(0));
        float[] chosen = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            original.get(rows[i] * columns, chosen, i * columns, columns);
        }
        return chosen;
    }
}
