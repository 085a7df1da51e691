/** Shows how far one photo is, what is on it, or what went wrong. Everything from outside goes in as text. */
import { find, fresh } from './dom.js';
import { explain, explainFailure } from './problem-words.js';
import { resultOf } from './result-view.js';
import { stageWords } from './stage-words.js';
import { size } from './words.js';

/** @import { Photo } from './photo.js' */

const GHOSTS = 5;

export class PhotoView {
  #place = find('#answer', HTMLElement);
  #heading = find('#answer-title', HTMLElement);
  #chooser;
  /** @type {Photo | undefined} */
  #photo;
  #shown = '';

  /** @param {HTMLInputElement} chooser opened where another photo is the way out */
  constructor(chooser) {
    this.#chooser = chooser;
  }

  /** @param {Photo | undefined} photo */
  show(photo) {
    document.documentElement.classList.remove('answering');
    this.#photo = photo;
    this.#shown = '';
    this.update();
  }

  /** Draws anew what changed; what is the same stays, with its focus. */
  update() {
    const photo = this.#photo;
    if (!photo) {
      this.#replace(text('p', 'answer-idle', 'No photo yet. The answer will be here.'));
      return;
    }
    const look = photo.moving ? 'moving' : `${photo.stage} ${photo.imageId}`;
    if (look !== this.#shown) {
      this.#shown = look;
      this.#draw(photo);
    }
    if (photo.moving) {
      this.#tell(photo);
    }
  }

  /** Brings the reader here. */
  focus() {
    this.#heading.focus();
  }

  /** @param {Photo} photo */
  #draw(photo) {
    if (photo.moving) {
      const working = fresh('working');
      find('button', HTMLButtonElement, working).addEventListener('click', () => photo.stop());
      find('.bars', HTMLElement, working).append(...Array.from({ length: GHOSTS }, () => fresh('bar')));
      this.#replace(working);
    } else if (photo.prediction?.status === 'CLASSIFIED') {
      this.#replace(resultOf(photo.prediction, photo.tookMillis));
    } else {
      this.#replace(this.#problem(photo));
    }
  }

  /** @param {Photo} photo */
  #tell(photo) {
    const { stage, sentBytes, totalBytes } = photo;
    const sending = stage === 'sending' && totalBytes > 0;
    const bar = find('progress', HTMLProgressElement, this.#place);
    setText(find('.answer-state', HTMLElement, this.#place), sending ? 'Sending the photo' : stageWords(photo));
    setText(find('.answer-bytes', HTMLElement, this.#place), sending ? `${size(sentBytes)} of ${size(totalBytes)}` : '');
    if (sending) {
      bar.max = totalBytes;
      bar.value = Math.min(sentBytes, totalBytes);
    } else {
      bar.removeAttribute('value');
    }
  }

  /** @param {Photo} photo */
  #problem(photo) {
    const { title, detail } = wordsFor(photo);
    const problem = fresh('problem');
    find('.problem-title', HTMLElement, problem).textContent = title;
    find('.problem-detail', HTMLElement, problem).textContent = detail;
    const actions = find('.problem-actions', HTMLElement, problem);
    if (photo.shrinkable) {
      actions.append(button('Send a smaller copy', () => void photo.startSmaller()));
    }
    if (photo.retryable) {
      actions.append(button(photo.stage === 'stopped' ? 'Go on' : 'Try again', () => void photo.start()));
    }
    if (actions.childElementCount === 0) {
      actions.append(button('Choose another photo', () => this.#chooser.click()));
    }
    return problem;
  }

  /** @param {Node} content */
  #replace(content) {
    const hadFocus = this.#place.contains(document.activeElement);
    this.#place.replaceChildren(content);
    if (hadFocus) {
      this.#heading.focus();
    }
  }
}

/** @param {Photo} photo */
function wordsFor({ stage, prediction, problem, totalBytes, imageId }) {
  if (stage === 'failed' && prediction?.status === 'FAILED') {
    return explainFailure(prediction);
  }
  if (stage === 'stopped') {
    return { title: 'Stopped', detail: imageId ? 'The photo was sent; its labels were not waited for.' : 'The photo was not sent.' };
  }
  return explain(problem, totalBytes);
}

/**
 * @param {string} label
 * @param {() => void} onClick
 */
function button(label, onClick) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'button';
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} content
 */
function text(name, className, content) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = content;
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} content
 */
function setText(element, content) {
  if (element.textContent !== content) {
    element.textContent = content;
  }
}
