import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certainty, duration, percent, sentence, size } from '../../../site/js/words.js';

test('scores read as percentages, and a tiny one is not nothing', () => {
  assert.equal(percent(0.957123), '95.7%');
  assert.equal(percent(1), '100.0%');
  assert.equal(percent(0.0004), '< 0.1%');
  assert.equal(percent(0), '0.0%');
});

test('the words before a label say how sure it is', () => {
  assert.equal(certainty(0.8), 'This looks like');
  assert.equal(certainty(0.5), 'This is probably');
  assert.equal(certainty(0.1), 'Not sure, but perhaps');
});

test('sizes have the unit that reads best', () => {
  assert.equal(size(1), '1 byte');
  assert.equal(size(999), '999 bytes');
  assert.equal(size(466_706), '467\u00a0kB');
  assert.equal(size(999_499), '999\u00a0kB');
  assert.equal(size(999_500), '1.0\u00a0MB');
});

test('durations are in milliseconds, then in seconds', () => {
  assert.equal(duration(31), '31\u00a0ms');
  assert.equal(duration(1_250), '1.3\u00a0s');
});

test('a reason becomes a sentence', () => {
  assert.equal(sentence('the image is torn'), 'The image is torn.');
  assert.equal(sentence('Busy!'), 'Busy!');
});
