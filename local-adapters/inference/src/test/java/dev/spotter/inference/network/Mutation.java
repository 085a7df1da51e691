package dev.spotter.inference.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages images: single bits, cuts, ranges, fields of the header, and the segments that a JPEG file's tables are in.
 */
final class Mutation {
    private static final int HEADER_BYTES = 200;
    private static final int LONGEST_RANGE = 4_000;
    private static final int START_OF_SCAN = 0xDA;
    private static final int[] ODD_VALUES = {0, 1, 2, 3, 8, 16, 0x7F, 0x80, 0xFE, 0xFF};

    private final List<byte[]> donors;
    private final Random random;

    /** @param donors what pieces are taken from */
    Mutation(List<byte[]> donors, Random random) {
        this.donors = donors;
        this.random = random;
    }

    /** A damaged copy. */
    byte[] mutant(byte[] original) {
        byte[] picture = original.clone();
        return switch (random.nextInt(8)) {
            case 0 -> flipped(picture);
            case 1 -> Arrays.copyOf(picture, 1 + random.nextInt(picture.length));
            case 2 -> zeroed(picture);
            case 3 -> swapped(picture);
            case 4 -> withOddFields(picture);
            case 5 -> spliced(picture);
            case 6 -> without(picture, random.nextInt(picture.length), 1 + random.nextInt(LONGEST_RANGE));
            default -> isJpeg(picture) ? withOtherSegments(picture) : withOddFields(picture);
        };
    }

    private byte[] flipped(byte[] picture) {
        int bits = 1 + random.nextInt(20);
        for (int i = 0; i < bits; i++) {
            int within = i % 2 == 0 ? picture.length : Math.min(picture.length, 4 * HEADER_BYTES);
            picture[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return picture;
    }

    private byte[] zeroed(byte[] picture) {
        int start = random.nextInt(picture.length);
        int end = Math.min(picture.length, start + 1 + random.nextInt(LONGEST_RANGE));
        Arrays.fill(picture, start, end, (byte) 0);
        return picture;
    }

    private byte[] swapped(byte[] picture) {
        int length = 1 + random.nextInt(Math.min(LONGEST_RANGE, picture.length / 2));
        int first = random.nextInt(picture.length - length);
        int second = random.nextInt(picture.length - length);
        byte[] range = Arrays.copyOfRange(picture, first, first + length);
        System.arraycopy(picture, second, picture, first, length);
        System.arraycopy(range, 0, picture, second, length);
        return picture;
    }

    private byte[] withOddFields(byte[] picture) {
        int fields = 1 + random.nextInt(3);
        for (int i = 0; i < fields; i++) {
            picture[random.nextInt(Math.min(picture.length, HEADER_BYTES))] =
                    (byte) ODD_VALUES[random.nextInt(ODD_VALUES.length)];
        }
        return picture;
    }

    /** With a piece of another image in it. */
    private byte[] spliced(byte[] picture) {
        byte[] donor = donors.get(random.nextInt(donors.size()));
        int start = random.nextInt(donor.length);
        byte[] piece = Arrays.copyOfRange(donor, start, Math.min(donor.length, start + LONGEST_RANGE));
        return with(picture, random.nextInt(picture.length), piece);
    }

    /** A JPEG file with one segment dropped, in another place, or another file's in its place. */
    private byte[] withOtherSegments(byte[] picture) {
        List<int[]> segments = segments(picture);
        int[] segment = segments.get(random.nextInt(segments.size()));
        byte[] others = without(picture, segment[0], segment[1] - segment[0]);
        if (random.nextBoolean()) {
            return others;
        }
        List<byte[]> jpegs = donors.stream().filter(Mutation::isJpeg).toList();
        byte[] donor = random.nextBoolean() ? picture : jpegs.get(random.nextInt(jpegs.size()));
        List<int[]> offered = segments(donor);
        int[] piece = offered.get(random.nextInt(offered.size()));
        return with(others, segment[0], Arrays.copyOfRange(donor, piece[0], piece[1]));
    }

    private static boolean isJpeg(byte[] picture) {
        return picture.length > 4 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8;
    }

    /** Where the segments before the first scan begin and end; at least one. */
    private static List<int[]> segments(byte[] jpeg) {
        List<int[]> segments = new ArrayList<>();
        int at = 2;
        while (at + 4 < jpeg.length && (jpeg[at + 1] & 0xFF) != START_OF_SCAN) {
            int end = Math.min(jpeg.length, at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF)));
            segments.add(new int[] {at, end});
            at = end;
        }
        return segments.isEmpty() ? List.of(new int[] {0, 2}) : segments;
    }

    private static byte[] without(byte[] picture, int start, int length) {
        int end = Math.min(picture.length, start + length);
        byte[] rest = Arrays.copyOf(picture, picture.length - (end - start));
        System.arraycopy(picture, end, rest, start, picture.length - end);
        return rest;
    }

    private static byte[] with(byte[] picture, int at, byte[] piece) {
        byte[] longer = Arrays.copyOf(picture, picture.length + piece.length);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(picture, at, longer, at + piece.length, picture.length - at);
        return longer;
    }
}
