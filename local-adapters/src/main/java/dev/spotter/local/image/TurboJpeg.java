package dev.spotter.local.image;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;

/** The TurboJPEG library (libjpeg-turbo 2.0 or newer) of this machine, by the functions that all its versions have. Thread-safe. */
public final class TurboJpeg {
    /** By name where the platform looks for libraries, which on Linux finds {@code libturbojpeg.so.0} too, then where else it is put. */
    private static final List<String> NAMES = List.of(
            "turbojpeg",
            "libturbojpeg.so.0",
            "/opt/homebrew/lib/libturbojpeg.dylib",
            "/usr/local/lib/libturbojpeg.dylib",
            "/opt/libjpeg-turbo/lib64/libturbojpeg.so",
            "C:\\libjpeg-turbo64\\bin\\turbojpeg.dll");

    private static final int RGB = 0;
    private static final int WARNING = 0;

    private final NativeLibrary library;
    private final Function initDecompress;
    private final Function decompress;
    private final Function errorCode;
    private final Function errorText;
    private final Function destroy;

    private TurboJpeg(NativeLibrary library) {
        this.library = library;
        initDecompress = library.getFunction("tjInitDecompress");
        decompress = library.getFunction("tjDecompress2");
        errorCode = library.getFunction("tjGetErrorCode");
        errorText = library.getFunction("tjGetErrorStr2");
        destroy = library.getFunction("tjDestroy");
    }

    /** The library, or nothing where there is none that can be used; takes some tens of milliseconds. */
    public static Optional<TurboJpeg> find() {
        return NAMES.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    private static Optional<TurboJpeg> open(String name) {
        try {
            return Optional.of(new TurboJpeg(NativeLibrary.getInstance(name)));
        } catch (LinkageError | RuntimeException e) {
            // Not there, too old, or JNA itself does not work here: Java decodes.
            return Optional.empty();
        }
    }

    /** Where the library lies, or its name where that is not known. */
    public String location() {
        return library.getFile() == null ? library.getName() : library.getFile().toString();
    }

    Decompressor newDecompressor() {
        Pointer handle = initDecompress.invokePointer(new Object[0]);
        if (handle == null) {
            throw new IllegalStateException("TurboJPEG gives no decompressor");
        }
        return new Decompressor(handle);
    }

    /** One thread's decompressor; not thread-safe. */
    final class Decompressor implements AutoCloseable {
        private final Pointer handle;

        private Decompressor(Pointer handle) {
            this.handle = handle;
        }

        /**
         * Decodes a file, reduced to this size: the picture's own, divided by 1, 2, 4 or 8 and rounded up.
         *
         * @param jpeg a direct buffer
         * @param rgb a direct buffer that holds {@code 3 * widthPixels * heightPixels} bytes
         * @throws IIOException if it cannot be decoded; damage that leaves a picture is passed over
         */
        void decompress(ByteBuffer jpeg, ByteBuffer rgb, int widthPixels, int heightPixels) throws IIOException {
            int result = decompress.invokeInt(new Object[] {
                handle, jpeg, new NativeLong(jpeg.limit()), rgb, widthPixels, widthPixels * 3, heightPixels, RGB, 0
            });
            if (result != 0 && errorCode.invokeInt(new Object[] {handle}) != WARNING) {
                throw new IIOException(errorText.invokeString(new Object[] {handle}, false));
            }
        }

        @Override
        public void close() {
            destroy.invokeInt(new Object[] {handle});
        }
    }
}
