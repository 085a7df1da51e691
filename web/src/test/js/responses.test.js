import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLimits, readPrediction, readReceipt, readTicket } from '../../../site/js/responses.js';

const CLASSIFIED = {
  status: 'CLASSIFIED',
  imageId: 'a',
  filename: 'a.png',
  label: 'cat',
  score: 0.9,
  labels: [{ label: 'cat', score: 0.9 }],
  model: { name: 'net', version: '1' },
  classifiedAt: '2026-11-01T12:00:00.042Z',
  elapsedMillis: 31,
};

test('what is not as the API says is unreadable', () => {
  assert.equal(readPrediction(CLASSIFIED), CLASSIFIED);
  const independent = { ...CLASSIFIED, confident: false, certainty: 'unsure', labelsAbove: { threshold: 0.5, labels: [] } };
  assert.equal(readPrediction(independent), independent);
  for (const wrong of [null, [], { ...CLASSIFIED, status: 'DONE' }, { ...CLASSIFIED, labels: [{}] }, { ...CLASSIFIED, model: null }, { ...CLASSIFIED, labelsAbove: {} }]) {
    assert.throws(() => readPrediction(wrong), { kind: 'unreadable' });
  }
  assert.throws(() => readReceipt({ imageId: 'a' }), { kind: 'unreadable' });
  assert.throws(() => readLimits({ maxBytes: '7' }), { kind: 'unreadable' });
});

test('a presigned URL needs all that is sent there', () => {
  const ticket = { url: '/put', method: 'PUT', headers: { 'Content-Type': 'image/png' }, imageId: 'a' };
  assert.equal(readTicket(ticket), ticket);
  assert.throws(() => readTicket({ ...ticket, headers: { length: 7 } }), { kind: 'unreadable' });
});
