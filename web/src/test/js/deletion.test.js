import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainDeletion, period } from '../../../site/js/deletion.js';
import { Problem } from '../../../site/js/problem.js';

test('a deletion that failed says where the photo is now', () => {
  assert.match(explainDeletion(new Problem('refused', { status: 403 })), /not permit.*still there/);
  assert.match(explainDeletion(new Problem('offline')), /offline.*still on the server/);
  assert.match(explainDeletion(new Problem('unreachable')), /cannot be reached, so it may still be there/);
  assert.match(explainDeletion(new Problem('refused', { status: 503 })), /busy, so it may still be there/);
});

test('a period is said in the largest unit that fits', () => {
  assert.equal(period(2_592_000), '30 days');
  assert.equal(period(86_400), '1 day');
  assert.equal(period(43_200), '12 hours');
  assert.equal(period(5_400), '90 minutes');
  assert.equal(period(1), '1 second');
});
