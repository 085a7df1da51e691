package dev.spotter.api;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.io.Writer;
import java.util.Locale;

/** Decodes an image from the base64, or the data URL (RFC 2397) with base64, that is written to it piece by piece. */
final class ImageText extends Writer {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    private static final int MAX_HEADER = 255;

    private final Base64Digits digits;
    private final StringBuilder header = new StringBuilder();
    private Part part = Part.BEGINNING;
    private int position;

    private enum Part {
        BEGINNING,
        HEADER,
        DIGITS
    }

    ImageText(int length, long maxBytes) {
        this.digits = new Base64Digits(length, maxBytes);
    }

    /** The image, once all is written and this is closed. */
    ImageBytes toImage() {
        return digits.toImage();
    }

    @Override
    public void write(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            accept(text[i]);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (part == Part.BEGINNING) {
            acceptHeaderAsDigits();
        } else if (part == Part.HEADER) {
            throw notBase64Url();
        }
        digits.end();
    }

    private void accept(char c) {
        position++;
        switch (part) {
            case BEGINNING -> acceptFirst(c);
            case HEADER -> acceptHeader(c);
            case DIGITS -> digits.accept(c, position);
        }
    }

    private void acceptFirst(char c) {
        header.append(c);
        if (header.length() == SCHEME.length()) {
            if (header.toString().equalsIgnoreCase(SCHEME)) {
                part = Part.HEADER;
            } else {
                part = Part.DIGITS;
                acceptHeaderAsDigits();
            }
        }
    }

    private void acceptHeader(char c) {
        if (c != ',') {
            header.append(c);
        } else if (header.toString().toLowerCase(Locale.ROOT).endsWith(BASE64)) {
            part = Part.DIGITS;
        } else {
            throw notBase64Url();
        }
        if (header.length() > MAX_HEADER) {
            throw notBase64Url();
        }
    }

    private void acceptHeaderAsDigits() {
        for (int i = 0; i < header.length(); i++) {
            digits.accept(header.charAt(i), i + 1);
        }
    }

    private static InvalidRequestException notBase64Url() {
        return new InvalidRequestException(
                "image", "image is a data URL without base64: expected data:image/png;base64,...");
    }
}
