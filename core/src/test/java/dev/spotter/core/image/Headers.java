package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Headers of images, built by hand. Text stands for its bytes in ISO 8859-1. */
final class Headers {
    static final String JPEG_START = "\u00FF\u00D8";
    /** A baseline frame of 3 components, 300 x 200 pixels. */
    static final String JPEG_FRAME = jpegFrame(0xC0, 300, 200);

    static final String PNG_START = "\u0089PNG\r\n\u001A\n";

    private Headers() {}

    static ImageBytes image(String... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : parts) {
            all.writeBytes(part.getBytes(ISO_8859_1));
        }
        return ImageBytes.wrap(all.toByteArray());
    }

    /** A marker segment. */
    static String segment(int marker, String content) {
        return "\u00FF" + (char) marker + big(content.length() + 2, 2) + content;
    }

    static String jpegFrame(int marker, int width, int height) {
        return segment(marker, "\10" + big(height, 2) + big(width, 2) + "\3");
    }

    static ImageBytes png(long width, long height) {
        return image(PNG_START, pngHeader(width, height));
    }

    static String pngHeader(long width, long height) {
        return pngChunk("IHDR", big(width, 4) + big(height, 4) + "\10\2\0\0\0");
    }

    static String pngChunk(String type, String content) {
        return big(content.length(), 4) + type + content + "\0\0\0\0";
    }

    static ImageBytes webp(String... chunks) {
        String body = "WEBP" + String.join("", chunks);
        return image("RIFF", little(body.length(), 4), body);
    }

    static String webpChunk(String type, String content) {
        return type + little(content.length(), 4) + content + (content.length() % 2 == 0 ? "" : "\0");
    }

    /** A TIFF file of one directory in the order of bytes of Intel. */
    static String tiffLittle(String... entries) {
        String all = String.join("", entries);
        return "II*\0" + little(8, 4) + little(all.length() / 12, 2) + all + little(0, 4);
    }

    static String entryLittle(int tag, int type, long value) {
        return little(tag, 2) + little(type, 2) + little(1, 4) + little(value, 4);
    }

    /** A TIFF file of one directory in the order of bytes of Motorola. */
    static String tiffBig(String... entries) {
        return "MM\0*" + big(8, 4) + big(entries.length, 2) + String.join("", entries) + big(0, 4);
    }

    /** An entry of type SHORT: its value stands in the first two of four bytes. */
    static String shortEntryBig(int tag, int value) {
        return big(tag, 2) + big(3, 2) + big(1, 4) + big(value, 2) + "\0\0";
    }

    static String big(long value, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = bytes - 1; i >= 0; i--) {
            text.append((char) (value >>> (8 * i) & 0xFF));
        }
        return text.toString();
    }

    static String little(long value, int bytes) {
        return new StringBuilder(big(value, bytes)).reverse().toString();
    }
}
