/** The photo in its frame, with what is known of the file. */
import { find } from './dom.js';
import { size } from './words.js';

/** @import { Receipt } from './answers.js' */

export class Preview {
  #frame = find('#frame', HTMLElement);
  #image = find('#preview', HTMLImageElement);
  #noPreview = find('#no-preview', HTMLElement);
  #caption = find('#caption', HTMLElement);

  /** @param {File} file */
  async show(file) {
    this.#frame.classList.add('filled');
    find('#prompt-lead', HTMLElement).textContent = 'Drop another, or';
    find('#prompt-action', HTMLElement).textContent = 'Choose another';
    find('#formats', HTMLElement).hidden = true;
    this.#say(`${file.name} · ${size(file.size)}`);

    const url = URL.createObjectURL(file);
    this.#image.hidden = false;
    this.#noPreview.hidden = true;
    this.#image.alt = `Preview of ${file.name}`;
    this.#image.src = url;
    try {
      await this.#image.decode();
    } catch {
      // Also when the next photo took its place: that one's preview is not ours to hide.
      if (this.#image.src === url) {
        this.#image.hidden = true;
        this.#noPreview.hidden = false;
      }
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /**
   * @param {File} file
   * @param {Receipt} receipt
   */
  stored(file, { filename, widthPixels, heightPixels, originalFilename }) {
    const renamed = originalFilename === undefined ? '' : ` · stored as ${filename}`;
    this.#say(`${file.name} · ${size(file.size)} · ${widthPixels} × ${heightPixels} pixels${renamed}`);
  }

  /** @param {string} caption */
  #say(caption) {
    this.#caption.hidden = false;
    this.#caption.textContent = caption;
  }
}
