import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../../site/js/problem.js';
import { explain, explainFailure } from '../../../site/js/problem-words.js';

/** @param {import('../../../site/js/problem.js').Known} known */
const refused = (known) => explain(new Problem('refused', known), 12_345_678);

test('too large: the limit is named, and the size', () => {
  assert.deepEqual(refused({ status: 413, maxBytes: 10_485_760 }), {
    title: 'The photo is too large',
    detail: 'It has 12.3\u00a0MB; the limit of this server is 10.5\u00a0MB.',
  });
  assert.match(refused({ status: 413 }).detail, /more than this server takes/);
});

test('every refusal has a title, the server’s reason, and what to do', () => {
  assert.match(refused({ status: 415, detail: 'the bytes are text' }).detail, /^The bytes are text\. Choose another file\.$/);
  assert.match(refused({ status: 422, detail: 'the header is torn' }).detail, /^The header is torn\. Choose another photo\.$/);
  assert.match(refused({ status: 503, retryAfterMillis: 1_400 }).detail, /wait 2 s/);
  assert.match(refused({ status: 404 }).title, /No such photo/);
  assert.match(refused({ status: 500 }).detail, /status 500/);
  assert.match(refused({ status: 418 }).detail, /status 418/);
});

test('what has no answer is told apart', () => {
  const kinds = /** @type {const} */ (['unreachable', 'offline', 'interrupted', 'unreadable', 'late', 'lost', 'unopened']);
  const titles = kinds.map((kind) => explain(new Problem(kind)).title);
  assert.equal(new Set(titles).size, kinds.length);
  assert.match(explain(new TypeError('a bug')).title, /in this page/);
});

test('a failed photo is at fault, or the server is', () => {
  const failed = /** @type {const} */ ({ status: 'FAILED', imageId: 'a', filename: 'a.png' });
  assert.match(explainFailure({ ...failed, error: { code: 'image-damaged', message: 'it is torn' } }).detail, /^It is torn\. Choose another/);
  assert.match(explainFailure({ ...failed, error: { code: 'internal', message: 'out of memory' } }).detail, /send it again/);
});
