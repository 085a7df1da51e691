/** What this browser remembers of the photos it sent, as text. Whatever else is found in that text is passed over. */
import { isObject, readPrediction } from './responses.js';

/** @import { Classified, Failed } from './responses.js' */
/** @import { Photo } from './photo.js' */

/** The oldest go. */
export const MOST_ENTRIES = 60;

/**
 * @typedef {object} Entry
 * @property {string} imageId
 * @property {string} filename
 * @property {number} addedAt in milliseconds
 * @property {Classified | Failed} [prediction] the outcome, once there is one
 * @property {string} [picture] a small copy, as base64
 * @property {string} [deletionToken] permits to delete the photo on the server
 */

/**
 * What to remember of a photo: nothing before the server has it.
 *
 * @param {Pick<Photo, 'imageId' | 'filename' | 'addedAt' | 'prediction' | 'thumbnail'> & {deletionToken?: string | undefined}} photo
 * @returns {{entry: Entry, thumbnail: Blob | undefined} | undefined}
 */
export function toEntry({ imageId, filename, addedAt, prediction, thumbnail, deletionToken }) {
  if (imageId === undefined) {
    return undefined;
  }
  const outcome = prediction?.imageId === imageId && prediction.status !== 'PENDING' ? prediction : undefined;
  return {
    entry: { imageId, filename, addedAt, ...(outcome && { prediction: outcome }), ...(deletionToken && { deletionToken }) },
    thumbnail,
  };
}

/**
 * @param {string | null} text
 * @returns {Entry[]} the newest first
 */
export function parseAlbum(text) {
  let json;
  try {
    json = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(json) ? bounded(json.flatMap(readEntry)) : [];
}

/**
 * The entries with this one, in place of what was known of its image.
 *
 * @param {Entry[]} entries
 * @param {Entry} entry
 */
export function withEntry(entries, entry) {
  const before = entries.find(({ imageId }) => imageId === entry.imageId);
  return bounded([{ ...before, ...entry }, ...entries.filter((other) => other !== before)]);
}

/**
 * @param {Entry[]} entries
 * @param {string} imageId
 */
export function withoutEntry(entries, imageId) {
  return entries.filter((entry) => entry.imageId !== imageId);
}

/** @param {Entry[]} entries */
function bounded(entries) {
  return [...entries].sort((a, b) => b.addedAt - a.addedAt).slice(0, MOST_ENTRIES);
}

/**
 * @param {unknown} json
 * @returns {Entry[]} one, or none if it is not an entry
 */
function readEntry(json) {
  if (!isObject(json)) {
    return [];
  }
  const { imageId, filename, addedAt, prediction, picture, deletionToken } = json;
  if (typeof imageId !== 'string' || typeof filename !== 'string' || typeof addedAt !== 'number') {
    return [];
  }
  /** @type {Entry} */
  const entry = { imageId, filename, addedAt };
  if (typeof picture === 'string') {
    entry.picture = picture;
  }
  if (typeof deletionToken === 'string') {
    entry.deletionToken = deletionToken;
  }
  try {
    const outcome = readPrediction(prediction);
    if (outcome.status !== 'PENDING') {
      entry.prediction = outcome;
    }
  } catch {
    // No outcome yet: it is asked for.
  }
  return [entry];
}
