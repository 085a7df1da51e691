package dev.spotter.aws.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What containers answer to the cup of coffee, in their own form: the numbers are a network's, of ImageNet's 1,000
 * classes.
 */
record RecordedResponse(String text, List<String> ownLabels, int labelCount) {
    static RecordedResponse of(EndpointResponseFormat format) throws IOException {
        return switch (format) {
            // TensorFlow's classes begin with the background.
            case JUMPSTART_VERBOSE -> new RecordedResponse(read("jumpstart-verbose.json"), List.of(), 1001);
            case JUMPSTART -> new RecordedResponse(read("jumpstart.json"), tensorFlowLabels(), 1001);
            case BUILT_IN -> new RecordedResponse(read("built-in.json"), labels(), 1000);
            case DJL_SERVING -> new RecordedResponse(read("djl-serving.json"), List.of(), 5);
            case TORCH_SERVE -> new RecordedResponse(read("torchserve.json"), List.of(), 5);
            case AUTO -> throw new IllegalArgumentException("no container answers in " + format);
        };
    }

    InputStream stream() {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static List<String> labels() throws IOException {
        return read("/dev/spotter/models/imagenet-labels.txt").lines().toList();
    }

    private static List<String> tensorFlowLabels() throws IOException {
        List<String> labels = new ArrayList<>(List.of("background"));
        labels.addAll(labels());
        return labels;
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = RecordedResponse.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
