package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** The licences of a model and a notice of where it is from: they go with the model wherever it is passed on. */
record ModelTexts(ModelCatalog catalog) {
    /** The files by their names, in a fixed order. */
    Map<String, byte[]> of(ModelDescription model) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        model.licenceText().ifPresent(file -> texts.put("LICENSE", catalog.read(file)));
        boolean usualLabels = catalog.has(labelsLicence(model));
        if (usualLabels) {
            texts.put("LICENSE-labels", catalog.read(labelsLicence(model)));
        }
        String notice =
                """
                %s %s

                Weights: %s
                From: %s
                SHA-256 of the weights file: %s
                Class names: %s
                The network's form is Spotter's, under the Apache License 2.0; %s
                """
                        .formatted(
                                model.identity().name(),
                                model.identity().version(),
                                model.licenceText().isPresent()
                                        ? model.licence() + ", see LICENSE"
                                        : model.licence() + " (their authors define the terms of use)",
                                model.source(),
                                model.weightsSha256(),
                                usualLabels
                                        ? "torchvision's, BSD-3-Clause, see LICENSE-labels"
                                        : "of the one who installed it",
                                model.isTaught()
                                        ? "the last layer was fitted to photos, and the other values are unchanged."
                                        : "the weights' values are unchanged.");
        texts.put("NOTICE", notice.getBytes(UTF_8));
        return texts;
    }

    private static String labelsLicence(ModelDescription model) {
        return model.labels().replaceFirst("\\.txt$", "") + ".LICENSE";
    }
}
