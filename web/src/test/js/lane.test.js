import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Lane } from '../../../site/js/lane.js';

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
  const lane = new Lane(2);
  const { ends, task } = tasks();
  const runs = [1, 2, 3, 4].map(() => lane.run(never, task));
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
  const lane = new Lane(1);
  const failing = lane.run(never, () => Promise.reject(new Error('torn')));
  const next = lane.run(never, async () => 'next');
  await assert.rejects(failing, { message: 'torn' });
  assert.equal(await next, 'next');
});

test('who is cancelled while waiting takes no turn', async () => {
  const lane = new Lane(1);
  const { ends, task } = tasks();
  const first = lane.run(never, task);
  const cancel = new AbortController();
  const second = lane.run(cancel.signal, () => assert.fail('it was cancelled'));
  const third = lane.run(never, async () => 'third');
  cancel.abort(new Error('cancelled'));
  await assert.rejects(second, { message: 'cancelled' });
  ends[0]?.();
  await first;
  assert.equal(await third, 'third');
});
