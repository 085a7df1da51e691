package dev.spotter.inference.teaching;

import dev.spotter.inference.features.ImageHash;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;

/**
 * The photo of one row of the features.
 *
 * @param ofClass the number of its class, from 0
 */
record TaughtRow(ImageHash hash, int ofClass, TaughtPhoto photo) {}
