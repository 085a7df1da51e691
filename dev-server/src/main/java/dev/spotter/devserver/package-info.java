/**
 * The offline server: the API over HTTP, with files, SQLite and a classifier in this process. Read {@link
 * dev.spotter.devserver.DevServer} first: it makes everything by plain {@code new}. {@code HttpServer} listens. {@code
 * AsyncRequestHandler} refuses what it can by the head of a request, {@code RequestBodies} bounds the memory of bodies,
 * and {@code Application} responds. {@code ClassificationQueue} does what S3's events and Lambda do in AWS. {@code
 * StartupRecovery} continues what an earlier run left. {@code spotter serve} starts it.
 */
@NullMarked
package dev.spotter.devserver;

import org.jspecify.annotations.NullMarked;
