package dev.spotter.devserver;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The threads of Jetty. One whose work ends for want of memory reports it; Jetty would only log it. */
final class RequestThreads extends QueuedThreadPool {
    private static final int MAX_THREADS = 200;

    private final Observation observation;

    RequestThreads(Observation observation) {
        super(MAX_THREADS);
        this.observation = observation;
        setName("http");
    }

    @Override
    protected void runJob(Runnable job) {
        try {
            super.runJob(job);
        } catch (OutOfMemoryError e) {
            observation.reportFullMemory(e);
            throw e;
        }
    }
}
