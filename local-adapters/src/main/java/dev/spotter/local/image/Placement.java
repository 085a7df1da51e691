package dev.spotter.local.image;

/**
 * A frame on one axis of a reduced screen.
 *
 * @param firstSample the screen's first kept sample that lies in the frame
 * @param frame the frame's samples that the screen keeps
 */
record Placement(int firstSample, Axis frame) {
    /** @throws MalformedImageException if no kept sample lies in the frame: nothing would be seen of it */
    static Placement of(Axis screen, int start, int framePixels) throws MalformedImageException {
        int sample = Math.max(0, -Math.floorDiv(screen.offset() - start, screen.factor()));
        int offset = sample * screen.factor() + screen.offset() - start;
        if (offset >= framePixels) {
            throw new MalformedImageException("its frame is too small to be seen");
        }
        return new Placement(sample, new Axis(framePixels, screen.factor(), offset));
    }
}
