package dev.spotter.pytorch;

import static java.lang.System.Logger.Level.DEBUG;

import com.sun.jna.Memory;

/** The C library's heap, where libtorch keeps what flows from layer to layer. */
final class NativeHeap {
    /** A little less than 32 MiB, the largest block that glibc learns from. */
    private static final long LARGEST_LEARNT_BYTES = (32 << 20) - (1 << 16);

    private static final System.Logger LOG = System.getLogger(NativeHeap.class.getName());

    private NativeHeap() {}

    /**
     * Has the heap keep what libtorch frees. A young heap of glibc gives blocks of 128 KiB and more back to the system
     * at once, and in some runs fetches them again page by page in every forward, which then takes half as long again.
     * It stops this for blocks up to the size of the largest that the program ever freed, see M_MMAP_THRESHOLD in
     * mallopt(3): so a large one is made, not touched, and freed. What the environment says (MALLOC_MMAP_THRESHOLD_ and
     * the like) has precedence; with another C library nothing changes.
     */
    static void keepFreedMemory() {
        try {
            new Memory(LARGEST_LEARNT_BYTES).close();
        } catch (LinkageError | OutOfMemoryError e) {
            LOG.log(DEBUG, "the native heap stays as it is", e);
        }
    }
}
