package dev.spotter.imaging;

import dev.spotter.core.image.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/** The JDK's own ImageIO codecs, also if other ones are installed. */
final class JdkCodecs {
    private JdkCodecs() {}

    static ImageReader reader(ImageFormat format) throws IOException {
        return ofJdk(ImageReaderSpi.class, format).createReaderInstance();
    }

    static ImageWriter writer(ImageFormat format) throws IOException {
        return ofJdk(ImageWriterSpi.class, format).createWriterInstance();
    }

    private static <S extends ImageReaderWriterSpi> S ofJdk(Class<S> kind, ImageFormat format) {
        Iterator<S> found = IIORegistry.getDefaultInstance()
                .getServiceProviders(kind, provider -> isOfJdk((ImageReaderWriterSpi) provider, format), false);
        if (!found.hasNext()) {
            throw new IllegalStateException("this Java runtime has no codec for " + format.displayName());
        }
        return found.next();
    }

    private static boolean isOfJdk(ImageReaderWriterSpi provider, ImageFormat format) {
        return provider.getClass().getModule().equals(ImageReader.class.getModule())
                && Arrays.asList(provider.getMIMETypes()).contains(format.mediaType());
    }
}
