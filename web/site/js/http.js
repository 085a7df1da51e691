/** What every call of the API has in common: its address, its answer, its failure. */
import { noAnswer, Problem } from './problem.js';
import { isObject } from './responses.js';

const ANSWER_MILLIS = 15_000;

/** @typedef {{body: unknown, retryAfterMillis: number | undefined}} Answer */

/**
 * Where the API is, by the page's own word. A deployment may say `/api/`.
 *
 * @param {string} path
 * @param {Record<string, string>} [query]
 */
export function address(path, query = {}) {
  const base = document.querySelector('meta[name="spotter-api"]')?.getAttribute('content') ?? './';
  // A space as %20, which every server reads alike; a plus of the value itself is %2B by now.
  const parameters = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return base + path + (parameters === '' ? '' : `?${parameters}`);
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @param {RequestInit} [init]
 * @returns {Promise<Answer>}
 * @throws {Problem} if the answer is an error, no JSON, or missing
 */
export async function ask(url, signal, init = {}) {
  const inTime = AbortSignal.timeout(ANSWER_MILLIS);
  let response;
  let text;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.any([signal, inTime]), cache: 'no-store' });
    text = await response.text();
  } catch {
    signal.throwIfAborted();
    throw inTime.aborted ? new Problem('late') : noAnswer();
  }
  const retryAfterMillis = millisOf(response.headers.get('Retry-After'), Date.now());
  return { body: bodyOf(response.status, text, retryAfterMillis), retryAfterMillis };
}

/**
 * @param {number} status
 * @param {string} text
 * @param {number | undefined} retryAfterMillis
 * @returns {unknown} the JSON of a good answer
 * @throws {Problem} if the answer is an error
 */
export function bodyOf(status, text, retryAfterMillis) {
  const body = parsed(text);
  if (status >= 200 && status <= 299) {
    return body;
  }
  // A proxy's error page is no problem+json: then the status must do.
  const { code, detail, maxBytes } = isObject(body) ? body : /** @type {Record<string, unknown>} */ ({});
  throw new Problem('refused', {
    status,
    code: typeof code === 'string' ? code : undefined,
    detail: typeof detail === 'string' ? detail : undefined,
    maxBytes: typeof maxBytes === 'number' ? maxBytes : undefined,
    retryAfterMillis,
  });
}

/**
 * @param {string | null} retryAfter seconds or a date
 * @param {number} now in milliseconds
 * @returns {number | undefined}
 */
export function millisOf(retryAfter, now) {
  if (retryAfter === null) {
    return undefined;
  }
  const millis = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(millis) ? undefined : Math.max(0, millis);
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
