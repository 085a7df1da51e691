import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.pytorch.DjlClassifier;
import dev.spotter.onnxruntime.OnnxClassifier;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that has Spotter as a library: classifies an image each second. Arguments: engine, seconds, image. */
final class LibraryProgram {
    private LibraryProgram() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[1]);
        ImageBytes image = ImageBytes.wrap(Files.readAllBytes(Path.of(arguments[2])));
        try (Classifier classifier = arguments[0].equals("onnx") ? OnnxClassifier.open() : DjlClassifier.open()) {
            for (int i = 0; i < seconds; i++) {
                System.out.println(classifier.classify(image).best().name());
                Thread.sleep(1_000);
            }
        }
    }
}
