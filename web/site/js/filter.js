/** @import { Photo } from './photo.js' */

/**
 * Whether a photo's best label has these words in it. No words: every photo.
 *
 * @param {Pick<Photo, 'prediction'>} photo
 * @param {string} words
 */
export function matches({ prediction }, words) {
  const wanted = words.trim().toLowerCase();
  return wanted === '' || (prediction?.status === 'CLASSIFIED' && prediction.label.toLowerCase().includes(wanted));
}
