package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.api.ClassificationJson;
import dev.spotter.api.ClassificationText;
import dev.spotter.api.ErrorJson;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.prediction.Failure;

/** Results on standard output, failures on standard error, and a progress bar there for many images on a terminal. */
final class Output implements AutoCloseable {
    private final boolean json;
    private final int top;
    private final Progress progress;

    private Output(boolean json, int top, Progress progress) {
        this.json = json;
        this.top = top;
        this.progress = progress;
    }

    static Output open(boolean json, int top, int images) {
        return new Output(json, top, Progress.of(images));
    }

    void classified(String image, Classification classification) {
        if (json) {
            ObjectNode line = line(image).put("status", "CLASSIFIED");
            line.setAll(ClassificationJson.fields(classification, top));
            print(EscapedText.line(line.toString()));
        } else {
            StringBuilder text = new StringBuilder(EscapedText.line(image));
            ClassificationText.of(classification).ifPresent(words -> text.append(Console.text("%n  %s", words)));
            for (Label label : classification.top(top)) {
                text.append(Console.text("%n  %.3f  %s", label.score(), label.name()));
            }
            print(text.toString());
        }
        progress.step();
    }

    void failed(String image, Failure failure) {
        if (json) {
            ObjectNode line = line(image).put("status", "FAILED");
            line.set("error", ErrorJson.of(failure));
            print(EscapedText.line(line.toString()));
        }
        progress.above(() -> Console.err("spotter: %s: %s", image, failure.reason()));
        progress.step();
    }

    /** Counts an image of which nothing is printed yet. */
    void done() {
        progress.step();
    }

    boolean isJson() {
        return json;
    }

    @Override
    public void close() {
        progress.close();
    }

    private static ObjectNode line(String image) {
        return JsonNodeFactory.instance.objectNode().put("file", image);
    }

    /** Prints text in which others' texts are escaped. */
    void print(String text) {
        progress.above(() -> Console.outLines(text));
    }
}
