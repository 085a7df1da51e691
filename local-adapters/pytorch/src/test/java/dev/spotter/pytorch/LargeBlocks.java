package dev.spotter.pytorch;

import com.sun.jna.Memory;
import dev.spotter.inference.model.SpotterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes and frees blocks, each larger than any before it, so that glibc cannot have learnt from those; some before the
 * engine's start and some behind it. Prints for both which share of their pages had to be fetched from the system.
 */
final class LargeBlocks {
    private static final int MEBIBYTE = 1 << 20;
    private static final int PAGE_BYTES = 1 << 12;
    /** The field of /proc/self/stat, counted behind the program's name: pages that were fetched without a disk. */
    private static final int MINOR_FAULTS = 7;

    private LargeBlocks() {}

    public static void main(String[] arguments) throws IOException {
        double before = shareFetched(1, 8);
        PyTorchEngine.start(SpotterHome.from(System.getenv()));
        double after = shareFetched(9, 16);
        System.out.println("fetched " + before);
        System.out.println("fetched " + after);
    }

    private static double shareFetched(int fromMebibytes, int toMebibytes) throws IOException {
        long before = minorFaults();
        long pages = 0;
        for (int mebibytes = fromMebibytes; mebibytes <= toMebibytes; mebibytes++) {
            Memory block = new Memory((long) mebibytes * MEBIBYTE);
            block.clear();
            block.close();
            pages += (long) mebibytes * MEBIBYTE / PAGE_BYTES;
        }
        return (double) (minorFaults() - before) / pages;
    }

    private static long minorFaults() throws IOException {
        String status = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[MINOR_FAULTS]);
    }
}
