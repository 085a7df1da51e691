package dev.spotter.imaging;

import static java.lang.System.Logger.Level.WARNING;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Calls the machine's TurboJPEG library (libjpeg-turbo 2.0 or newer), by functions that all its versions have.
 * Thread-safe.
 */
final class TurboJpeg {
    private static final System.Logger LOG = System.getLogger(TurboJpeg.class.getName());

    /** Names that the platform resolves, and then the usual paths. */
    private static final List<String> NAMES = List.of(
            "turbojpeg",
            "libturbojpeg.so.0",
            "/opt/homebrew/lib/libturbojpeg.dylib",
            "/usr/local/lib/libturbojpeg.dylib",
            "/opt/libjpeg-turbo/lib64/libturbojpeg.so",
            "C:\\libjpeg-turbo64\\bin\\turbojpeg.dll");

    private static final int RGB = 0;
    private static final int CHANNELS = 3;
    /** A value that fills the last row of few images. */
    private static final byte MARK = 0x5A;

    private static final byte OTHER_MARK = 0x25;

    private final NativeLibrary library;
    private final Function initDecompress;
    private final Function decompress;
    private final Function errorText;
    private final Function destroy;

    private TurboJpeg(NativeLibrary library) {
        this.library = library;
        initDecompress = library.getFunction("tjInitDecompress");
        decompress = library.getFunction("tjDecompress2");
        errorText = library.getFunction("tjGetErrorStr2");
        destroy = library.getFunction("tjDestroy");
    }

    /** Finds the library, or empty if none is usable. The search takes some tens of milliseconds. */
    static Optional<TurboJpeg> find() {
        return NAMES.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    /** Opens a library by its name or path. Empty if it is missing, or if it lacks a function, which is logged. */
    static Optional<TurboJpeg> open(String name) {
        NativeLibrary library;
        try {
            library = NativeLibrary.getInstance(name);
        } catch (LinkageError | RuntimeException e) {
            // Not there, or JNA itself does not work here: Java decodes.
            return Optional.empty();
        }
        try {
            return Optional.of(new TurboJpeg(library));
        } catch (LinkageError | RuntimeException e) {
            LOG.log(
                    WARNING,
                    "the TurboJPEG library {0} is not used: it lacks functions of libjpeg-turbo 2.0 or newer",
                    place(library));
            return Optional.empty();
        }
    }

    /** Where the library lies, or its name where that is not known. */
    String location() {
        return place(library);
    }

    private static String place(NativeLibrary library) {
        return library.getFile() == null ? library.getName() : library.getFile().toString();
    }

    /**
     * Decodes a file, reduced to this size: the image's own, divided by 1, 2, 4 or 8 and rounded up. Each has a
     * decompressor of its own, so that no table of one image serves another; it costs a few microseconds.
     *
     * @param jpeg a direct buffer
     * @param rgb a direct buffer that holds {@code 3 * widthPixels * heightPixels} bytes, all of which are written
     *     unless it throws
     * @throws IIOException if it cannot be decoded; damage after which rows are still decoded is ignored
     */
    void decompress(ByteBuffer jpeg, ByteBuffer rgb, int widthPixels, int heightPixels) throws IIOException {
        Pointer handle = initDecompress.invokePointer(new Object[0]);
        if (handle == null) {
            throw new IllegalStateException("TurboJPEG gives no decompressor");
        }
        try {
            Object[] call = {
                handle,
                jpeg,
                new NativeLong(jpeg.limit()),
                rgb,
                widthPixels,
                widthPixels * CHANNELS,
                heightPixels,
                RGB,
                0
            };
            LastRow lastRow = new LastRow(rgb, widthPixels * CHANNELS, heightPixels);
            if (!isDecoded(call, lastRow, MARK) && !isDecoded(call, lastRow, OTHER_MARK)) {
                throw new IIOException(errorText.invokeString(new Object[] {handle}, false));
            }
        } finally {
            destroy.invokeInt(new Object[] {handle});
        }
    }

    /**
     * Whether the image was written to its end. After a first warning, the library no longer distinguishes warnings
     * from errors. It writes rows in order and stops at an error, so the last row shows whether it stopped. A last row
     * full of the mark may be the image's own, which a second try with another mark shows.
     */
    private boolean isDecoded(Object[] call, LastRow lastRow, byte mark) {
        lastRow.fill(mark);
        return decompress.invokeInt(call) == 0 || !lastRow.isAll(mark);
    }

    private record LastRow(ByteBuffer rgb, int rowBytes, int rows) {
        void fill(byte mark) {
            for (int i = 0; i < rowBytes; i++) {
                rgb.put((rows - 1) * rowBytes + i, mark);
            }
        }

        boolean isAll(byte mark) {
            for (int i = 0; i < rowBytes; i++) {
                if (rgb.get((rows - 1) * rowBytes + i) != mark) {
                    return false;
                }
            }
            return true;
        }
    }
}
