/** The HTTP API: uploads a photo, asks for a prediction. Every failure but an abort is a {@link Problem}. */
import { Problem } from './problem.js';
import { isObject, readPrediction, readReceipt } from './answers.js';

/** @import { Prediction, Receipt } from './answers.js' */

/** Where the API is, seen from the page. Ends with a slash; relative, so that any prefix will do. */
const API_BASE = './';
const TOP = 5;
const ANSWER_MILLIS = 15_000;
const STALL_MILLIS = 60_000;

/**
 * What is known now, and when to ask again if that is not all.
 *
 * @typedef {{prediction: Prediction, retryAfterMillis: number | undefined}} Reply
 */

/**
 * Sends a photo. XMLHttpRequest, as fetch does not tell how much was sent.
 *
 * @param {File} file
 * @param {{signal: AbortSignal, onSent: (sentBytes: number, totalBytes: number) => void}} options
 * @returns {Promise<Receipt>}
 */
export function upload(file, { signal, onSent }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let sentBytes = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let stall;
    /** @param {unknown} reason */
    const fail = (reason) => {
      reject(reason);
      request.abort();
    };
    const abort = () => fail(signal.reason);
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => fail(new Problem('late')), STALL_MILLIS);
    };

    request.upload.onprogress = (event) => {
      watch();
      sentBytes = event.loaded;
      onSent(event.loaded, event.total);
    };
    request.onload = () => {
      try {
        resolve(readReceipt(bodyOf(request.status, request.responseText, request.getResponseHeader('Retry-After'))));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = () => reject(new Problem(sentBytes > 0 ? 'interrupted' : 'unreachable'));
    request.onloadend = () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', abort);
    };

    signal.throwIfAborted();
    signal.addEventListener('abort', abort);
    request.open('POST', address('upload', { filename: file.name }));
    // The server tells the format by the bytes. A declared type could only mislead: "application/json" is another kind of upload.
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    watch();
    request.send(file);
  });
}

/**
 * @param {string} imageId
 * @param {AbortSignal} signal
 */
export function predictionById(imageId, signal) {
  return ask({ imageId, top: String(TOP) }, signal);
}

/**
 * The newest upload of that name.
 *
 * @param {string} filename
 * @param {AbortSignal} signal
 */
export function predictionByFilename(filename, signal) {
  return ask({ filename, top: String(TOP) }, signal);
}

/**
 * @param {Record<string, string>} query
 * @param {AbortSignal} signal
 * @returns {Promise<Reply>}
 */
async function ask(query, signal) {
  const inTime = AbortSignal.timeout(ANSWER_MILLIS);
  let response;
  let text;
  try {
    response = await fetch(address('predict', query), { signal: AbortSignal.any([signal, inTime]), cache: 'no-store' });
    text = await response.text();
  } catch {
    signal.throwIfAborted();
    throw new Problem(inTime.aborted ? 'late' : 'unreachable');
  }
  const retryAfter = response.headers.get('Retry-After');
  return { prediction: readPrediction(bodyOf(response.status, text, retryAfter)), retryAfterMillis: millisOf(retryAfter) };
}

/**
 * @param {string} path
 * @param {Record<string, string>} query
 */
function address(path, query) {
  // A space as %20, which every server reads alike; a plus of the value itself is %2B by now.
  return `${API_BASE}${path}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`;
}

/**
 * @param {number} status
 * @param {string} text
 * @param {string | null} retryAfter
 * @returns {unknown} the JSON of a good answer
 * @throws {Problem} if the answer is an error or no JSON
 */
function bodyOf(status, text, retryAfter) {
  const body = parsed(text);
  if (status < 200 || status > 299) {
    // A proxy's error page is no problem+json: then the status must do.
    const detail = isObject(body) && typeof body.detail === 'string' ? body.detail : undefined;
    throw new Problem('refused', { status, detail, retryAfterMillis: millisOf(retryAfter) });
  }
  return body;
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string | null} retryAfter seconds or a date
 * @returns {number | undefined}
 */
function millisOf(retryAfter) {
  if (retryAfter === null) {
    return undefined;
  }
  const millis = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(millis) ? undefined : Math.max(0, millis);
}
