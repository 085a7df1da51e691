package dev.spotter.imaging;

/** Receives the rows of an image, each once. */
interface RowSink {
    /**
     * Receives a row.
     *
     * @param y the row's number, from 0
     * @param levels red, green and blue of each pixel, of 0 to 255; valid during this call only
     */
    void put(int y, int[] levels);
}
