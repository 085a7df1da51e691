package dev.spotter.imaging;

import dev.spotter.core.image.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The JDK's own codecs, whatever else is installed. */
final class Readers {
    private Readers() {}

    static ImageReader open(ImageFormat format) throws IOException {
        return ofJdk(format).createReaderInstance();
    }

    private static ImageReaderSpi ofJdk(ImageFormat format) {
        Iterator<ImageReaderSpi> found = IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, provider -> isOfJdk(provider, format), false);
        if (!found.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader for " + format.displayName());
        }
        return found.next();
    }

    private static boolean isOfJdk(Object provider, ImageFormat format) {
        return provider.getClass().getModule().equals(ImageReader.class.getModule())
                && Arrays.asList(((ImageReaderSpi) provider).getMIMETypes()).contains(format.mediaType());
    }
}
