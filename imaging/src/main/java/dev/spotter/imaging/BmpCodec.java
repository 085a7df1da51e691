package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads BMP row by row. Colour profiles, which may be the name of another file, are ignored. Pixels of four bytes
 * have transparency only if a mask names it.
 */
final class BmpCodec {
    private final BmpHeader header;

    private BmpCodec(BmpHeader header) {
        this.header = header;
    }

    static DecodedImage decode(ImageBytes bytes, ImageHeader size) throws IOException {
        BmpHeader header = BmpHeader.of(bytes.buffer().order(ByteOrder.LITTLE_ENDIAN), size);
        return new BmpCodec(header).decode(size);
    }

    private DecodedImage decode(ImageHeader size) throws IOException {
        RgbConversion colours = colours();
        if (header.hasRuns()) {
            PixelCollector kept = new PixelCollector(header.widthPixels(), header.heightPixels());
            new BmpRuns(header, kept, colours).read();
            return kept.image(size.orientation());
        }
        return rows(colours).image(size.orientation());
    }

    private RgbConversion colours() throws MalformedImageException {
        boolean masks =
                header.compression() == BmpHeader.BIT_FIELDS || header.compression() == BmpHeader.ALPHA_BIT_FIELDS;
        return switch (header.bits()) {
            case 16 -> masks ? masked() : new BitMaskConversion(2, 0x7C00, 0x3E0, 0x1F, 0);
            case 24, 32 -> masks ? masked() : RgbConversion.of(ColourSpace.RGB, 2, 1, 0);
            default -> new PaletteConversion(header.palette(), 0);
        };
    }

    private RgbConversion masked() throws MalformedImageException {
        int red = header.mask(0);
        int green = header.mask(1);
        int blue = header.mask(2);
        boolean empty = (red | green | blue) == 0;
        if (empty && header.bits() == 32) {
            // As Pillow reads them.
            return RgbConversion.of(ColourSpace.RGB_ALPHA, 2, 1, 0, 3);
        }
        if (empty) {
            throw new MalformedImageException("its masks name no colour");
        }
        // Pillow, too, takes transparency from pixels of 32 bits alone.
        int alpha = header.bits() == 32 ? header.mask(3) : 0;
        if (!BitMaskConversion.areSeparate(red, green, blue, alpha)) {
            throw BmpHeader.unsupported("has masks that overlap or have gaps");
        }
        return new BitMaskConversion(header.bits() / 8, red, green, blue, alpha);
    }

    /** Rows begin at multiples of four bytes. After the last one, the padding may be missing. */
    private PixelCollector rows(RgbConversion colours) throws EOFException {
        long rowBits = (long) header.widthPixels() * header.bits();
        int rowBytes = (int) ((rowBits + 7) / 8);
        long stride = (rowBits + 31) / 32 * 4;
        int start = header.dataOffset();
        if (start + stride * (header.heightPixels() - 1) + rowBytes
                > header.file().limit()) {
            throw new EOFException();
        }
        PixelCollector kept = new PixelCollector(header.widthPixels(), header.heightPixels());
        int perPixel = Math.max(1, header.bits() / 8);
        byte[] row = new byte[rowBytes];
        byte[] samples = new byte[header.widthPixels() * perPixel];
        PackedSamples packed = new PackedSamples(Math.min(8, header.bits()), ByteOrder.LITTLE_ENDIAN, true);
        ByteBuffer file = header.file();
        for (int y = 0; y < header.heightPixels(); y++) {
            if (kept.keepsRow(y)) {
                file.get((int) (start + stride * header.storedRow(y)), row);
                packed.unpack(row, samples.length, samples, 0, 1);
                kept.put(y, 0, header.widthPixels(), samples, perPixel, colours);
            }
        }
        return kept;
    }
}
