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
        byte[] image = original.clone();
        return switch (random.nextInt(8)) {
            case 0 -> flipped(image);
            case 1 -> Arrays.copyOf(image, 1 + random.nextInt(image.length));
            case 2 -> zeroed(image);
            case 3 -> swapped(image);
            case 4 -> withOddFields(image);
            case 5 -> spliced(image);
            case 6 -> without(image, random.nextInt(image.length), 1 + random.nextInt(LONGEST_RANGE));
            default -> isJpeg(image) ? withOtherSegments(image) : withOddFields(image);
        };
    }

    private byte[] flipped(byte[] image) {
        int bits = 1 + random.nextInt(20);
        for (int i = 0; i < bits; i++) {
            int within = i % 2 == 0 ? image.length : Math.min(image.length, 4 * HEADER_BYTES);
            image[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return image;
    }

    private byte[] zeroed(byte[] image) {
        int start = random.nextInt(image.length);
        int end = Math.min(image.length, start + 1 + random.nextInt(LONGEST_RANGE));
        Arrays.fill(image, start, end, (byte) 0);
        return image;
    }

    private byte[] swapped(byte[] image) {
        int length = 1 + random.nextInt(Math.min(LONGEST_RANGE, image.length / 2));
        int first = random.nextInt(image.length - length);
        int second = random.nextInt(image.length - length);
        byte[] range = Arrays.copyOfRange(image, first, first + length);
        System.arraycopy(image, second, image, first, length);
        System.arraycopy(range, 0, image, second, length);
        return image;
    }

    private byte[] withOddFields(byte[] image) {
        int fields = 1 + random.nextInt(3);
        for (int i = 0; i < fields; i++) {
            image[random.nextInt(Math.min(image.length, HEADER_BYTES))] =
                    (byte) ODD_VALUES[random.nextInt(ODD_VALUES.length)];
        }
        return image;
    }

    /** With a piece of another image in it. */
    private byte[] spliced(byte[] image) {
        byte[] donor = donors.get(random.nextInt(donors.size()));
        int start = random.nextInt(donor.length);
        byte[] piece = Arrays.copyOfRange(donor, start, Math.min(donor.length, start + LONGEST_RANGE));
        return with(image, random.nextInt(image.length), piece);
    }

    /** A JPEG file with one segment dropped, in another place, or another file's in its place. */
    private byte[] withOtherSegments(byte[] image) {
        List<int[]> segments = segments(image);
        int[] segment = segments.get(random.nextInt(segments.size()));
        byte[] others = without(image, segment[0], segment[1] - segment[0]);
        if (random.nextBoolean()) {
            return others;
        }
        List<byte[]> jpegs = donors.stream().filter(Mutation::isJpeg).toList();
        byte[] donor = random.nextBoolean() ? image : jpegs.get(random.nextInt(jpegs.size()));
        List<int[]> offered = segments(donor);
        int[] piece = offered.get(random.nextInt(offered.size()));
        return with(others, segment[0], Arrays.copyOfRange(donor, piece[0], piece[1]));
    }

    private static boolean isJpeg(byte[] image) {
        return image.length > 4 && image[0] == (byte) 0xFF && image[1] == (byte) 0xD8;
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

    private static byte[] without(byte[] image, int start, int length) {
        int end = Math.min(image.length, start + length);
        byte[] rest = Arrays.copyOf(image, image.length - (end - start));
        System.arraycopy(image, end, rest, start, image.length - end);
        return rest;
    }

    private static byte[] with(byte[] image, int at, byte[] piece) {
        byte[] longer = Arrays.copyOf(image, image.length + piece.length);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(image, at, longer, at + piece.length, image.length - at);
        return longer;
    }
}
