package dev.spotter.inference.model;

/** Hears how a download goes; called on the thread that asked for it. */
@FunctionalInterface
public interface FetchProgress {
    /**
     * Says that something came.
     *
     * @param bytes that are here, those of earlier attempts included
     * @param ofBytes how many there will be, or -1 if the server does not say
     */
    void received(long bytes, long ofBytes);
}
