/**
 * Images as files: {@link dev.spotter.storage.filesystem.FileSystemImageStore}. {@code ImageDirectory} names the files,
 * {@code ImageMetadata} is the file beside an image, {@code DurableFiles} writes so that a crash leaves no half.
 */
@NullMarked
package dev.spotter.storage.filesystem;

import org.jspecify.annotations.NullMarked;
