package dev.spotter.imaging;

import java.util.Arrays;

/** Which colours a JPEG file's samples are: the rules of {@code default_decompress_parms} in libjpeg's jdapimin.c. */
final class JpegColourSpace {
    private static final int NONE = -1;
    private static final int[] RGB_IDS = {'R', 'G', 'B'};

    private boolean jfif;
    private int adobeTransform = NONE;

    void sawJfif() {
        jfif = true;
    }

    /** @param transform the last byte of Adobe's segment: 0 none, 1 YCbCr, 2 YCCK */
    void sawAdobe(int transform) {
        adobeTransform = transform;
    }

    ColourSpace of(int[] componentIds) throws MalformedImageException {
        return switch (componentIds.length) {
            case 1 -> ColourSpace.GREY;
            case 3 -> isRgb(componentIds) ? ColourSpace.RGB : ColourSpace.YCBCR;
            case 4 -> adobeTransform > 0 ? ColourSpace.INVERTED_YCCK : ColourSpace.INVERTED_CMYK;
            default -> throw new MalformedImageException("it has %d components".formatted(componentIds.length));
        };
    }

    private boolean isRgb(int[] ids) {
        if (jfif) {
            return false;
        }
        return adobeTransform == NONE ? Arrays.equals(ids, RGB_IDS) : adobeTransform == 0;
    }
}
