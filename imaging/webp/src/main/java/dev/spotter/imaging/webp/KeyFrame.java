package dev.spotter.imaging.webp;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a VP8 key frame (RFC 6386, 9 and 19.2), and the decoders for the data after it.
 *
 * @param tokenReader knows the probabilities of coefficients
 * @param skips whether a macroblock may say that it has no coefficients
 * @param skipProbability the probability that it does not, in 256ths
 * @param modes the first partition, after the header
 * @param tokens the partitions with coefficients; rows of macroblocks take turns
 */
record KeyFrame(
        int widthPixels,
        int heightPixels,
        Segments segments,
        FilterSettings filter,
        List<Dequantizer> dequantizers,
        TokenReader tokenReader,
        boolean skips,
        int skipProbability,
        BoolDecoder modes,
        List<BoolDecoder> tokens) {
    private static final int TAG_BYTES = 3;
    private static final int HEADER_BYTES = 10;
    private static final int START_CODE = 0x2A019D;
    private static final int MAX_SIDE = 0x3FFF;
    private static final int MAX_VERSION = 3;
    private static final int LENGTH_BYTES = 3;

    /** @throws WebpException if this is no key frame, or it is cut off in its header */
    static KeyFrame read(ByteRange data) throws WebpException {
        int tag = data.number(0, TAG_BYTES);
        boolean shown = (tag & 0x10) != 0;
        if ((tag & 1) != 0 || !shown || (tag >> 1 & 7) > MAX_VERSION || data.number(3, 3) != START_CODE) {
            throw new WebpException("its lossy data has no frame header");
        }
        int width = data.number(6, 2) & MAX_SIDE;
        int height = data.number(8, 2) & MAX_SIDE;
        if (width == 0 || height == 0) {
            throw new WebpException("its image has no pixels");
        }
        ByteRange partitions = data.after(HEADER_BYTES);
        int firstBytes = tag >> 5;
        return read(width, height, partitions.first(firstBytes), partitions.after(firstBytes));
    }

    private static KeyFrame read(int width, int height, ByteRange first, ByteRange others) throws WebpException {
        BoolDecoder in = new BoolDecoder(first);
        // How colours and clamping are meant, which no decoder heeds.
        in.literal(2);
        Segments segments = Segments.read(in);
        FilterSettings filter = FilterSettings.read(in);
        List<BoolDecoder> tokens = partitions(1 << in.literal(2), others);
        List<Dequantizer> dequantizers = dequantizers(in, segments);
        // Whether later frames begin with the same probabilities: there are none.
        in.flag();
        TokenReader tokenReader = new TokenReader(CoefficientTables.read(in));
        boolean skips = in.flag();
        int skipProbability = skips ? in.literal(8) : 0;
        return new KeyFrame(
                width, height, segments, filter, dequantizers, tokenReader, skips, skipProbability, in, tokens);
    }

    private static List<Dequantizer> dequantizers(BoolDecoder in, Segments segments) throws WebpException {
        int index = in.literal(7);
        Dequantizer.Deltas deltas = Dequantizer.Deltas.read(in);
        List<Dequantizer> dequantizers = new ArrayList<>();
        for (int segment = 0; segment < Segments.COUNT; segment++) {
            dequantizers.add(Dequantizer.of(segments.quantizer(segment, index), deltas));
        }
        return dequantizers;
    }

    /** Splits the partitions. The lengths of all but the last precede them. */
    private static List<BoolDecoder> partitions(int count, ByteRange data) throws WebpException {
        ByteRange rest = data.after((count - 1) * LENGTH_BYTES);
        List<BoolDecoder> partitions = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            int length = data.number(i * LENGTH_BYTES, LENGTH_BYTES);
            partitions.add(new BoolDecoder(rest.first(length)));
            rest = rest.after(length);
        }
        partitions.add(new BoolDecoder(rest));
        return partitions;
    }

    int columns() {
        return (widthPixels + 15) >> 4;
    }

    int rows() {
        return (heightPixels + 15) >> 4;
    }
}
