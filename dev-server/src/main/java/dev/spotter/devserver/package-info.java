/** The offline server: the API over HTTP, files, DJL and memory behind it, and a queue in place of S3's events. */
@NullMarked
package dev.spotter.devserver;

import org.jspecify.annotations.NullMarked;
