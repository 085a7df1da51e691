/** The list of photos: filtered by label, cleared as a whole. */
import { MOST_ENTRIES } from './album.js';
import { find } from './dom.js';
import { Row } from './row.js';
import { verdict } from './words.js';

/** @import { Photo } from './photo.js' */
/** @import { Deletion } from './deletion.js' */
/** @import { Photos } from './photos.js' */

export class PhotoList {
  #rows = find('#rows', HTMLElement);
  #note = find('#list-note', HTMLElement);
  #filter = find('#filter', HTMLInputElement);
  #clear = find('#clear', HTMLButtonElement);
  #heading = find('#list-title', HTMLElement);
  #photos;
  #onOpen;
  /** @type {Map<Photo, Row>} */
  #made = new Map();
  /** @type {Photo | undefined} */
  #current;
  #cleared = false;
  /** @type {Promise<Deletion> | undefined} */
  #deletion;

  /**
   * @param {Photos} photos
   * @param {(photo: Photo) => void} onOpen
   */
  constructor(photos, onOpen) {
    this.#photos = photos;
    this.#onOpen = onOpen;
    this.#filter.addEventListener('input', () => this.refresh());
    this.#clear.addEventListener('click', () => {
      const gone = photos.clear();
      void this.#toDelete((deletion) => deletion.offer(gone));
      this.#cleared = true;
      this.refresh();
      this.#heading.focus();
    });
  }

  /** New photos are seen whatever the filter was. */
  showAll() {
    this.#filter.value = '';
    this.#cleared = false;
    void this.#deletion?.then((deletion) => deletion.offer([]));
    this.refresh();
  }

  /** @param {Photo | undefined} photo */
  mark(photo) {
    const before = this.#current;
    this.#current = photo;
    for (const each of [before, photo]) {
      if (each) {
        this.update(each);
      }
    }
  }

  /** @param {Photo} photo */
  update(photo) {
    const row = this.#made.get(photo);
    row?.update(photo === this.#current);
    if (!this.#deletion && photo.stage === 'classified') {
      void this.#toDelete(() => undefined);
    }
    if (row && this.#filter.value !== '') {
      row.element.hidden = !matches(photo, this.#filter.value);
      this.#tell();
    }
  }

  refresh() {
    const { all } = this.#photos;
    for (const photo of this.#made.keys()) {
      if (!all.includes(photo)) {
        this.#made.delete(photo);
      }
    }
    const rows = all.map((photo) => this.#rowOf(photo));
    // Moved only when they must be: a moved element loses the focus.
    if (rows.length !== this.#rows.childElementCount || rows.some((row, i) => this.#rows.children[i] !== row)) {
      this.#rows.replaceChildren(...rows);
    }
    this.#filter.disabled = all.length === 0;
    this.#clear.disabled = all.length === 0;
    this.#tell();
  }

  /** @param {Photo} photo */
  #rowOf(photo) {
    let row = this.#made.get(photo);
    if (!row) {
      row = new Row(photo, {
        onOpen: this.#onOpen,
        onRemove: (gone) => this.#remove(gone),
        onDelete: (gone) => void this.#toDelete((deletion) => deletion.deleteOne(gone)),
      });
      this.#made.set(photo, row);
    }
    row.update(photo === this.#current);
    row.element.hidden = !matches(photo, this.#filter.value);
    return row.element;
  }

  /** @param {Photo} photo */
  #remove(photo) {
    const { all } = this.#photos;
    const next = all[all.indexOf(photo) + 1] ?? all[all.indexOf(photo) - 1];
    this.#photos.remove(photo);
    const row = next && this.#made.get(next);
    if (row && !row.element.hidden) {
      row.focus();
    } else {
      this.#heading.focus();
    }
  }

  /** @param {(deletion: Deletion) => void} use what is loaded on demand */
  async #toDelete(use) {
    this.#deletion ??= import('./deletion.js').then(({ Deletion }) => new Deletion((photo) => this.#remove(photo)));
    try {
      use(await this.#deletion);
    } catch {
      this.#deletion = undefined;
      this.#say('Nothing can be deleted: the server cannot be reached.');
    }
  }

  #tell() {
    const { all } = this.#photos;
    const wanted = this.#filter.value.trim();
    const shown = all.filter((photo) => matches(photo, wanted)).length;
    if (all.length === 0) {
      this.#say(this.#cleared ? 'Cleared: this browser remembers no photo now.' : 'None yet. What you send is remembered in this browser only.');
    } else if (wanted !== '') {
      this.#say(shown === 0 ? `No photo with “${wanted}” in its label.` : `${shown} of ${all.length} with “${wanted}” in the label.`);
    } else {
      this.#say(`The newest ${MOST_ENTRIES} are remembered in this browser only, each with a small copy.`);
    }
  }

  /** @param {string} words */
  #say(words) {
    if (this.#note.textContent !== words) {
      this.#note.textContent = words;
    }
  }
}

/**
 * Whether the labels that a photo is told by have these words in them. No words: every photo.
 *
 * @param {Pick<Photo, 'prediction'>} photo
 * @param {string} words
 */
export function matches({ prediction }, words) {
  const wanted = words.trim().toLowerCase();
  return wanted === '' || (prediction?.status === 'CLASSIFIED' && verdict(prediction).labels.toLowerCase().includes(wanted));
}
