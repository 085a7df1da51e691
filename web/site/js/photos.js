/** The photos of this page, the newest first: those just added and those this browser remembers. */
import { toEntry } from './album.js';
import { Limiter } from './limiter.js';
import { Photo } from './photo.js';

/** @import { AlbumStorage } from './album-storage.js' */

const SENDING_AT_ONCE = 3;
const ASKING_AT_ONCE = 6;

/**
 * @typedef {object} Listener
 * @property {(photo: Photo) => void} onChange
 * @property {() => void} onList photos came or went
 */

export class Photos {
  /** @type {Photo[]} */
  all = [];

  #album;
  #listener;
  #limiters = { sending: new Limiter(SENDING_AT_ONCE), asking: new Limiter(ASKING_AT_ONCE) };
  #drawing = new Limiter(1);
  /** @type {WeakMap<Photo, string>} under which id each was remembered */
  #remembered = new WeakMap();

  /**
   * @param {AlbumStorage} album
   * @param {Listener} listener
   */
  constructor(album, listener) {
    this.#album = album;
    this.#listener = listener;
  }

  /** Takes the remembered ones in; asks for those that had no outcome yet. */
  recall() {
    const known = new Set(this.all.map((photo) => photo.imageId));
    for (const { imageId, filename, addedAt, prediction, thumbnail, deletionToken } of this.#album.read()) {
      if (!known.has(imageId)) {
        const photo = this.#make({ imageId, filename, addedAt, own: true, ...(deletionToken && { deletionToken }) });
        photo.thumbnail = thumbnail;
        photo.prediction = prediction;
        photo.stage = prediction?.status === 'CLASSIFIED' ? 'classified' : prediction ? 'failed' : 'waiting';
        this.all.push(photo);
      }
    }
    this.all.sort((a, b) => b.addedAt - a.addedAt);
    this.#listener.onList();
    this.all.filter((photo) => photo.stage === 'waiting').forEach((photo) => void photo.start());
  }

  /**
   * Adds files and sends them, a few at once, the first one first.
   *
   * @param {File[]} files
   * @returns {Photo[]}
   */
  add(files) {
    const now = Date.now();
    // Of one drop, the first shall stand first.
    const added = files.map((file, i) => this.#make({ file, filename: file.name, addedAt: now - i, own: true }));
    this.all.unshift(...added);
    this.#listener.onList();
    added.forEach((photo) => void photo.start());
    added.forEach((photo) => void this.#draw(photo));
    return added;
  }

  /**
   * The photo of this id; one that is not of this browser is asked for, and not listed.
   *
   * @param {string} imageId
   * @param {string} [filename]
   */
  open(imageId, filename = '') {
    const known = this.all.find((photo) => photo.imageId === imageId);
    if (known) {
      return known;
    }
    const photo = this.#make({ imageId, filename, addedAt: Date.now(), own: false });
    void photo.start();
    return photo;
  }

  /** Tries again what ended early for a reason that has passed. */
  resume() {
    const { all } = this;
    all.filter((photo) => photo.stage === 'problem' && photo.retryable && (photo.problem?.passing || photo.problem?.kind === 'interrupted'))
      .filter((photo) => photo.problem?.status !== 503)
      .forEach((photo) => void photo.start());
  }

  /** @param {Photo} photo */
  remove(photo) {
    photo.drop();
    this.all = this.all.filter((other) => other !== photo);
    if (photo.imageId !== undefined) {
      this.#album.remove(photo.imageId);
    }
    this.#listener.onList();
  }

  /**
   * Forgets all but those still on their way to being stored: these would be lost.
   *
   * @returns {Photo[]} those that are forgotten
   */
  clear() {
    const keep = this.all.filter((photo) => photo.imageId === undefined && photo.moving);
    const gone = this.all.filter((photo) => !keep.includes(photo));
    gone.forEach((photo) => photo.drop());
    this.all = keep;
    this.#album.clear();
    this.#listener.onList();
    return gone;
  }

  /** Whether leaving now would lose a photo. */
  get unsaved() {
    return this.all.some((photo) => photo.imageId === undefined && photo.moving);
  }

  /** @param {import('./photo.js').Known} known */
  #make(known) {
    return new Photo(known, this.#limiters, (photo) => {
      this.#remember(photo);
      this.#listener.onChange(photo);
    });
  }

  /** @param {Photo} photo */
  #remember(photo) {
    if (!this.all.includes(photo) || photo.stage === 'sending') {
      return;
    }
    const before = this.#remembered.get(photo);
    if (before !== undefined && before !== photo.imageId) {
      // It is sent again, as a new image.
      this.#album.remove(before);
      this.#remembered.delete(photo);
    }
    const known = toEntry(photo);
    if (known) {
      this.#album.put(known);
      this.#remembered.set(photo, known.entry.imageId);
    }
  }

  /** @param {Photo} photo */
  async #draw(photo) {
    const { file } = photo;
    if (!file) {
      return;
    }
    try {
      const { smallPicture } = await import('./thumbnail.js');
      photo.setThumbnail(await this.#drawing.run(new AbortController().signal, () => smallPicture(file)));
    } catch {
      // This browser cannot open it, or the server is gone: the row stays without a picture.
    }
  }
}
