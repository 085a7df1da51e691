/**
 * The port {@link dev.spotter.core.classification.Classifier}, which finds the labels of an image, and its values. Read
 * the port first, then {@link dev.spotter.core.classification.Classification}: labels with scores, by descending score.
 * {@link dev.spotter.core.classification.ClassificationResult} is one of many results: a classification or a failure.
 *
 * <p>An adapter for an engine gets scores in class order: {@link dev.spotter.core.classification.ClassNames} makes
 * sorted labels of them.
 */
@NullMarked
package dev.spotter.core.classification;

import org.jspecify.annotations.NullMarked;
