package dev.spotter.api;

import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.internal.Excerpt;
import dev.spotter.core.prediction.Prediction;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /predict}: the prediction of an image, by its id or, if allowed, by its file name. Thread-safe.
 */
public final class PredictRoute implements Route {
    private static final int DEFAULT_TOP = 5;
    /** As many classes as an installed model may have. */
    private static final int MAX_TOP = 10_000;

    private static final Pattern FEW_DIGITS = Pattern.compile("[0-9]{1,9}");

    private final PredictionLookup predictions;
    private final boolean filenames;

    /** A route that finds images by id and by file name, for clients that may see every image. */
    public PredictRoute(PredictionLookup predictions) {
        this(predictions, true);
    }

    /**
     * A route for clients that must not see each other's images.
     *
     * @param filenames whether lookup by file name is allowed; a name such as {@code IMG_0001.jpg} can be guessed, an
     *     id cannot
     */
    public PredictRoute(PredictionLookup predictions, boolean filenames) {
        this.predictions = predictions;
        this.filenames = filenames;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/predict";
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        int top = request.parameter("top").map(PredictRoute::top).orElse(DEFAULT_TOP);
        Prediction prediction = find(request);
        String json = PredictionJson.of(prediction, top).toString();
        return prediction instanceof Prediction.Pending
                ? response(202, json).with("Retry-After", "1")
                : response(200, json);
    }

    private Prediction find(ApiRequest request) {
        Optional<String> imageId = request.parameter("imageId");
        Optional<String> filename = request.parameter("filename");
        if (!filenames && filename.isPresent()) {
            throw new InvalidRequestException(
                    "filename",
                    "lookup by filename is not available here, because names can be guessed: send the imageId "
                            + "from the response to the upload");
        }
        if (imageId.isPresent() && filename.isPresent()) {
            throw new InvalidRequestException("imageId", "imageId and filename must not both be given");
        }
        return imageId.map(predictions::byId)
                .or(() -> filename.map(predictions::byFilename))
                .orElseThrow(this::nothingGiven);
    }

    private InvalidRequestException nothingGiven() {
        return new InvalidRequestException(
                "imageId",
                filenames
                        ? "either imageId or filename must be given: /predict?imageId=... or /predict?filename=..."
                        : "imageId must be given: /predict?imageId=...");
    }

    private static int top(String text) {
        int top = FEW_DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (top < 1 || top > MAX_TOP) {
            throw new InvalidRequestException(
                    "top",
                    "top must be a whole number from 1 to %d but was %s".formatted(MAX_TOP, Excerpt.quoted(text)));
        }
        return top;
    }

    private static ApiResponse response(int status, String json) {
        return ApiResponse.of(status, "application/json", json).with("Cache-Control", "no-store");
    }
}
