import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Limiter } from '../../../site/js/limiter.js';

const never = new AbortController().signal;

/** Tasks that end when told. */
function tasks() {
  /** @type {(() => void)[]} */
  const ends = [];
  return {
    ends,
    task: () => /** @type {Promise<void>} */ (new Promise((resolve) => ends.push(resolve))),
  };
}

test('runs as many at once as it is wide, the others in turn', async () => {
  const limiter = new Limiter(2);
  const { ends, task } = tasks();
  const runs = [1, 2, 3, 4].map(() => limiter.run(never, task));
  await turn();
  assert.equal(ends.length, 2);
  ends[0]?.();
  await turn();
  assert.equal(ends.length, 3);
  ends[1]?.();
  ends[2]?.();
  await turn();
  ends[3]?.();
  await Promise.all(runs);
});

test('a task that fails makes room, and fails for its caller only', async () => {
  const limiter = new Limiter(1);
  const failing = limiter.run(never, () => Promise.reject(new Error('torn')));
  const next = limiter.run(never, async () => 'next');
  await assert.rejects(failing, { message: 'torn' });
  assert.equal(await next, 'next');
});

test('who is cancelled while waiting takes no turn', async () => {
  const limiter = new Limiter(1);
  const { ends, task } = tasks();
  const first = limiter.run(never, task);
  const cancel = new AbortController();
  const second = limiter.run(cancel.signal, () => assert.fail('it was cancelled'));
  const third = limiter.run(never, async () => 'third');
  cancel.abort(new Error('cancelled'));
  await assert.rejects(second, { message: 'cancelled' });
  ends[0]?.();
  await first;
  assert.equal(await third, 'third');
});
