package dev.spotter.imaging.webp;

/**
 * Differences from a prediction by the pixels to the left and above, in one of 14 modes for each square (RFC 9649,
 * 4.1). Keeps the row above.
 */
final class Predictor implements RowTransform {
    private static final int BLACK = 0xFF000000;

    private final int width;
    private final int bits;
    private final int squaresInRow;
    private final byte[] modes;
    private final int[] above;

    private Predictor(int width, BlockImage squares) {
        this.width = width;
        bits = squares.bits();
        squaresInRow = squares.width();
        modes = new byte[squares.argb().length];
        for (int i = 0; i < modes.length; i++) {
            modes[i] = (byte) (squares.argb()[i] >> 8 & 0xF);
        }
        above = new int[width + 1];
    }

    static Predictor read(BitReader in, int width, int height) throws WebpException {
        return new Predictor(width, BlockImage.read(in, width, height));
    }

    @Override
    public void invert(int[] argb, int y) {
        if (y == 0) {
            argb[0] = Argb.sum(argb[0], BLACK);
            for (int x = 1; x < width; x++) {
                argb[x] = Argb.sum(argb[x], argb[x - 1]);
            }
        } else {
            argb[0] = Argb.sum(argb[0], above[0]);
            // What is above and to the right of the last pixel is the first one of its own row.
            above[width] = argb[0];
            int square = (y >> bits) * squaresInRow;
            int side = 1 << bits;
            for (int x = 0; x < width; x += side) {
                invert(argb, Math.max(1, x), Math.min(width, x + side), modes[square++]);
            }
        }
        System.arraycopy(argb, 0, above, 0, width);
    }

    private void invert(int[] argb, int from, int to, int mode) {
        switch (mode) {
            case 1 -> {
                for (int x = from; x < to; x++) {
                    argb[x] = Argb.sum(argb[x], argb[x - 1]);
                }
            }
            case 2 -> addAbove(argb, from, to, 0);
            case 3 -> addAbove(argb, from, to, 1);
            case 4 -> addAbove(argb, from, to, -1);
            case 11 -> {
                for (int x = from; x < to; x++) {
                    argb[x] = Argb.sum(argb[x], nearer(argb[x - 1], above[x], above[x - 1]));
                }
            }
            case 12 -> {
                for (int x = from; x < to; x++) {
                    argb[x] = Argb.sum(argb[x], gradient(argb[x - 1], above[x], above[x - 1]));
                }
            }
            case 13 -> {
                for (int x = from; x < to; x++) {
                    argb[x] = Argb.sum(argb[x], halfGradient(Argb.mean(argb[x - 1], above[x]), above[x - 1]));
                }
            }
            case 5, 6, 7, 8, 9, 10 -> addMean(argb, from, to, mode);
            default -> {
                for (int x = from; x < to; x++) {
                    argb[x] = Argb.sum(argb[x], BLACK);
                }
            }
        }
    }

    private void addAbove(int[] argb, int from, int to, int shift) {
        for (int x = from; x < to; x++) {
            argb[x] = Argb.sum(argb[x], above[x + shift]);
        }
    }

    private void addMean(int[] argb, int from, int to, int mode) {
        for (int x = from; x < to; x++) {
            int left = argb[x - 1];
            int prediction =
                    switch (mode) {
                        case 5 -> Argb.mean(Argb.mean(left, above[x + 1]), above[x]);
                        case 6 -> Argb.mean(left, above[x - 1]);
                        case 7 -> Argb.mean(left, above[x]);
                        case 8 -> Argb.mean(above[x - 1], above[x]);
                        case 9 -> Argb.mean(above[x], above[x + 1]);
                        default -> Argb.mean(Argb.mean(left, above[x - 1]), Argb.mean(above[x], above[x + 1]));
                    };
            argb[x] = Argb.sum(argb[x], prediction);
        }
    }

    /** Left or above, whichever is nearer to the gradient's continuation. */
    private static int nearer(int left, int above, int corner) {
        int difference = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int c = corner >> shift & 0xFF;
            difference += Math.abs((left >> shift & 0xFF) - c) - Math.abs((above >> shift & 0xFF) - c);
        }
        return difference <= 0 ? above : left;
    }

    private static int gradient(int left, int above, int corner) {
        int sum = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int sample = (left >> shift & 0xFF) + (above >> shift & 0xFF) - (corner >> shift & 0xFF);
            sum |= (Clamp.toByte(sample) & 0xFF) << shift;
        }
        return sum;
    }

    private static int halfGradient(int mean, int corner) {
        int sum = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int sample = mean >> shift & 0xFF;
            sum |= (Clamp.toByte(sample + (sample - (corner >> shift & 0xFF)) / 2) & 0xFF) << shift;
        }
        return sum;
    }
}
