import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, millisOf } from '../../../site/js/http.js';

test('Retry-After is in seconds or a date, and never in the past', () => {
  assert.equal(millisOf(null, 0), undefined);
  assert.equal(millisOf('2', 0), 2_000);
  assert.equal(millisOf('Thu, 01 Jan 1970 00:00:05 GMT', 1_000), 4_000);
  assert.equal(millisOf('Thu, 01 Jan 1970 00:00:00 GMT', 1_000), 0);
  assert.equal(millisOf('soon', 0), undefined);
});

test('an error becomes a problem with what it says of itself', () => {
  const text = '{"status":413,"code":"image-too-large","detail":"too large","maxBytes":7}';
  assert.throws(() => bodyOf(413, text, undefined), { kind: 'refused', status: 413, code: 'image-too-large', detail: 'too large', maxBytes: 7 });
});

test('an error page of somebody else is a problem by its status alone', () => {
  assert.throws(() => bodyOf(502, '<html>', 1_000), { kind: 'refused', status: 502, code: undefined, retryAfterMillis: 1_000 });
});
