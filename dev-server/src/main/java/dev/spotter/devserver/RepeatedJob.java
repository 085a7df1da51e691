package dev.spotter.devserver;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/** Runs a job now, and again after each pause until the scheduler stops. A failed run is logged and ends no other. */
record RepeatedJob(Scheduler scheduler, Duration pause, Runnable job) implements Runnable {
    private static final System.Logger LOG = System.getLogger(RepeatedJob.class.getName());

    @Override
    public void run() {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "slow clients could not be looked for; the server tries again", e);
        } finally {
            scheduler.schedule(this, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
