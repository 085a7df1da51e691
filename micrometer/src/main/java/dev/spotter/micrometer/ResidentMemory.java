package dev.spotter.micrometer;

import dev.spotter.core.internal.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much main memory this process occupies, as Linux tells it. Thread-safe. */
record ResidentMemory(Path status) {
    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/status");
    private static final int MAX_BYTES = 1 << 16;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    /** Empty on other systems. */
    static Optional<ResidentMemory> find() {
        return Optional.of(OF_THIS_PROCESS).filter(Files::isReadable).map(ResidentMemory::new);
    }

    /** In bytes; not a number if the system does not tell it now. */
    double bytes() {
        try {
            Matcher resident = RESIDENT.matcher(BoundedFile.readText(status, MAX_BYTES));
            return resident.find() ? Long.parseLong(resident.group(1)) * 1024.0 : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
