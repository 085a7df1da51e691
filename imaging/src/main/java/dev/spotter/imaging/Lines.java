package dev.spotter.imaging;

/** Takes the lines of a picture, each once. */
interface Lines {
    /**
     * Takes a line.
     *
     * @param y its number, from 0
     * @param levels red, green and blue of each pixel, of 0 to 255; the caller's again after this call
     */
    void put(int y, int[] levels);
}
