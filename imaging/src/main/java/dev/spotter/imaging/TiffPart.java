package dev.spotter.imaging;

/**
 * A strip or tile.
 *
 * @param widthPixels as it is stored; the image may end before its right side
 * @param heightPixels as it is stored
 * @param visiblePixels how much of each row belongs to the image
 * @param visibleRows how many rows do
 */
record TiffPart(int left, int top, int widthPixels, int heightPixels, int visiblePixels, int visibleRows) {}
