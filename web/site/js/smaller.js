/** A copy of a photo that is small enough for any server, yet far larger than the network looks at. Loaded on demand. */
import { drawn, fitted } from './redraw.js';
import { Problem } from './problem.js';

const SIDE_PIXELS = 2_048;
const QUALITY = 0.9;

/**
 * @param {Blob} photo
 * @returns {Promise<Blob>}
 * @throws {Problem} `unopened` if this browser cannot open it
 */
export async function smallerCopy(photo) {
  try {
    const bitmap = await createImageBitmap(photo);
    try {
      return await drawn(bitmap, fitted(bitmap, SIDE_PIXELS), QUALITY);
    } finally {
      bitmap.close();
    }
  } catch {
    throw new Problem('unopened');
  }
}
