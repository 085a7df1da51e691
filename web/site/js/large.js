/** Photos over the direct limit: by a presigned URL where the server gives one, else refused here, with the limit. Loaded on demand. */
import { readLimits, readTicket } from './responses.js';
import { upload } from './api.js';
import { mediaType } from './format.js';
import { address, ask } from './http.js';
import { isRefusal, Problem } from './problem.js';
import { send } from './send.js';

/** @import { Receipt, Ticket } from './responses.js' */
/** @import { Sending } from './api.js' */

/**
 * @param {Blob} bytes
 * @param {string} filename
 * @param {Sending} sending
 * @returns {Promise<Receipt>}
 */
export async function uploadLarge(bytes, filename, sending) {
  const maxBytes = await directLimit(sending.signal);
  if (maxBytes === undefined || bytes.size <= maxBytes) {
    return upload(bytes, filename, sending);
  }
  return uploadSigned(bytes, filename, sending, new Problem('refused', { status: 413, code: 'image-too-large', maxBytes }));
}

/**
 * @param {Blob} bytes
 * @param {string} filename
 * @param {Sending} sending
 * @param {Problem} tooLarge to throw where the server signs no uploads
 * @returns {Promise<Receipt>}
 */
export async function uploadSigned(bytes, filename, sending, tooLarge) {
  const { url, method, headers, imageId, deletionToken } = await ticket(bytes, filename, sending.signal, tooLarge);
  await send({ method, url, headers }, bytes, sending);
  return { imageId, filename, ...(deletionToken && { deletionToken }) };
}

/**
 * @param {Blob} bytes
 * @param {string} filename
 * @param {AbortSignal} signal
 * @param {Problem} tooLarge
 * @returns {Promise<Ticket>}
 */
async function ticket(bytes, filename, signal, tooLarge) {
  const body = JSON.stringify({ filename, sizeBytes: bytes.size, contentType: await mediaType(bytes) });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  try {
    return readTicket((await ask(address('upload-url'), signal, init)).body);
  } catch (error) {
    throw isRefusal(error, 404) || isRefusal(error, 405) ? tooLarge : error;
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<number | undefined>} undefined where the server does not say
 */
async function directLimit(signal) {
  try {
    return readLimits((await ask(address('limits'), signal)).body).maxBytes;
  } catch (error) {
    if (isRefusal(error, 404) || isRefusal(error, 405)) {
      return undefined;
    }
    throw error;
  }
}
