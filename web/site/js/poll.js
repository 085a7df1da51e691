/** Asks until there is an answer. */
import { isRefusal, Problem } from './problem.js';
import { sleep } from './sleep.js';

/** @import { Classified, Failed } from './responses.js' */
/** @import { Reply } from './api.js' */

const GIVE_UP_MILLIS = 120_000;
const USUAL_PAUSE_MILLIS = 1_000;
const SHORTEST_PAUSE_MILLIS = 200;
const LONGEST_BACKOFF_MILLIS = 10_000;
const BACKOFF = 1.4;

/**
 * @typedef {object} Patience
 * @property {(reason: Problem | undefined) => void} [onWait] before each pause: why, or undefined for a plain "not yet"
 * @property {boolean} [mayBeUnknown] whether a 404 is a plain "not yet" as well
 * @property {() => number} [now]
 * @property {(millis: number, signal: AbortSignal) => Promise<void>} [pause]
 */

/**
 * Follows the pauses that the server asks for, and makes longer ones by and by. A server that is busy or gone is asked again as well.
 * Gives up in time: with the last refusal, or as `late`.
 *
 * @param {(signal: AbortSignal) => Promise<Reply>} ask
 * @param {AbortSignal} signal
 * @param {Patience} [patience]
 * @returns {Promise<Classified | Failed>}
 */
export async function untilDecided(ask, signal, { onWait = () => {}, mayBeUnknown = false, now = Date.now, pause = sleep } = {}) {
  const end = now() + GIVE_UP_MILLIS;
  for (let tries = 0; ; tries++) {
    let askedMillis;
    /** @type {Problem | undefined} */
    let reason;
    try {
      const { prediction, retryAfterMillis } = await ask(signal);
      if (prediction.status !== 'PENDING') {
        return prediction;
      }
      askedMillis = retryAfterMillis;
    } catch (error) {
      if (!(mayBeUnknown && isRefusal(error, 404))) {
        if (!(error instanceof Problem && error.passing)) {
          throw error;
        }
        askedMillis = error.retryAfterMillis;
        reason = error;
      }
    }
    const millis = pauseMillis(askedMillis, tries);
    if (now() + millis > end) {
      throw reason ?? new Problem('late');
    }
    onWait(reason);
    await pause(millis, signal);
  }
}

/**
 * @param {number | undefined} askedMillis by the server
 * @param {number} tries so far
 */
export function pauseMillis(askedMillis, tries) {
  const backoff = Math.min(SHORTEST_PAUSE_MILLIS * BACKOFF ** tries, LONGEST_BACKOFF_MILLIS);
  return Math.max(askedMillis ?? USUAL_PAUSE_MILLIS, backoff);
}
