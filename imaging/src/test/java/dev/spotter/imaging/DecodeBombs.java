package dev.spotter.imaging;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program that decodes images whose headers claim far more than they hold, and says what came of each. */
final class DecodeBombs {
    private static final int SIDE = 7_000;
    private static final int FAX = 4;

    private DecodeBombs() {}

    public static void main(String[] arguments) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        bombs().forEach((name, bytes) -> {
            try {
                DecodedImage image = decoder.decode(ImageBytes.wrap(bytes));
                System.out.println("bomb " + name + ": " + image.widthPixels() + " x " + image.heightPixels());
            } catch (SpotterException e) {
                System.out.println("bomb " + name + ": " + e.getMessage());
            }
        });
    }

    private static Map<String, byte[]> bombs() {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("tiff-pixels", tiff(SIDE).with(277, 16).with(258, 16).toByteArray());
        bombs.put("tiff-strips", tiff(SIDE).with(278, 1).toByteArray());
        bombs.put("tiff-tile", tiff(1).with(322, 65_536).with(323, 65_536).toByteArray());
        bombs.put("tiff-fax", tiff(SIDE).with(258, 1).with(259, FAX).toByteArray());
        bombs.put(
                "tiff-fax-tile",
                tiff(1).with(258, 1)
                        .with(259, FAX)
                        .with(322, 65_536)
                        .with(323, 1_024)
                        .toByteArray());
        bombs.put("tiff-jpeg", tiff(SIDE).with(259, 7).toByteArray());
        bombs.put("bmp-colours", bmp(46, Integer.MAX_VALUE));
        bombs.put("bmp-data", bmp(34, Integer.MAX_VALUE));
        bombs.put("bmp-pixels", bmp(18, SIDE));
        bombs.put("gif-screen", gif(6));
        bombs.put("gif-frame", gif(GifFrameOffset.of(gif(6)) + 5));
        bombs.put("png-pixels", TestImages.png(SIDE, SIDE, 8, 6, new byte[4]).toByteArray());
        return bombs;
    }

    private static TiffBuilder tiff(int side) {
        return new TiffBuilder(ByteOrder.BIG_ENDIAN, side, side).part(new byte[100]);
    }

    private static byte[] bmp(int at, int value) {
        byte[] bmp = TestImages.encoded(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED), "bmp")
                .toByteArray();
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bmp;
    }

    private static byte[] gif(int sizeAt) {
        byte[] gif = TestImages.encoded(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED), "gif")
                .toByteArray();
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(sizeAt, (short) SIDE)
                .putShort(sizeAt + 2, (short) SIDE);
        return gif;
    }
}
