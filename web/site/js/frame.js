/** The photo in its frame, with what is known of the file. */
import { find } from './dom.js';
import { size } from './words.js';

/** @import { Photo } from './photo.js' */

export class Frame {
  #frame = find('#frame', HTMLElement);
  #image = find('#preview', HTMLImageElement);
  #blank = find('#no-preview', HTMLElement);
  #caption = find('#caption', HTMLElement);
  #start = [...this.#caption.childNodes];
  /** @type {Photo | undefined} */
  #photo;
  /** @type {Blob | undefined} */
  #shown;

  /** @param {Photo | undefined} photo */
  show(photo) {
    this.#photo = photo;
    this.#shown = undefined;
    this.#frame.classList.toggle('filled', photo !== undefined);
    find('#prompt-lead', HTMLElement).textContent = photo ? 'Drop more, or' : 'Drop or paste photos anywhere, or';
    if (photo) {
      this.update();
    } else {
      this.#image.hidden = true;
      this.#blank.hidden = true;
      this.#caption.replaceChildren(...this.#start);
    }
  }

  update() {
    const photo = this.#photo;
    if (!photo) {
      return;
    }
    this.#caption.textContent = captionOf(photo);
    const picture = photo.file ?? photo.thumbnail;
    if (!picture) {
      this.#sayBlank('The picture itself is kept only by the browser that sent it.');
    } else if (picture !== this.#shown) {
      void this.#draw(picture, photo);
    }
  }

  /**
   * @param {Blob} picture
   * @param {Photo} photo
   */
  async #draw(picture, photo) {
    this.#shown = picture;
    const url = URL.createObjectURL(picture);
    this.#image.hidden = false;
    this.#blank.hidden = true;
    this.#image.classList.toggle('small', picture !== photo.file);
    this.#image.alt = `Preview of ${photo.filename}`;
    this.#image.src = url;
    try {
      await this.#image.decode();
    } catch {
      // Also when the next photo took its place: that one's preview is not ours to hide.
      if (this.#image.src === url) {
        this.#sayBlank('This browser cannot show a preview of this file.');
      }
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /** @param {string} words */
  #sayBlank(words) {
    this.#image.hidden = true;
    this.#blank.hidden = false;
    this.#blank.textContent = words;
  }
}

/** @param {Photo} photo */
function captionOf({ filename, file, receipt }) {
  const parts = [file?.name ?? filename];
  if (file) {
    parts.push(size(file.size));
  }
  if (receipt?.widthPixels) {
    parts.push(`${receipt.widthPixels} × ${receipt.heightPixels} pixels`);
  }
  if (receipt?.originalFilename !== undefined) {
    parts.push(`stored as ${receipt.filename}`);
  }
  return parts.join(' · ') || '\u00a0';
}
