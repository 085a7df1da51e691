/** Sends bytes and tells how many are sent: by XMLHttpRequest, as fetch does not tell. */
import { bodyOf, millisOf } from './http.js';
import { noAnswer, Problem } from './problem.js';

const STALL_MILLIS = 60_000;

/** @typedef {(sentBytes: number, totalBytes: number) => void} OnSent */

/**
 * @param {{method: string, url: string, headers: Record<string, string>}} target
 * @param {Blob} bytes
 * @param {{signal: AbortSignal, onSent: OnSent}} options
 * @returns {Promise<unknown>} the JSON of the answer, if it has any
 * @throws {Problem} if it is refused or gets no answer
 */
export function send({ method, url, headers }, bytes, { signal, onSent }) {
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
      const pause = millisOf(request.getResponseHeader('Retry-After'), Date.now());
      try {
        resolve(bodyOf(request.status, request.responseText, pause));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = () => reject(sentBytes > 0 && navigator.onLine ? new Problem('interrupted') : noAnswer());
    request.onloadend = () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', abort);
    };

    signal.throwIfAborted();
    signal.addEventListener('abort', abort);
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    watch();
    request.send(bytes);
  });
}
