import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mediaType } from '../../../site/js/format.js';

const SAMPLES = new URL('../../../../samples/', import.meta.url);

test('a photo’s type is told by its bytes, whatever it is called', async () => {
  for (const [sample, expected] of Object.entries({
    'rocket.jpg': 'image/jpeg',
    'coffee.png': 'image/png',
    'formats/photo.webp': 'image/webp',
    'formats/photo.gif': 'image/gif',
    'formats/photo.bmp': 'image/bmp',
    'formats/photo.tiff': 'image/tiff',
  })) {
    const file = new File([readFileSync(new URL(sample, SAMPLES))], 'photo', { type: 'text/plain' });
    assert.equal(await mediaType(file), expected, sample);
  }
});

test('of what is no photo, and of one that is cut off, the browser’s word is taken', async () => {
  assert.equal(await mediaType(new File(['ftypheic'], 'a.heic', { type: 'image/heic' })), 'image/heic');
  assert.equal(await mediaType(new File([], 'a')), '');
  assert.equal(await mediaType(new File(['RIFF'], 'a')), '');
});
