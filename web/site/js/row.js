/** One photo in the list. */
import { find, fresh } from './dom.js';
import { stageWords } from './stage-words.js';
import { moment } from './words.js';

/** @import { Photo } from './photo.js' */

/** @typedef {{onOpen: (photo: Photo) => void, onRemove: (photo: Photo) => void, onDelete: (photo: Photo) => void}} Listener */

export class Row {
  element;
  #photo;
  #open;
  #title;
  #name;
  #again;
  #delete;
  #end;
  #track;
  #fill;
  #image;
  /** @type {Blob | undefined} */
  #picture;

  /**
   * @param {Photo} photo
   * @param {Listener} listener
   */
  constructor(photo, { onOpen, onRemove, onDelete }) {
    this.#photo = photo;
    this.element = find('.row', HTMLElement, fresh('row'));
    this.#open = find('.row-open', HTMLButtonElement, this.element);
    this.#title = find('.row-title', HTMLElement, this.element);
    this.#name = find('.row-name', HTMLElement, this.element);
    this.#again = find('.row-again', HTMLButtonElement, this.element);
    this.#delete = find('.row-delete', HTMLButtonElement, this.element);
    this.#end = find('.row-end', HTMLButtonElement, this.element);
    this.#track = find('.row-track', HTMLElement, this.element);
    this.#fill = find('.bar-fill', HTMLElement, this.element);
    this.#image = find('img', HTMLImageElement, this.element);
    find('.row-time', HTMLElement, this.element).textContent = moment(photo.addedAt);
    this.#open.addEventListener('click', () => onOpen(photo));
    this.#again.addEventListener('click', () => {
      // The button goes away by this.
      this.#open.focus();
      void photo.start();
    });
    this.#delete.addEventListener('click', () => onDelete(photo));
    this.#end.addEventListener('click', () => (photo.moving ? photo.stop() : onRemove(photo)));
  }

  /** @param {boolean} current whether it is the one above */
  update(current) {
    const photo = this.#photo;
    const { stage, filename } = photo;
    this.#title.textContent = stageWords(photo);
    this.#name.textContent = filename;
    this.element.dataset.stage = stage;
    this.#again.hidden = !photo.retryable;
    this.#again.setAttribute('aria-label', `Try ${filename} again`);
    this.#delete.hidden = !photo.deletable;
    this.#delete.textContent = photo.deleting ? 'Deleting' : 'Delete';
    this.#delete.setAttribute('aria-label', `${photo.deleting ? 'Deleting' : 'Delete'} ${filename} on the server`);
    this.#delete.setAttribute('aria-disabled', String(photo.deleting));
    this.#end.setAttribute('aria-label', photo.moving ? `Cancel ${filename}` : `Remove ${filename} from the list`);
    this.#track.hidden = !photo.moving;
    this.#fill.style.setProperty('--score', String(stage === 'sending' ? photo.sentBytes / Math.max(1, photo.totalBytes) : 1));
    if (current) {
      this.#open.setAttribute('aria-current', 'true');
    } else {
      this.#open.removeAttribute('aria-current');
    }
    if (photo.thumbnail !== this.#picture) {
      this.#picture = photo.thumbnail;
      void this.#draw(photo.thumbnail);
    }
  }

  focus() {
    this.#open.focus();
  }

  /** @param {Blob | undefined} picture */
  async #draw(picture) {
    if (!picture) {
      return;
    }
    const url = URL.createObjectURL(picture);
    this.#image.src = url;
    try {
      await this.#image.decode();
      this.#image.hidden = false;
    } catch {
      // What the storage held is no picture: the row stays without one.
    } finally {
      URL.revokeObjectURL(url);
    }
  }
}
