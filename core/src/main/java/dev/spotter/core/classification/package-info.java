/**
 * The port {@link dev.spotter.core.classification.Classifier}, which says what is in an image, and its values. Read the
 * port first, then {@link dev.spotter.core.classification.Classification}: labels with scores, by descending score.
 * {@link dev.spotter.core.classification.ClassificationResult} is one of many results: a classification or a failure.
 */
@NullMarked
package dev.spotter.core.classification;

import org.jspecify.annotations.NullMarked;
