import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_ENTRIES, parseAlbum, toEntry, withEntry, withoutEntry } from '../../../site/js/album.js';

const FAILED = /** @type {const} */ ({ status: 'FAILED', imageId: 'a', filename: 'a.png', error: { code: 'image-damaged', message: 'torn' } });
const ENTRY = { imageId: 'a', filename: 'a.png', addedAt: 1 };

test('a photo is remembered once the server has it, with its outcome once there is one', () => {
  const photo = { filename: 'a.png', addedAt: 1, thumbnail: undefined };
  assert.equal(toEntry({ ...photo, imageId: undefined, prediction: undefined }), undefined);
  assert.deepEqual(toEntry({ ...photo, imageId: 'a', prediction: undefined })?.entry, ENTRY);
  assert.deepEqual(toEntry({ ...photo, imageId: 'a', prediction: FAILED })?.entry, { ...ENTRY, prediction: FAILED });
  assert.deepEqual(toEntry({ ...photo, imageId: 'b', prediction: FAILED })?.entry.prediction, undefined);
  const deletable = { ...photo, imageId: 'a', prediction: undefined, deletionToken: 'secret' };
  assert.deepEqual(toEntry(deletable)?.entry, { ...ENTRY, deletionToken: 'secret' });
});

test('what is written is read again', () => {
  const entries = [{ ...ENTRY, prediction: FAILED, picture: 'AAAA', deletionToken: 'secret' }];
  assert.deepEqual(parseAlbum(JSON.stringify(entries)), entries);
});

test('whatever else stands in the storage is passed over', () => {
  assert.deepEqual(parseAlbum(null), []);
  assert.deepEqual(parseAlbum('{'), []);
  assert.deepEqual(parseAlbum('{"a":1}'), []);
  assert.deepEqual(parseAlbum(JSON.stringify([null, 1, {}, { ...ENTRY, addedAt: 'now' }])), []);
  assert.deepEqual(parseAlbum(JSON.stringify([{ ...ENTRY, prediction: { status: 'GUESSED' }, picture: 7, deletionToken: 7 }])), [ENTRY]);
});

test('the newest come first, and the oldest go when there are too many', () => {
  /** @type {import('../../../site/js/album.js').Entry[]} */
  let entries = [];
  for (let i = 0; i <= MOST_ENTRIES; i++) {
    entries = withEntry(entries, { ...ENTRY, imageId: `id ${i}`, addedAt: i });
  }
  assert.equal(entries.length, MOST_ENTRIES);
  assert.equal(entries[0]?.imageId, `id ${MOST_ENTRIES}`);
  assert.equal(entries.at(-1)?.imageId, 'id 1');
});

test('an entry takes the place of the one before, and keeps its picture', () => {
  const entries = withEntry([{ ...ENTRY, picture: 'AAAA' }], { ...ENTRY, prediction: FAILED });
  assert.deepEqual(entries, [{ ...ENTRY, picture: 'AAAA', prediction: FAILED }]);
  assert.deepEqual(withoutEntry(entries, 'a'), []);
});
