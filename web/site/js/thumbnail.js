/** The small copy of a photo that the list shows and the album keeps. Loaded on demand. */
import { drawn, fitted } from './redraw.js';

const SIDE_PIXELS = 160;
const QUALITY = 0.7;

/**
 * @param {Blob} photo
 * @returns {Promise<Blob>}
 * @throws if this browser cannot open it
 */
export async function smallPicture(photo) {
  const bitmap = await createImageBitmap(photo);
  try {
    return await drawn(bitmap, fitted(bitmap, SIDE_PIXELS), QUALITY);
  } finally {
    bitmap.close();
  }
}
