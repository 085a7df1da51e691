package dev.spotter.imaging.webp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The up to four classes that macroblocks are in, each with a quantizer and a filter level of its own (RFC 6386, 9.3).
 *
 * @param used whether there are such classes
 * @param mapped whether each macroblock says which one it is in; else all are in the first
 * @param absolute whether the values are these, and not to be added to the frame's
 * @param treeProbabilities how the classes are coded
 */
record Segments(
        boolean used,
        boolean mapped,
        boolean absolute,
        List<Integer> quantizers,
        List<Integer> filterLevels,
        List<Integer> treeProbabilities) {
    static final int COUNT = 4;

    static Segments read(BoolDecoder in) throws WebpException {
        if (!in.flag()) {
            return new Segments(false, false, true, List.of(), List.of(), List.of());
        }
        boolean mapped = in.flag();
        boolean changed = in.flag();
        boolean absolute = !changed || in.flag();
        List<Integer> quantizers = changed ? readValues(in, 7) : Collections.nCopies(COUNT, 0);
        List<Integer> filterLevels = changed ? readValues(in, 6) : Collections.nCopies(COUNT, 0);
        return new Segments(true, mapped, absolute, quantizers, filterLevels, mapped ? readTree(in) : List.of());
    }

    private static List<Integer> readValues(BoolDecoder in, int bits) throws WebpException {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            values.add(in.optionalSigned(bits));
        }
        return values;
    }

    private static List<Integer> readTree(BoolDecoder in) throws WebpException {
        List<Integer> probabilities = new ArrayList<>();
        for (int i = 0; i < COUNT - 1; i++) {
            probabilities.add(in.flag() ? in.literal(8) : 255);
        }
        return probabilities;
    }

    int quantizer(int segment, int ofFrame) {
        return !used ? ofFrame : quantizers.get(segment) + (absolute ? 0 : ofFrame);
    }

    int filterLevel(int segment, int ofFrame) {
        return !used ? ofFrame : filterLevels.get(segment) + (absolute ? 0 : ofFrame);
    }

    /** The class of the next macroblock. */
    int readSegment(BoolDecoder in) throws WebpException {
        if (!mapped) {
            return 0;
        }
        return in.read(treeProbabilities.get(0)) == 0
                ? in.read(treeProbabilities.get(1))
                : 2 + in.read(treeProbabilities.get(2));
    }
}
