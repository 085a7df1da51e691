/** Deletes photos on the server, and says in plain words if that failed. Loaded on demand. */
import { readLimits } from './responses.js';
import { find } from './dom.js';
import { address, ask } from './http.js';
import { isRefusal, Problem } from './problem.js';
import { explain } from './problem-words.js';

/** @import { Photo } from './photo.js' */

const DAY_SECONDS = 86_400;

export class Deletion {
  #offer = find('#delete-cleared', HTMLButtonElement);
  #note = find('#deletion-note', HTMLElement);
  #heading = find('#list-title', HTMLElement);
  #onDeleted;
  /** @type {Photo[]} */
  #offered = [];

  /** @param {(photo: Photo) => void} onDeleted */
  constructor(onDeleted) {
    this.#onDeleted = onDeleted;
    this.#offer.addEventListener('click', () => void this.#deleteOffered());
    void tellPeriod();
  }

  /** Offers to delete photos that are no longer in the list, and no others. @param {Photo[]} photos */
  offer(photos) {
    this.#offered = photos.filter((photo) => photo.deletable);
    this.#offer.hidden = this.#offered.length === 0;
    this.#note.textContent = '';
  }

  /** @param {Photo} photo */
  async deleteOne(photo) {
    if (!photo.deleting && (await this.#delete([photo])).length === 0) {
      this.#onDeleted(photo);
    }
  }

  /** Those that fail are offered again. */
  async #deleteOffered() {
    const photos = this.#offered;
    this.#heading.focus();
    this.offer([]);
    const left = await this.#delete(photos);
    if (this.#offered.length === 0) {
      this.#offered = left;
      this.#offer.hidden = left.length === 0;
    }
  }

  /**
   * Deletes photos, one after another, and says what became of them.
   *
   * @param {Photo[]} photos that can be deleted
   * @returns {Promise<Photo[]>} those that may still be on the server
   */
  async #delete(photos) {
    const left = [];
    let reason = '';
    this.#note.textContent = '';
    for (const photo of photos) {
      try {
        await deletePhoto(photo);
      } catch (error) {
        left.push(photo);
        reason = explainDeletion(error);
      }
    }
    this.#note.textContent = `${summary(photos, left.length)} ${reason}`.trim();
    return left;
  }
}

/**
 * @param {Photo} photo
 * @throws {Problem} if it is refused or gets no answer; then it may not be deleted
 */
async function deletePhoto(photo) {
  photo.markDeleting(true);
  try {
    const init = { method: 'DELETE', headers: { 'Deletion-Token': photo.deletionToken ?? '' } };
    await ask(address(`images/${photo.imageId}`), new AbortController().signal, init);
  } finally {
    photo.markDeleting(false);
  }
}

/**
 * @param {Photo[]} photos
 * @param {number} left
 */
function summary(photos, left) {
  const [photo] = photos;
  return photos.length === 1 && photo
    ? `${photo.filename} was ${left === 0 ? 'deleted on the server' : 'not deleted'}.`
    : `${photos.length - left} of ${photos.length} deleted on the server.`;
}

/**
 * @param {unknown} error
 * @returns {string} a sentence or two
 */
export function explainDeletion(error) {
  if (isRefusal(error, 403)) {
    return 'The server does not permit this browser to delete it. It is still there.';
  }
  if (error instanceof Problem && error.kind === 'offline') {
    return 'You are offline, so it is still on the server. Delete it again when the network is back.';
  }
  return `${explain(error).title}, so it may still be there. Delete it again in a while.`;
}

/** Says for how long the server keeps photos, if it says so itself. */
async function tellPeriod() {
  const note = find('#keep-note', HTMLElement);
  try {
    const { keepSeconds } = readLimits((await ask(address('limits'), new AbortController().signal)).body);
    note.textContent = keepSeconds === undefined ? '' : `The server deletes photos ${period(keepSeconds)} after they were sent.`;
  } catch {
    // Nobody asked: the page says nothing of it.
  }
}

/** @param {number} seconds */
export function period(seconds) {
  for (const [unit, length] of /** @type {const} */ ([['day', DAY_SECONDS], ['hour', 3_600], ['minute', 60]])) {
    if (seconds >= length && seconds % length === 0) {
      return counted(seconds / length, unit);
    }
  }
  return counted(seconds, 'second');
}

/**
 * @param {number} count
 * @param {string} unit
 */
function counted(count, unit) {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
