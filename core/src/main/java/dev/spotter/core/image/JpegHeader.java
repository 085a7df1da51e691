package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.internal.JpegFrameHeader;
import dev.spotter.core.internal.JpegMarker;
import dev.spotter.core.internal.JpegSegments;
import java.nio.ByteBuffer;
import java.util.Optional;

/** JPEG's marker segments up to the frame header, and EXIF's orientation among them: the first one counts. */
final class JpegHeader {
    private JpegHeader() {}

    static ImageHeader read(ByteBuffer file) {
        Optional<Orientation> orientation = Optional.empty();
        JpegSegments segments = new JpegSegments(file);
        while (true) {
            int marker = segments.nextMarker();
            if (marker == JpegMarker.START_OF_SCAN || marker == JpegMarker.END_OF_IMAGE) {
                throw new DamagedImageException("the JPEG image has no frame header before its data");
            }
            if (JpegMarker.isAlone(marker)) {
                continue;
            }
            JpegVariant.checkMarker(marker);
            ByteBuffer content = segments.content().orElseThrow(IndexOutOfBoundsException::new);
            if (JpegMarker.isFrame(marker)) {
                return frame(JpegFrameHeader.of(content), orientation.orElse(Orientation.AS_STORED));
            }
            if (orientation.isEmpty() && marker == JpegMarker.APP1 && ImageFormat.startsWith(content, 0, "Exif\0\0")) {
                orientation = Optional.of(TiffHeader.orientationOf(content));
            }
        }
    }

    private static ImageHeader frame(JpegFrameHeader frame, Orientation orientation) {
        JpegVariant.checkSamples(frame.sampleBits(), frame.components());
        return new ImageHeader(ImageFormat.JPEG, frame.widthPixels(), frame.heightPixels(), orientation);
    }
}
