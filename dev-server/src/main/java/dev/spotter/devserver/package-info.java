/**
 * The offline server: the API over HTTP, with files, SQLite and a classifier in this process. Read {@link
 * dev.spotter.devserver.DevServer} first: it makes everything by plain {@code new}. {@code HttpServer} listens. {@code
 * AsyncRequestHandler} refuses what it can by the head of a request, {@code RequestBodies} bounds the memory of bodies,
 * and {@code Application} responds. The queue of images that wait for the classifier, and what a start finds of earlier
 * runs, stand beside the stores, in {@code spotter-storage}. {@code spotter serve} starts this server.
 */
@NullMarked
package dev.spotter.devserver;

import org.jspecify.annotations.NullMarked;
