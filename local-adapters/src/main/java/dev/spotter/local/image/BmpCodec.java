package dev.spotter.local.image;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BMP, without what a header may lead to: another picture inside, of any size, or a colour profile, which may even be a file's name. */
final class BmpCodec {
    private static final int HEADER_SIZE_AT = 14;
    private static final int COMPRESSION_AT = 30;
    private static final int COLOUR_SPACE_AT = 70;
    private static final int SHORTEST_WITH_COMPRESSION = 40;
    private static final int SHORTEST_WITH_COLOUR_SPACE = 108;
    private static final int JPEG_INSIDE = 4;
    private static final int PNG_INSIDE = 5;
    /** LCS_sRGB, "sRGB" as a number. */
    private static final int SRGB = 0x73524742;

    private BmpCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        return RowCodec.decode(withoutDetours(bytes.toByteArray()), header, limits);
    }

    private static ByteBuffer withoutDetours(byte[] data) {
        ByteBuffer file = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int headerSize = file.getInt(HEADER_SIZE_AT);
        if (headerSize >= SHORTEST_WITH_COMPRESSION) {
            int compression = file.getInt(COMPRESSION_AT);
            if (compression == JPEG_INSIDE || compression == PNG_INSIDE) {
                throw new UnsupportedImageException(
                        "the BMP image has another image inside", ImageFormat.displayNames());
            }
        }
        if (headerSize >= SHORTEST_WITH_COLOUR_SPACE) {
            file.putInt(COLOUR_SPACE_AT, SRGB);
        }
        return file;
    }
}
