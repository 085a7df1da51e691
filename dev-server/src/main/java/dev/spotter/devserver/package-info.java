/**
 * The offline server: the API over HTTP, with files, SQLite and a classifier in this process. Read {@link
 * dev.spotter.devserver.DevServer} first: it makes everything by plain {@code new}. {@code HttpServer} takes requests:
 * {@code Gate} refuses what it can by the head, {@code RequestBodies} bounds the memory of bodies, {@code Application}
 * answers. {@code ClassificationQueue} takes the place of S3's events and Lambda, and {@code Restart} continues what an
 * earlier run left.
 */
@NullMarked
package dev.spotter.devserver;

import org.jspecify.annotations.NullMarked;
