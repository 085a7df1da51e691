/** What is said to the reader. */
import { Problem } from './problem.js';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} score */
export function percent(score) {
  return score > 0 && score < 0.001 ? '< 0.1%' : `${TENTH.format(score * 100)}%`;
}

/** How sure the best label is, as the words before it. @param {number} score */
export function certainty(score) {
  if (score >= 0.8) {
    return 'This looks like';
  }
  return score >= 0.5 ? 'This is probably' : 'Not sure, but perhaps';
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1_000) {
    return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  }
  return bytes < 999_500 ? `${WHOLE.format(bytes / 1_000)}\u00a0kB` : `${TENTH.format(bytes / 1_000_000)}\u00a0MB`;
}

/** @param {number} millis */
export function duration(millis) {
  return millis < 1_000 ? `${WHOLE.format(millis)}\u00a0ms` : `${TENTH.format(millis / 1_000)}\u00a0s`;
}

/** @param {string} instant in ISO form; in the reader's own zone and manner if it can be read */
export function moment(instant) {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The API's reasons begin in lower case and end without a stop. @param {string} reason */
export function sentence(reason) {
  const text = reason.trim();
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}

/**
 * @param {unknown} error
 * @returns {{title: string, detail: string}}
 */
export function explain(error) {
  if (!(error instanceof Problem)) {
    return { title: 'Something went wrong in this page', detail: 'Try again, or load the page anew.' };
  }
  switch (error.kind) {
    case 'refused':
      return refusal(error);
    case 'unreachable':
      return { title: 'The server cannot be reached', detail: 'Check that it is running and that you are connected, then try again.' };
    case 'interrupted':
      return {
        title: 'The connection broke while the photo was being sent',
        detail: 'The network may be gone, or the photo larger than the server takes.',
      };
    case 'unreadable':
      return { title: 'The server’s answer cannot be read', detail: 'It may be starting, or something else answers in its place.' };
    case 'late':
      return { title: 'The server takes too long', detail: 'It has not answered in time and may have much to do. Try again in a while.' };
  }
}

/**
 * @param {Problem} problem
 * @returns {{title: string, detail: string}}
 */
function refusal(problem) {
  const { status = 0, detail, retryAfterMillis } = problem;
  const [title, usual] = refusalWords(status);
  const wait = retryAfterMillis ? ` It asks to wait ${Math.ceil(retryAfterMillis / 1_000)} s before the next try.` : '';
  return { title, detail: (detail ? sentence(detail) : usual) + wait };
}

/**
 * @param {number} status
 * @returns {[title: string, usual: string]}
 */
function refusalWords(status) {
  switch (status) {
    case 404:
      return ['No such photo', 'The server knows no photo by that name.'];
    case 413:
      return ['The photo is too large', 'The server takes smaller ones only.'];
    case 415:
      return ['This is not a photo that can be read', 'Choose a JPEG, PNG, GIF, WebP, BMP or TIFF file.'];
    case 422:
      return ['The photo cannot be opened', 'It is damaged or has too many pixels.'];
    case 503:
      return ['The server is busy', 'It takes no more photos just now.'];
    default:
      return status >= 500
        ? ['Something went wrong on the server', `It answered with status ${status}.`]
        : ['The server did not accept this', `It answered with status ${status}.`];
  }
}
