/** What went wrong, and what to do, in plain words. */
import { Problem } from './problem.js';
import { sentence, size } from './words.js';

/** @import { Failed } from './responses.js' */

/** @typedef {{title: string, detail: string}} Words */

/**
 * @param {unknown} error
 * @param {number} [sizeBytes] of the photo
 * @returns {Words}
 */
export function explain(error, sizeBytes) {
  if (!(error instanceof Problem)) {
    return { title: 'Something went wrong in this page', detail: 'Try again, or load the page anew.' };
  }
  switch (error.kind) {
    case 'refused':
      return refusal(error, sizeBytes);
    case 'unreachable':
      return { title: 'The server cannot be reached', detail: 'Check that it is running and that you are connected, then try again.' };
    case 'offline':
      return { title: 'You are offline', detail: 'The photo is kept here, and goes on by itself when the network is back.' };
    case 'interrupted':
      return {
        title: 'The connection broke while the photo was being sent',
        detail: 'The network may be gone, or the photo larger than the server takes. The photo is kept here: try again.',
      };
    case 'unreadable':
      return { title: 'The server’s answer cannot be read', detail: 'It may be starting, or something else answers in its place. Try again.' };
    case 'late':
      return { title: 'The server takes too long', detail: 'It has not answered in time and may have much to do. Try again in a while.' };
    case 'lost':
      return { title: 'The file cannot be read any more', detail: 'It was changed, moved or removed since you chose it. Choose it again.' };
    case 'unopened':
      return {
        title: 'No smaller copy can be made',
        detail: 'This browser cannot open the photo. Make it smaller in another program, then choose it again.',
      };
  }
}

/**
 * @param {Failed} prediction
 * @returns {Words}
 */
export function explainFailure({ error: { code, message } }) {
  const what = sentence(message);
  return code === 'image-damaged' || code === 'image-format-unsupported' || code === 'image-too-many-pixels'
    ? { title: 'The photo cannot be opened', detail: `${what} Choose another photo, or save this one anew in another program.` }
    : { title: 'No label was found', detail: `${what} The fault is not the photo’s: send it again.` };
}

/**
 * @param {Problem} problem
 * @param {number} [sizeBytes]
 * @returns {Words}
 */
function refusal({ status = 0, detail, maxBytes, retryAfterMillis }, sizeBytes) {
  const reason = detail ? sentence(detail) : '';
  switch (status) {
    case 404:
      return { title: 'No such photo', detail: reason || 'The server knows no such photo.' };
    case 413:
      return { title: 'The photo is too large', detail: tooLarge(maxBytes, sizeBytes) };
    case 415:
      return { title: 'This is not a photo that can be read', detail: reason ? `${reason} Choose another file.` : 'Choose a JPEG, PNG, GIF, WebP, BMP or TIFF file.' };
    case 422:
      return { title: 'The photo cannot be opened', detail: `${reason || 'It is damaged or has too many pixels.'} Choose another photo.` };
    case 503:
      return { title: 'The server is busy', detail: `${reason} ${waitFor(retryAfterMillis)}`.trim() };
    default:
      return status >= 500
        ? { title: 'Something went wrong on the server', detail: reason || `It answered with status ${status}. Try again.` }
        : { title: 'The server did not accept this', detail: reason || `It answered with status ${status}.` };
  }
}

/**
 * @param {number | undefined} maxBytes
 * @param {number | undefined} sizeBytes
 */
function tooLarge(maxBytes, sizeBytes) {
  const has = sizeBytes ? `It has ${size(sizeBytes)}` : 'It has too many bytes';
  return maxBytes ? `${has}; the limit of this server is ${size(maxBytes)}.` : `${has}, more than this server takes.`;
}

/** @param {number | undefined} millis */
function waitFor(millis) {
  return millis ? `It asks to wait ${Math.ceil(millis / 1_000)} s before the next try.` : 'Try again in a while.';
}
