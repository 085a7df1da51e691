package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;

/**
 * A program that converts an image of 50 million pixels of 16 bits, which is the largest that the usual limits allow.
 */
final class ConvertInSmallHeap {
    private static final int WIDTH = 8_660;
    private static final int HEIGHT = 5_770;
    private static final int BYTES_PER_PIXEL = 8;
    private static final int RGB_ALPHA = 6;

    private ConvertInSmallHeap() {}

    public static void main(String[] arguments) {
        ImageBytes image = TestImages.png(WIDTH, HEIGHT, 16, RGB_ALPHA, TestImages.row(WIDTH * BYTES_PER_PIXEL, 77));
        ImageConverter converter = new ImageConverter(new ImageDecoder(ImageLimits.DEFAULT));
        for (ImageFormat target : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
            ImageHeader header = ImageHeader.read(converter.convert(image, target, Integer.MAX_VALUE));
            System.out.println("converted to " + header.widthPixels() + " x " + header.heightPixels());
        }
    }
}
