package dev.spotter.core.application;

import dev.spotter.core.error.ImageNotFoundException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.Excerpt;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;

/** Finds predictions by image id or file name. Thread-safe if its port is. */
public final class PredictionLookup {
    private final PredictionRepository predictions;

    public PredictionLookup(PredictionRepository predictions) {
        this.predictions = predictions;
    }

    /**
     * The prediction of an image.
     *
     * @param imageId as given by the user
     * @throws ImageNotFoundException if no image has this id
     */
    public Prediction byId(String imageId) {
        return ImageId.parse(imageId)
                .flatMap(predictions::find)
                .orElseThrow(() -> new ImageNotFoundException("no image has the id " + Excerpt.quoted(imageId)));
    }

    /**
     * The prediction of the newest upload of a name.
     *
     * @param filename as given by the user; it is cleaned as at the upload
     * @throws dev.spotter.core.error.InvalidRequestException if the cleaned name is empty or too long
     * @throws ImageNotFoundException if nothing was uploaded under this name
     */
    public Prediction byFilename(String filename) {
        Filename name = Filename.clean(filename);
        return predictions
                .findNewest(name)
                .orElseThrow(() -> new ImageNotFoundException("no image was uploaded as \"" + name + "\""));
    }
}
