/**
 * What Spotter does with the ports. Read the classes in the order of an image's life:
 *
 * <ol>
 *   <li>{@link dev.spotter.core.application.UploadAcceptance} stores an upload.
 *   <li>{@link dev.spotter.core.application.UploadSigning} makes the presigned URL for a large one.
 *   <li>{@link dev.spotter.core.application.ImageStored} is the event that follows.
 *   <li>{@link dev.spotter.core.application.ImageClassification} classifies the image.
 *   <li>{@link dev.spotter.core.application.FailureRecording} stores the failure after the last attempt.
 *   <li>{@link dev.spotter.core.application.PredictionLookup} finds the prediction.
 *   <li>{@link dev.spotter.core.application.ImageDeletion} deletes both for the client that uploaded the image, and
 *       {@link dev.spotter.core.application.Retention} when they are too old.
 * </ol>
 *
 * <p>The routes of the HTTP API, the server's queue and the Lambda functions call these classes.
 */
@NullMarked
package dev.spotter.core.application;

import org.jspecify.annotations.NullMarked;
