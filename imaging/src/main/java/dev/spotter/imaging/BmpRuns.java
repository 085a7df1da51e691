package dev.spotter.imaging;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** BMP's run-length codes (RLE8 and RLE4), row by row. Pixels that are jumped over have the palette's first colour. */
final class BmpRuns {
    private static final int END_OF_ROW = 0;
    private static final int END_OF_IMAGE = 1;
    private static final int JUMP = 2;

    private final BmpHeader header;
    private final ByteBuffer in;
    private final PixelCollector kept;
    private final RgbConversion colours;
    private final byte[] row;
    private int x;
    private int storedRow;

    BmpRuns(BmpHeader header, PixelCollector kept, RgbConversion colours) {
        this.header = header;
        this.in = header.file().duplicate().position(header.dataOffset());
        this.kept = kept;
        this.colours = colours;
        this.row = new byte[header.widthPixels()];
    }

    /** @throws EOFException if the codes end before the image does, without the code for its end */
    void read() throws EOFException {
        boolean more = true;
        while (more && storedRow < header.heightPixels()) {
            if (in.remaining() < 2) {
                finishLastRow();
                return;
            }
            int count = in.get() & 0xFF;
            int value = in.get() & 0xFF;
            if (count > 0) {
                put(count, value);
            } else if (value > JUMP) {
                putPlain(value);
            } else {
                more = command(value);
            }
        }
        endRows(header.heightPixels() - storedRow);
    }

    private boolean command(int command) throws EOFException {
        if (command == END_OF_ROW) {
            endRows(1);
        } else if (command == JUMP) {
            require(2);
            int right = in.get() & 0xFF;
            int rows = in.get() & 0xFF;
            int from = x;
            endRows(rows);
            x = Math.min(row.length, from + right);
        }
        return command != END_OF_IMAGE;
    }

    /** Many writers leave out the last row's end. */
    private void finishLastRow() throws EOFException {
        if (storedRow < header.heightPixels() - 1 || x < row.length) {
            throw new EOFException();
        }
        endRows(1);
    }

    private void put(int count, int value) {
        for (int i = 0; i < count && x < row.length; i++) {
            row[x++] = (byte) (header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
    }

    private void putPlain(int count) throws EOFException {
        int bytes = header.bits() == 8 ? count : (count + 1) / 2;
        require(bytes);
        int start = in.position();
        for (int i = 0; i < count; i++) {
            int value = in.get(start + (header.bits() == 8 ? i : i / 2)) & 0xFF;
            put(1, header.bits() == 8 || i % 2 == 0 ? value : (value & 15) << 4);
        }
        // An odd number of bytes is filled up.
        in.position(Math.min(in.limit(), start + bytes + bytes % 2));
    }

    private void require(int bytes) throws EOFException {
        if (in.remaining() < bytes) {
            throw new EOFException();
        }
    }

    private void endRows(int count) {
        for (int i = 0; i < count && storedRow < header.heightPixels(); i++) {
            int y = header.storedRow(storedRow);
            if (kept.keepsRow(y)) {
                kept.put(y, 0, row.length, row, 1, colours);
            }
            Arrays.fill(row, (byte) 0);
            storedRow++;
        }
        x = 0;
    }
}
