import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { named } from '../../../site/js/photo-input.js';
import { matches } from '../../../site/js/photo-list.js';
import { fitted } from '../../../site/js/redraw.js';
import { hashOf, imageIdIn } from '../../../site/js/route.js';
import { news, stageWords } from '../../../site/js/stage-words.js';

const ID = '3vq8x0d5s1k7m2n9p4r6t8w0yz';
const SITE = new URL('../../../site/', import.meta.url);

test('the address names an image, and nothing that is no id', () => {
  assert.equal(imageIdIn(hashOf(ID)), ID);
  for (const hash of ['', '#', '#/image/', `#/image/${ID}/`, `#/image/${ID.toUpperCase()}`, '#/image/../x']) {
    assert.equal(imageIdIn(hash), undefined);
  }
});

test('the filter looks into the label, whatever the case', () => {
  const prediction = /** @type {any} */ ({ status: 'CLASSIFIED', label: 'Egyptian cat' });
  assert.ok(matches({ prediction }, ' CAT '));
  assert.ok(!matches({ prediction }, 'dog'));
  assert.ok(matches({ prediction: undefined }, ' '));
  assert.ok(!matches({ prediction: undefined }, 'cat'));
});

test('a pasted picture gets a name of its own, any other keeps its name', () => {
  const now = new Date('2026-11-01T12:00:05.000Z');
  assert.equal(named(new File([], 'image.png'), now).name, 'pasted 2026-11-01 12.00.05.png');
  assert.equal(named(new File([], 'cat.png'), now).name, 'cat.png');
});

test('a picture is made smaller in its form, never larger, never nothing', () => {
  assert.deepEqual(fitted({ width: 4_000, height: 3_000 }, 2_048), { width: 2_048, height: 1_536 });
  assert.deepEqual(fitted({ width: 10, height: 20 }, 2_048), { width: 10, height: 20 });
  assert.deepEqual(fitted({ width: 20_000, height: 1 }, 160), { width: 160, height: 1 });
});

test('a row says where its photo is; what is on the way is not read out', () => {
  const photo = /** @type {any} */ ({ stage: 'sending', filename: 'a.png', sentBytes: 199, totalBytes: 1_000 });
  assert.equal(stageWords(photo), 'Sending, 19%');
  assert.equal(news(photo), '');
  const prediction = { status: 'CLASSIFIED', label: 'cat', score: 0.5 };
  assert.equal(news({ ...photo, stage: 'classified', prediction }), 'a.png: cat, 50.0%');
});

test('the page asks at once for every module that it needs at first, and for no other', () => {
  /** @type {Set<string>} */
  const needed = new Set();
  const follow = (/** @type {string} */ file) => {
    for (const [, next = ''] of readFileSync(new URL(`js/${file}`, SITE), 'utf8').matchAll(/^import .* from '\.\/(.*)';$/gm)) {
      if (!needed.has(next)) {
        needed.add(next);
        follow(next);
      }
    }
  };
  follow('main.js');
  const html = readFileSync(new URL('index.html', SITE), 'utf8');
  const asked = [...html.matchAll(/rel="modulepreload" href="js\/(.*)"/g)].map(([, file]) => file);
  assert.deepEqual(asked, [...needed].sort());
});

test('the page has no inline script, style or handler, and names nothing outside its origin', () => {
  const html = readFileSync(new URL('index.html', SITE), 'utf8');
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|javascript:|https?:\/\//);
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/);
  for (const file of readdirSync(new URL('css/', SITE))) {
    assert.doesNotMatch(readFileSync(new URL(`css/${file}`, SITE), 'utf8'), /@import|url\(/, file);
  }
});
