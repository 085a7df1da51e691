package dev.spotter.imaging;

import java.io.IOException;
import java.io.InputStream;

/** A decompressed stream that comes in runs, each made when it is needed. */
abstract class RunInput extends InputStream {
    private final byte[] run;
    private int at;
    private int end;

    /** @param maxRunBytes the longest run */
    RunInput(int maxRunBytes) {
        this.run = new byte[maxRunBytes];
    }

    /**
     * Makes the next run.
     *
     * @param run receives it, from index 0
     * @return its length; -1 at the end
     */
    abstract int next(byte[] run) throws IOException;

    @Override
    public int read() throws IOException {
        return hasMore() ? run[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0 && !hasMore()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(run, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        while (at == end) {
            int length = next(run);
            if (length < 0) {
                return false;
            }
            at = 0;
            end = length;
        }
        return true;
    }
}
