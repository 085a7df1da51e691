/** Keeps the album in this browser's storage; without storage, nothing is remembered. */
import { parseAlbum, withEntry, withoutEntry } from './album.js';

/** @import { Entry } from './album.js' */

const KEY = 'spotter.album.1';

export class AlbumStorage {
  /** @type {Map<string, string>} the small copies in base64, by image */
  #pictures = new Map();

  /** @returns {(Entry & {thumbnail: Blob | undefined})[]} the newest first */
  read() {
    return this.#entries().map((entry) => ({ ...entry, thumbnail: toBlob(entry.picture) }));
  }

  /** @param {{entry: Entry, thumbnail: Blob | undefined}} known */
  put({ entry, thumbnail }) {
    const picture = this.#pictures.get(entry.imageId);
    // Read anew each time: another tab may have written.
    this.#write(withEntry(this.#entries(), { ...entry, ...(picture && { picture }) }));
    if (picture === undefined && thumbnail) {
      void this.#putPicture(entry.imageId, thumbnail);
    }
  }

  /** @param {string} imageId */
  remove(imageId) {
    this.#write(withoutEntry(this.#entries(), imageId));
  }

  clear() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }

  /**
   * @param {string} imageId
   * @param {Blob} thumbnail
   */
  async #putPicture(imageId, thumbnail) {
    this.#pictures.set(imageId, '');
    const picture = toBase64(new Uint8Array(await thumbnail.arrayBuffer()));
    this.#pictures.set(imageId, picture);
    const entry = this.#entries().find((other) => other.imageId === imageId);
    if (entry) {
      this.#write(withEntry(this.#entries(), { ...entry, picture }));
    }
  }

  #entries() {
    try {
      return parseAlbum(localStorage.getItem(KEY));
    } catch {
      return [];
    }
  }

  /** @param {Entry[]} entries */
  #write(entries) {
    for (let kept = entries; kept.length > 0; kept = kept.slice(0, Math.floor(kept.length / 2))) {
      try {
        localStorage.setItem(KEY, JSON.stringify(kept));
        return;
      } catch {
        // It is full: the older half goes.
      }
    }
    this.clear();
  }
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * @param {string | undefined} base64
 * @returns {Blob | undefined}
 */
function toBlob(base64) {
  try {
    return base64 ? new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/jpeg' }) : undefined;
  } catch {
    return undefined;
  }
}
