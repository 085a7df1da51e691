import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseMillis, untilDecided } from '../../../site/js/poll.js';
import { Problem } from '../../../site/js/problem.js';

/** @import { Reply } from '../../../site/js/api.js' */

const PENDING = /** @type {const} */ ({ status: 'PENDING', imageId: 'a', filename: 'a.png' });
const FAILED = /** @type {const} */ ({ status: 'FAILED', imageId: 'a', filename: 'a.png', error: { code: 'image-damaged', message: 'torn' } });
const { signal } = new AbortController();

/**
 * A server that gives these answers in turn, the last one for ever; and a clock that only pauses move.
 *
 * @param {(Reply | Problem)[]} answers
 */
function script(answers) {
  let time = 0;
  let asked = 0;
  /** @type {number[]} */
  const pauses = [];
  return {
    pauses,
    ask: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer instanceof Problem || answer === undefined) {
        throw answer;
      }
      return answer;
    },
    now: () => time,
    pause: async (/** @type {number} */ millis) => {
      pauses.push(millis);
      time += millis;
    },
  };
}

test('asks again after the pause that the server asks for', async () => {
  const { ask, pauses, ...clock } = script([
    { prediction: PENDING, retryAfterMillis: 3_000 },
    { prediction: FAILED, retryAfterMillis: undefined },
  ]);
  assert.equal(await untilDecided(ask, signal, clock), FAILED);
  assert.deepEqual(pauses, [3_000]);
});

test('makes longer pauses by and by, never shorter ones than asked for, and gives up as late', async () => {
  const { ask, pauses, ...clock } = script([{ prediction: PENDING, retryAfterMillis: 1_000 }]);
  await assert.rejects(untilDecided(ask, signal, clock), { kind: 'late' });
  assert.deepEqual(pauses, [...pauses].sort((a, b) => a - b));
  assert.equal(pauses[0], 1_000);
  assert.equal(pauses.at(-1), 10_000);
});

test('goes on while the server is busy or gone, and says why it waits', async () => {
  const busy = new Problem('refused', { status: 503, retryAfterMillis: 2_000 });
  const gone = new Problem('unreachable');
  const { ask, pauses, ...clock } = script([busy, gone, { prediction: FAILED, retryAfterMillis: undefined }]);
  /** @type {unknown[]} */
  const reasons = [];
  await untilDecided(ask, signal, { ...clock, onWait: (reason) => reasons.push(reason) });
  assert.deepEqual(reasons, [busy, gone]);
  assert.deepEqual(pauses, [2_000, 1_000]);
});

test('gives up with the last refusal', async () => {
  const gone = new Problem('unreachable');
  const { ask, pauses, ...clock } = script([gone]);
  await assert.rejects(untilDecided(ask, signal, clock), (error) => error === gone);
  assert.ok(pauses.length > 5);
});

test('ends at once with what will not pass', async () => {
  const unknown = new Problem('refused', { status: 404 });
  const { ask, pauses, ...clock } = script([unknown]);
  await assert.rejects(untilDecided(ask, signal, clock), (error) => error === unknown);
  assert.deepEqual(pauses, []);
});

test('waits for an image that may not be known yet, as for one that is pending', async () => {
  const unknown = new Problem('refused', { status: 404 });
  const { ask, pauses, ...clock } = script([unknown, unknown, { prediction: FAILED, retryAfterMillis: undefined }]);
  /** @type {unknown[]} */
  const reasons = [];
  const patience = { ...clock, mayBeUnknown: true, onWait: (/** @type {unknown} */ reason) => reasons.push(reason) };
  assert.equal(await untilDecided(ask, signal, patience), FAILED);
  assert.deepEqual(pauses, [1_000, 1_000]);
  assert.deepEqual(reasons, [undefined, undefined]);
});

test('gives up late on an image that stays unknown: it was sent, so it is not sent again', async () => {
  const { ask, pauses, ...clock } = script([new Problem('refused', { status: 404 })]);
  await assert.rejects(untilDecided(ask, signal, { ...clock, mayBeUnknown: true }), { kind: 'late' });
  const waited = pauses.reduce((sum, millis) => sum + millis, 0);
  assert.ok(waited > 100_000, `${waited}`);
});

test('a pause is a second where the server does not say', () => {
  assert.equal(pauseMillis(undefined, 0), 1_000);
  assert.equal(pauseMillis(60_000, 100), 60_000);
});
