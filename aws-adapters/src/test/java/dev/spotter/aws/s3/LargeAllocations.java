package dev.spotter.aws.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Which large objects a thread allocates, as the JDK's flight recorder sees it. */
final class LargeAllocations {
    private static final String EVENT = "jdk.ObjectAllocationOutsideTLAB";

    private LargeAllocations() {}

    /** The sizes of those of {@code minBytes} and more that this thread allocates while it works. */
    static List<Long> during(Runnable work, long minBytes) throws IOException {
        Path file = Files.createTempFile("allocations", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
            long thread = Thread.currentThread().getId();
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event ->
                            event.getThread() != null && event.getThread().getJavaThreadId() == thread)
                    .map(event -> event.getLong("allocationSize"))
                    .filter(size -> size >= minBytes)
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
