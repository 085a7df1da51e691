/** The API's successful responses: their shape, and the check that a response has it. */
import { Problem } from './problem.js';

/** @typedef {{label: string, score: number}} Label */

/**
 * @typedef {object} Receipt
 * @property {string} imageId
 * @property {string} filename
 * @property {number} [widthPixels] known only to a server that has read the photo by then
 * @property {number} [heightPixels]
 * @property {string} [originalFilename] only if the server had to change the name
 * @property {string} [deletionToken] permits to delete the photo
 */

/** @typedef {{status: 'PENDING', imageId: string, filename: string}} Pending */
/** @typedef {{status: 'FAILED', imageId: string, filename: string, error: {code: string, message: string}}} Failed */

/**
 * @typedef {object} Classified
 * @property {'CLASSIFIED'} status
 * @property {string} imageId
 * @property {string} filename
 * @property {string} label
 * @property {number} score
 * @property {'sure' | 'probable' | 'unsure'} [certainty]
 * @property {Label[]} labels by descending score
 * @property {{threshold: number, labels: Label[]}} [labelsAbove] of independent labels
 * @property {{name: string, version: string}} model
 * @property {string} classifiedAt
 * @property {number} elapsedMillis
 */

/** @typedef {Pending | Failed | Classified} Prediction */

/** @typedef {{maxBytes: number, keepSeconds?: number}} Limits of what is sent directly, and for how long it is kept */

/**
 * Where to send one photo that is over the direct limit.
 *
 * @typedef {object} Ticket
 * @property {string} url
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} imageId
 * @property {string} [deletionToken]
 */

/**
 * @param {unknown} json
 * @returns {Receipt}
 */
export function readReceipt(json) {
  if (has(json, { imageId: 'string', filename: 'string', widthPixels: 'number', heightPixels: 'number' })) {
    return /** @type {Receipt} */ (/** @type {unknown} */ (json));
  }
  throw new Problem('unreadable');
}

/**
 * @param {unknown} json
 * @returns {Prediction}
 */
export function readPrediction(json) {
  if (has(json, { imageId: 'string', filename: 'string' }) && hasItsFields(json)) {
    return /** @type {Prediction} */ (/** @type {unknown} */ (json));
  }
  throw new Problem('unreadable');
}

/**
 * @param {unknown} json
 * @returns {Limits}
 */
export function readLimits(json) {
  if (has(json, { maxBytes: 'number' })) {
    return /** @type {Limits} */ (/** @type {unknown} */ (json));
  }
  throw new Problem('unreadable');
}

/**
 * @param {unknown} json
 * @returns {Ticket}
 */
export function readTicket(json) {
  if (
    has(json, { url: 'string', method: 'string', imageId: 'string' }) &&
    isObject(json.headers) &&
    Object.values(json.headers).every((value) => typeof value === 'string')
  ) {
    return /** @type {Ticket} */ (/** @type {unknown} */ (json));
  }
  throw new Problem('unreadable');
}

/** @param {Record<string, unknown>} json */
function hasItsFields(json) {
  switch (json.status) {
    case 'PENDING':
      return true;
    case 'FAILED':
      return has(json.error, { message: 'string' });
    case 'CLASSIFIED':
      return (
        has(json, { label: 'string', score: 'number', classifiedAt: 'string', elapsedMillis: 'number' }) &&
        has(json.model, { name: 'string', version: 'string' }) &&
        isLabels(json.labels) &&
        (!json.labelsAbove || (has(json.labelsAbove, { threshold: 'number' }) && isLabels(json.labelsAbove.labels)))
      );
    default:
      return false;
  }
}

/** @param {unknown} json */
function isLabels(json) {
  return Array.isArray(json) && json.every((label) => has(label, { label: 'string', score: 'number' }));
}

/**
 * @param {unknown} json
 * @param {Record<string, 'string' | 'number'>} fields
 * @returns {json is Record<string, unknown>}
 */
function has(json, fields) {
  return isObject(json) && Object.entries(fields).every(([name, type]) => typeof json[name] === type);
}

/**
 * @param {unknown} json
 * @returns {json is Record<string, unknown>}
 */
export function isObject(json) {
  return typeof json === 'object' && json !== null;
}
