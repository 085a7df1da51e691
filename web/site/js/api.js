/** The HTTP API: sends a photo, asks for a prediction. Every failure but an abort is a {@link Problem}. */
import { readPrediction, readReceipt } from './responses.js';
import { address, ask } from './http.js';
import { send } from './send.js';

/** @import { Prediction, Receipt } from './responses.js' */
/** @import { OnSent } from './send.js' */

const TOP = 5;

/**
 * What is known now, and when to ask again if that is not all.
 *
 * @typedef {{prediction: Prediction, retryAfterMillis: number | undefined}} Reply
 */

/** @typedef {{signal: AbortSignal, onSent: OnSent}} Sending */

/**
 * @param {Blob} bytes
 * @param {string} filename
 * @param {Sending} sending
 * @returns {Promise<Receipt>}
 */
export async function upload(bytes, filename, sending) {
  // The server tells the format by the bytes. A declared type could only mislead: "application/json" is another kind of upload.
  const headers = { 'Content-Type': 'application/octet-stream' };
  return readReceipt(await send({ method: 'POST', url: address('upload', { filename }), headers }, bytes, sending));
}

/**
 * @param {string} imageId
 * @param {AbortSignal} signal
 */
export function predictionById(imageId, signal) {
  return predict({ imageId, top: String(TOP) }, signal);
}

/**
 * The newest upload of that name.
 *
 * @param {string} filename
 * @param {AbortSignal} signal
 */
export function predictionByFilename(filename, signal) {
  return predict({ filename, top: String(TOP) }, signal);
}

/**
 * @param {Record<string, string>} query
 * @param {AbortSignal} signal
 * @returns {Promise<Reply>}
 */
async function predict(query, signal) {
  const { body, retryAfterMillis } = await ask(address('predict', query), signal);
  return { prediction: readPrediction(body), retryAfterMillis };
}
