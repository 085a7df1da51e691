package dev.spotter.inference.model;

import dev.spotter.imaging.InputSpec;
import java.util.Optional;

/**
 * What is known of a model without loading it.
 *
 * @param network the architecture's name
 * @param weights the weights file's name
 * @param weightsSha256 the file's SHA-256
 * @param unsureBelow the score below which the best label is unsure, in [0,1]; empty if it is not known
 * @param licence of the weights, as an SPDX identifier
 * @param source where the weights come from
 */
public record ModelSummary(
        String name,
        String version,
        State state,
        String network,
        String weights,
        String weightsSha256,
        InputSpec input,
        Optional<Double> unsureBelow,
        String licence,
        String source) {

    /** Whether a model can be used. */
    public enum State {
        /** It comes with Spotter. */
        BUNDLED("bundled"),
        /** It was installed on this machine. */
        INSTALLED("installed"),
        /** Spotter knows it, but its weights are not here. */
        NOT_INSTALLED("not installed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** In words for people. */
        public String text() {
            return text;
        }
    }

    static ModelSummary of(ModelDescription model, State state) {
        return new ModelSummary(
                model.identity().name(),
                model.identity().version(),
                state,
                model.network(),
                model.weights(),
                model.weightsSha256(),
                model.input(),
                model.unsureBelow(),
                model.licence(),
                model.source());
    }
}
