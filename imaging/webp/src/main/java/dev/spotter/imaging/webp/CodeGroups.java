package dev.spotter.imaging.webp;

/**
 * The prefix codes of each part of an image (RFC 9649, 3.7.2.2). An image of any size can name 65,536 groups of
 * codes. Only groups that a part of it uses are kept, and only within bounds.
 */
final class CodeGroups {
    /**
     * Limits the symbols of all codes of an image, kept or not. The usual encoder makes at most 2,600 groups of up to
     * 3,136 symbols.
     */
    private static final long MAX_SYMBOLS = 16_000_000;
    /** Two bytes each; the usual encoder's most take some 8 million in the worst case. */
    private static final int MAX_ENTRIES = 8_000_000;
    /** The size of an object without its entries, expressed in entries. */
    private static final int ENTRIES_OF_OBJECT = 32;

    /** The group of each square, row by row; empty if there is one for all. */
    private final char[] squares;

    private final int squareBits;
    private final int squaresInRow;
    private final CodeGroup[] groups;

    private CodeGroups(char[] squares, int squareBits, int squaresInRow, CodeGroup[] groups) {
        this.squares = squares;
        this.squareBits = squareBits;
        this.squaresInRow = squaresInRow;
        this.groups = groups;
    }

    /** One group for all. */
    static CodeGroups readOne(BitReader in, int cacheColours) throws WebpException {
        return new CodeGroups(new char[0], 0, 0, readGroups(in, new boolean[] {true}, cacheColours));
    }

    /** Groups for squares of the image. */
    static CodeGroups readMany(BitReader in, int width, int height, int cacheColours) throws WebpException {
        BlockImage image = BlockImage.read(in, width, height);
        char[] squares = new char[image.argb().length];
        int highest = 0;
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (char) (image.argb()[i] >> 8);
            highest = Math.max(highest, squares[i]);
        }
        boolean[] used = new boolean[highest + 1];
        for (char square : squares) {
            used[square] = true;
        }
        return new CodeGroups(squares, image.bits(), image.width(), readGroups(in, used, cacheColours));
    }

    private static CodeGroup[] readGroups(BitReader in, boolean[] used, int cacheColours) throws WebpException {
        if ((long) used.length * CodeGroup.symbols(cacheColours) > MAX_SYMBOLS) {
            throw tooMany();
        }
        CodeLengths lengths = new CodeLengths(CodeGroup.greenSymbols(cacheColours));
        CodeGroup[] groups = new CodeGroup[used.length];
        int entries = 0;
        for (int i = 0; i < groups.length; i++) {
            if (used[i]) {
                groups[i] = readGroup(in, lengths, cacheColours);
                entries += entries(groups[i]);
                if (entries > MAX_ENTRIES) {
                    throw tooMany();
                }
            } else {
                passOver(in, lengths, cacheColours);
            }
        }
        return groups;
    }

    private static CodeGroup readGroup(BitReader in, CodeLengths lengths, int cacheColours) throws WebpException {
        return new CodeGroup(
                readCode(in, lengths, CodeGroup.greenSymbols(cacheColours)),
                readCode(in, lengths, CodeGroup.LITERALS),
                readCode(in, lengths, CodeGroup.LITERALS),
                readCode(in, lengths, CodeGroup.LITERALS),
                readCode(in, lengths, CodeGroup.DISTANCES));
    }

    private static PrefixCode readCode(BitReader in, CodeLengths lengths, int symbols) throws WebpException {
        lengths.read(in, symbols);
        return PrefixCode.of(lengths.lengths(), symbols);
    }

    private static void passOver(BitReader in, CodeLengths lengths, int cacheColours) throws WebpException {
        lengths.read(in, CodeGroup.greenSymbols(cacheColours));
        for (int i = 0; i < 3; i++) {
            lengths.read(in, CodeGroup.LITERALS);
        }
        lengths.read(in, CodeGroup.DISTANCES);
    }

    private static int entries(CodeGroup group) {
        return group.green().entries()
                + group.red().entries()
                + group.blue().entries()
                + group.alpha().entries()
                + group.distance().entries()
                + 5 * ENTRIES_OF_OBJECT;
    }

    private static WebpException tooMany() {
        return WebpException.unsupported("the WebP image has more code tables than are read");
    }

    /** In a row, the codes may change at each multiple of this number of pixels, less one, as a mask. */
    int squareMask() {
        return squares.length == 0 ? -1 : (1 << squareBits) - 1;
    }

    CodeGroup at(int x, int y) {
        return squares.length == 0 ? groups[0] : groups[squares[(y >> squareBits) * squaresInRow + (x >> squareBits)]];
    }
}
