/** Images drawn again by the browser. Loaded on demand. */
const JPEG = 'image/jpeg';

/**
 * @param {ImageBitmap} bitmap
 * @param {{width: number, height: number}} size
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
export async function drawn(bitmap, { width, height }, quality) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('this browser draws no pictures');
  }
  context.imageSmoothingQuality = 'high';
  // JPEG has no transparency; the server puts such pictures on white as well.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture cannot be encoded'))), JPEG, quality);
  });
}

/**
 * The size with its longer side at most this long, its form kept.
 *
 * @param {{width: number, height: number}} size
 * @param {number} longestSide
 */
export function fitted({ width, height }, longestSide) {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
