package dev.spotter.inference.model;

/** Receives the progress of a download, in the thread that started it. */
@FunctionalInterface
public interface FetchProgress {
    /**
     * Reports received bytes.
     *
     * @param bytes all that were received, those of earlier attempts included
     * @param ofBytes the size of the file, or -1 if the server does not say
     */
    void received(long bytes, long ofBytes);
}
