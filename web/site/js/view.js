/** Shows one answer: how far it is, what was found, or what went wrong. Everything from outside goes in as text. */
import { find, fresh } from './dom.js';
import { certainty, duration, explain, moment, percent, sentence, size } from './words.js';

/** @import { Classified, Failed, Label } from './answers.js' */

export class AnswerView {
  #state;
  #progress;
  #problem;
  #result;
  #heading;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} heading takes the focus when a focused button goes away
   */
  constructor(place, heading) {
    place.replaceChildren(fresh('answer'));
    this.#state = find('.answer-state', HTMLElement, place);
    this.#progress = find('.answer-progress', HTMLProgressElement, place);
    this.#problem = find('.answer-problem', HTMLElement, place);
    this.#result = find('.answer-result', HTMLElement, place);
    this.#heading = heading;
  }

  /** @param {string} state */
  idle(state) {
    this.#clear(state);
  }

  /** @param {string} state */
  waiting(state) {
    this.#clear(state);
    this.#progress.hidden = false;
    this.#progress.removeAttribute('value');
  }

  /**
   * The state stays as it is, so that it is not read out at each step.
   *
   * @param {number} doneBytes
   * @param {number} totalBytes
   */
  progress(doneBytes, totalBytes) {
    this.#progress.max = Math.max(1, totalBytes);
    this.#progress.value = doneBytes;
    this.#progress.textContent = `${size(doneBytes)} of ${size(totalBytes)}`;
  }

  /** @param {Classified} prediction */
  classified(prediction) {
    this.#clear(`Done: ${prediction.filename}`);
    const result = fresh('result');
    find('.best-lead', HTMLElement, result).textContent = certainty(prediction.score);
    find('.best-label', HTMLElement, result).textContent = prediction.label;
    find('.best-score', HTMLElement, result).textContent = percent(prediction.score);
    find('.bars', HTMLElement, result).append(...prediction.labels.map(bar));
    const { model } = prediction;
    find('.facts', HTMLElement, result).append(
      ...fact('Model', `${model.name}, version ${model.version}`),
      ...fact('Took', duration(prediction.elapsedMillis)),
      ...fact('Classified', moment(prediction.classifiedAt)),
      ...fact('Image', prediction.imageId),
    );
    this.#result.append(result);
  }

  /**
   * @param {Failed} prediction
   * @param {string} action
   * @param {() => void} retry
   */
  failed(prediction, action, retry) {
    this.#showProblem(`No label for ${prediction.filename}`, sentence(prediction.error.message), action, retry);
  }

  /**
   * @param {unknown} error
   * @param {string} action
   * @param {() => void} retry
   */
  problem(error, action, retry) {
    const { title, detail } = explain(error);
    this.#showProblem(title, detail, action, retry);
  }

  /**
   * @param {string} title
   * @param {string} detail
   * @param {string} action
   * @param {() => void} retry
   */
  #showProblem(title, detail, action, retry) {
    this.#clear('');
    const problem = fresh('problem');
    find('.problem-title', HTMLElement, problem).textContent = title;
    find('.problem-detail', HTMLElement, problem).textContent = detail;
    const button = find('button', HTMLButtonElement, problem);
    button.textContent = action;
    button.addEventListener('click', retry);
    this.#problem.append(problem);
  }

  /** @param {string} state */
  #clear(state) {
    if (this.#problem.contains(document.activeElement)) {
      this.#heading.focus();
    }
    this.#state.textContent = state;
    this.#progress.hidden = true;
    this.#problem.replaceChildren();
    this.#result.replaceChildren();
  }
}

/** @param {Label} label */
function bar({ label, score }) {
  const item = fresh('bar');
  find('.bar-label', HTMLElement, item).textContent = label;
  find('.bar-score', HTMLElement, item).textContent = percent(score);
  // Through the CSSOM: the content security policy forbids style attributes.
  find('.bar-fill', HTMLElement, item).style.setProperty('--score', String(score));
  return item;
}

/**
 * @param {string} name
 * @param {string} value
 */
function fact(name, value) {
  const term = document.createElement('dt');
  const description = document.createElement('dd');
  term.textContent = name;
  description.textContent = value;
  return [term, description];
}
