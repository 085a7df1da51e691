/**
 * What Spotter does with the ports. Read the classes in the order of an image's life: {@link
 * dev.spotter.core.application.ImageIntake} stores an upload, {@link dev.spotter.core.application.UploadSigning} lets a
 * large one in by a presigned URL, {@link dev.spotter.core.application.ImageStored} is the event that follows, {@link
 * dev.spotter.core.application.ImageClassification} classifies the image, {@link
 * dev.spotter.core.application.FailureRecording} ends the attempts, and {@link
 * dev.spotter.core.application.PredictionLookup} finds the outcome.
 */
@NullMarked
package dev.spotter.core.application;

import org.jspecify.annotations.NullMarked;
