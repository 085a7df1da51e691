package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;

/** A program that converts the largest images of 8 and of 16 bits per sample that the usual limits allow. */
final class ConvertInSmallHeap {
    private static final int RGB_ALPHA = 6;
    private static final int SAMPLES = 4;

    private ConvertInSmallHeap() {}

    public static void main(String[] arguments) {
        convert(8_660, 5_770, Byte.SIZE);
        convert(6_840, 4_560, Short.SIZE);
    }

    private static void convert(int width, int height, int bitsPerSample) {
        byte[] row = TestImages.row(width * SAMPLES * bitsPerSample / Byte.SIZE, 77);
        ImageBytes image = TestImages.png(width, height, bitsPerSample, RGB_ALPHA, row);
        ImageConverter converter = new ImageConverter(new ImageDecoder(ImageLimits.DEFAULT));
        for (ImageFormat target : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
            ImageHeader header = ImageHeader.read(converter.convert(image, target, Integer.MAX_VALUE));
            System.out.println("converted to " + header.widthPixels() + " x " + header.heightPixels());
        }
    }
}
