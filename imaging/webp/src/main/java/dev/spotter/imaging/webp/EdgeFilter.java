package dev.spotter.imaging.webp;

/**
 * Smooths edges of blocks (RFC 6386, 15). An edge is given by its first sample on the far side, the step {@code along}
 * it and the step {@code across}.
 */
final class EdgeFilter {
    private EdgeFilter() {}

    /** The simple filter. */
    static void simple(byte[] p, int edge, int along, int across, int count, int limit) {
        int twice = 2 * limit + 1;
        for (int i = 0, at = edge; i < count; i++, at += along) {
            if (isSmall(p, at, across, twice)) {
                smoothTwo(p, at, across);
            }
        }
    }

    /** The normal filter between macroblocks. */
    static void macroblock(byte[] p, int edge, int along, int across, int count, FilterStrength strength) {
        int twice = 2 * strength.macroblockEdgeLimit() + 1;
        for (int i = 0, at = edge; i < count; i++, at += along) {
            if (isSmall(p, at, across, twice) && isEven(p, at, across, strength.interiorLimit())) {
                if (varies(p, at, across, strength.varianceThreshold())) {
                    smoothTwo(p, at, across);
                } else {
                    smoothSix(p, at, across);
                }
            }
        }
    }

    /** The normal filter within macroblocks. */
    static void inner(byte[] p, int edge, int along, int across, int count, FilterStrength strength) {
        int twice = 2 * strength.edgeLimit() + 1;
        for (int i = 0, at = edge; i < count; i++, at += along) {
            if (isSmall(p, at, across, twice) && isEven(p, at, across, strength.interiorLimit())) {
                if (varies(p, at, across, strength.varianceThreshold())) {
                    smoothTwo(p, at, across);
                } else {
                    smoothFour(p, at, across);
                }
            }
        }
    }

    private static boolean isSmall(byte[] p, int at, int across, int limit) {
        return 4 * distance(p, at - across, at) + distance(p, at - 2 * across, at + across) <= limit;
    }

    private static boolean isEven(byte[] p, int at, int across, int limit) {
        return distance(p, at - 4 * across, at - 3 * across) <= limit
                && distance(p, at - 3 * across, at - 2 * across) <= limit
                && distance(p, at - 2 * across, at - across) <= limit
                && distance(p, at + 3 * across, at + 2 * across) <= limit
                && distance(p, at + 2 * across, at + across) <= limit
                && distance(p, at + across, at) <= limit;
    }

    private static boolean varies(byte[] p, int at, int across, int threshold) {
        return distance(p, at - 2 * across, at - across) > threshold || distance(p, at + across, at) > threshold;
    }

    private static void smoothTwo(byte[] p, int at, int across) {
        int p0 = p[at - across] & 0xFF;
        int q0 = p[at] & 0xFF;
        int step = 3 * (q0 - p0) + Clamp.toSigned((p[at - 2 * across] & 0xFF) - (p[at + across] & 0xFF));
        p[at - across] = Clamp.toByte(p0 + eighth(step + 3));
        p[at] = Clamp.toByte(q0 - eighth(step + 4));
    }

    private static void smoothFour(byte[] p, int at, int across) {
        int p1 = p[at - 2 * across] & 0xFF;
        int p0 = p[at - across] & 0xFF;
        int q0 = p[at] & 0xFF;
        int q1 = p[at + across] & 0xFF;
        int step = 3 * (q0 - p0);
        int near = eighth(step + 4);
        int far = (near + 1) >> 1;
        p[at - 2 * across] = Clamp.toByte(p1 + far);
        p[at - across] = Clamp.toByte(p0 + eighth(step + 3));
        p[at] = Clamp.toByte(q0 - near);
        p[at + across] = Clamp.toByte(q1 - far);
    }

    private static void smoothSix(byte[] p, int at, int across) {
        int p2 = p[at - 3 * across] & 0xFF;
        int p1 = p[at - 2 * across] & 0xFF;
        int p0 = p[at - across] & 0xFF;
        int q0 = p[at] & 0xFF;
        int q1 = p[at + across] & 0xFF;
        int q2 = p[at + 2 * across] & 0xFF;
        int step = Clamp.toSigned(3 * (q0 - p0) + Clamp.toSigned(p1 - q1));
        int first = (27 * step + 63) >> 7;
        int second = (18 * step + 63) >> 7;
        int third = (9 * step + 63) >> 7;
        p[at - 3 * across] = Clamp.toByte(p2 + third);
        p[at - 2 * across] = Clamp.toByte(p1 + second);
        p[at - across] = Clamp.toByte(p0 + first);
        p[at] = Clamp.toByte(q0 - first);
        p[at + across] = Clamp.toByte(q1 - second);
        p[at + 2 * across] = Clamp.toByte(q2 - third);
    }

    /** Divides by eight and limits the result to five bits. */
    private static int eighth(int value) {
        return Math.max(-16, Math.min(15, value >> 3));
    }

    private static int distance(byte[] p, int one, int other) {
        return Math.abs((p[one] & 0xFF) - (p[other] & 0xFF));
    }
}
