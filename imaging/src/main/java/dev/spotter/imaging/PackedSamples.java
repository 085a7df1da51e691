package dev.spotter.imaging;

import java.nio.ByteOrder;

/**
 * Unpacks the samples that TIFF and BMP pack into a row: one after the other, the highest bit first; samples of 16
 * bits have the file's byte order.
 *
 * @param bits of each sample, 1 to 16
 * @param indices whether samples are palette indices, which are not scaled
 */
record PackedSamples(int bits, ByteOrder order, boolean indices) {
    int rowBytes(int samples) {
        return (int) (((long) samples * bits + 7) / 8);
    }

    /** Turns differences from the pixel on the left into samples, which have 8 or 16 bits. */
    void addUp(byte[] row, int samples, int perPixel) {
        if (bits == 8) {
            for (int i = perPixel; i < samples; i++) {
                row[i] += row[i - perPixel];
            }
            return;
        }
        int high = highByte();
        int low = 1 - high;
        for (int i = perPixel * 2; i < samples * 2; i += 2) {
            int left = i - perPixel * 2;
            int sum = uint16(row, i, high, low) + uint16(row, left, high, low);
            row[i + high] = (byte) (sum >> 8);
            row[i + low] = (byte) sum;
        }
    }

    /**
     * Converts samples to 8 bits. Of longer samples the highest bits are taken, as Pillow does for colours.
     *
     * @param at where the first goes in {@code out}
     * @param step from one to the next there
     */
    void unpack(byte[] row, int samples, byte[] out, int at, int step) {
        if (bits == 8 && step == 1) {
            System.arraycopy(row, 0, out, at, samples);
        } else if (bits == 8) {
            spread(row, 0, 1, samples, out, at, step);
        } else if (bits == 16) {
            spread(row, highByte(), 2, samples, out, at, step);
        } else {
            unpackBits(row, samples, out, at, step);
        }
    }

    private static void spread(byte[] row, int from, int every, int samples, byte[] out, int at, int step) {
        for (int i = 0; i < samples; i++) {
            out[at + i * step] = row[from + i * every];
        }
    }

    private void unpackBits(byte[] row, int samples, byte[] out, int at, int step) {
        int max = (1 << bits) - 1;
        int held = 0;
        int heldBits = 0;
        int in = 0;
        for (int i = 0; i < samples; i++) {
            while (heldBits < bits) {
                held = (held << 8) | (row[in++] & 0xFF);
                heldBits += 8;
            }
            heldBits -= bits;
            out[at + i * step] = scaled(held >> heldBits & max, max);
        }
    }

    private byte scaled(int sample, int max) {
        if (indices) {
            return (byte) sample;
        }
        return (byte) (bits > 8 ? sample >> (bits - 8) : sample * 255 / max);
    }

    private static int uint16(byte[] row, int at, int high, int low) {
        return (row[at + high] & 0xFF) << 8 | (row[at + low] & 0xFF);
    }

    private int highByte() {
        return order == ByteOrder.BIG_ENDIAN ? 0 : 1;
    }
}
