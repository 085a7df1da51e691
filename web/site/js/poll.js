/** Asks until there is an answer. */
import { Problem } from './problem.js';

/** @import { Classified, Failed } from './answers.js' */
/** @import { Reply } from './api.js' */

const GIVE_UP_MILLIS = 60_000;
const USUAL_PAUSE_MILLIS = 1_000;
const SHORTEST_PAUSE_MILLIS = 200;
const LONGEST_PAUSE_MILLIS = 10_000;

/**
 * Follows the pauses the server asks for, a busy server's too. After a minute it gives up: with the last refusal, or as `late`.
 *
 * @param {(signal: AbortSignal) => Promise<Reply>} ask
 * @param {AbortSignal} signal
 * @returns {Promise<Classified | Failed>}
 */
export async function untilDecided(ask, signal) {
  const end = Date.now() + GIVE_UP_MILLIS;
  for (;;) {
    let pauseMillis;
    let reason = new Problem('late');
    try {
      const { prediction, retryAfterMillis } = await ask(signal);
      if (prediction.status !== 'PENDING') {
        return prediction;
      }
      pauseMillis = retryAfterMillis;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 503) {
        throw error;
      }
      pauseMillis = error.retryAfterMillis;
      reason = error;
    }
    const pause = Math.min(Math.max(pauseMillis ?? USUAL_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS), LONGEST_PAUSE_MILLIS);
    if (Date.now() + pause > end) {
      throw reason;
    }
    await sleep(pause, signal);
  }
}

/**
 * @param {number} millis
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function sleep(millis, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, millis);
    signal.addEventListener('abort', stop, { once: true });
  });
}
