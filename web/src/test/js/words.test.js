import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, isolated, percent, sentence, size, verdict } from '../../../site/js/words.js';

test('scores read as percentages, and a tiny one is not nothing', () => {
  assert.equal(percent(0.957123), '95.7%');
  assert.equal(percent(1), '100.0%');
  assert.equal(percent(0.0004), '< 0.1%');
  assert.equal(percent(0), '0.0%');
});

const LABELS = ['missile', 'projectile', 'cannon', 'rocket'].map((label, i) => ({ label, score: 0.37 - i / 10 }));
const SEEN = { label: 'missile', score: 0.37, labels: LABELS };

test('the words before a label say how sure it is, by what the server says', () => {
  assert.deepEqual(verdict({ ...SEEN, certainty: 'sure' }), { lead: 'This looks like', labels: 'missile', score: '37.0%', line: 'missile, 37.0%' });
  assert.deepEqual(verdict({ ...SEEN, certainty: 'probable' }), {
    lead: 'This is probably',
    labels: 'missile',
    score: '37.0%',
    line: 'probably missile, 37.0%',
  });
  assert.deepEqual(verdict({ ...SEEN, certainty: 'unsure' }), {
    lead: 'Not sure:',
    labels: 'missile, projectile or cannon',
    score: '',
    line: 'not sure: missile, projectile or cannon',
  });
});

test('where nothing is known about it, the best label is named as such', () => {
  assert.deepEqual(verdict(SEEN), { lead: 'The best label is', labels: 'missile', score: '37.0%', line: 'missile, 37.0%' });
});

test('a model of two classes, or of one, has fewer alternatives', () => {
  assert.equal(verdict({ ...SEEN, labels: LABELS.slice(0, 2), certainty: 'unsure' }).labels, 'missile or projectile');
  assert.equal(verdict({ ...SEEN, labels: LABELS.slice(0, 1), certainty: 'unsure' }).labels, 'missile');
});

test('independent labels that apply are all named, twenty at most, or it is said that none does', () => {
  const some = { threshold: 0.5, labels: LABELS.slice(0, 2) };
  assert.deepEqual(verdict({ ...SEEN, certainty: 'sure', labelsAbove: some }), {
    lead: 'Labels above 50%',
    labels: 'missile, projectile',
    score: '',
    line: 'missile, projectile',
  });
  const none = verdict({ ...SEEN, certainty: 'unsure', labelsAbove: { threshold: 0.5, labels: [] } });
  assert.deepEqual([none.lead, none.labels, none.line], ['No label is above 50%', 'Nothing I know', 'Nothing I know']);
  const many = Array.from({ length: 23 }, (_, i) => ({ label: `l${i}`, score: 0.9 }));
  assert.match(verdict({ ...SEEN, labelsAbove: { threshold: 0.5, labels: many } }).labels, /, l19 and 3 more$/);
});

test('a name from right to left does not turn what stands beside it', () => {
  assert.equal(isolated('cat \u{1F408}'), 'cat \u{1F408}');
  assert.equal(isolated('\u{1E900}'), '\u2068\u{1E900}\u2069');
  assert.equal(isolated('a\u202Eb\u2069'), 'ab');
  assert.equal(verdict({ ...SEEN, label: '\u05D7\u05EA\u05D5\u05DC', certainty: 'probable' }).line, 'probably \u2068\u05D7\u05EA\u05D5\u05DC\u2069, 37.0%');
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
