package dev.spotter.cli;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.inference.model.HomeNotWritableException;
import dev.spotter.inference.model.ModelNotInstalledException;
import dev.spotter.inference.model.WeightsUnavailableException;
import java.util.Map;

/** An error's message with the command or the option that helps. The libraries below know no commands and options. */
final class ErrorHints {
    /** The options by the fields of the requests to install a model and to teach one. */
    private static final Map<String, String> OPTIONS = Map.of(
            "name", "--name NAME",
            "weights", "--weights FILE",
            "labels", "--labels FILE",
            "from", "--from NAME",
            "replace", "--replace",
            "report", "--report FILE");

    private ErrorHints() {}

    static String describe(SpotterException error) {
        if (error instanceof ModelNotInstalledException missing) {
            return "%s is not installed; install it with: ./spotter model install %s"
                    .formatted(missing.model(), missing.model());
        }
        if (error instanceof WeightsUnavailableException offline) {
            return "%s; or get %s on another machine and run: ./spotter model install %s --weights %s"
                    .formatted(error.getMessage(), offline.url(), offline.model(), offline.file());
        }
        if (error instanceof HomeNotWritableException) {
            return error.getMessage()
                    + ", or run \"spotter doctor\" once, with the same --model and --engine, as a user"
                    + " who may write there";
        }
        return error.getMessage();
    }

    /** The same for {@code spotter model}: there the doctor would not help, because it installs nothing. */
    static String describeInstallation(SpotterException error) {
        if (error instanceof InvalidRequestException invalid && OPTIONS.containsKey(invalid.field())) {
            return "%s (%s)".formatted(error.getMessage(), OPTIONS.get(invalid.field()));
        }
        return error instanceof HomeNotWritableException ? error.getMessage() : describe(error);
    }
}
