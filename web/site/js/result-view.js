/** What was found: the best label, the others as bars, the facts, and the link to it. */
import { find, fresh } from './dom.js';
import { hashOf } from './route.js';
import { duration, isolated, moment, percent, verdict } from './words.js';

/** @import { Classified, Label } from './responses.js' */

/**
 * @param {Classified} prediction
 * @param {number | undefined} tookMillis from the photo to its labels, if this page saw that
 */
export function resultOf(prediction, tookMillis) {
  const result = fresh('result');
  const { model, labels, elapsedMillis, classifiedAt, filename, imageId } = prediction;
  const told = verdict(prediction);
  find('.best-lead', HTMLElement, result).textContent = told.lead;
  const best = find('.best-label', HTMLElement, result);
  best.textContent = told.labels;
  best.classList.toggle('best-long', told.labels.length > 60);
  find('.best-score', HTMLElement, result).textContent = told.score;
  find('.bars', HTMLElement, result).append(...labels.map(bar));
  const inAll = tookMillis === undefined ? '' : `, ${duration(tookMillis)} in all`;
  find('.facts', HTMLElement, result).append(
    ...fact('File', filename),
    ...fact('Model', `${model.name}, version ${model.version}`),
    ...fact('Took', duration(elapsedMillis) + inAll),
    ...fact('Classified', moment(classifiedAt)),
    ...fact('Image', imageId),
  );
  addLink(result, imageId);
  return result;
}

/**
 * @param {DocumentFragment} result
 * @param {string} imageId
 */
function addLink(result, imageId) {
  const link = find('.share-link', HTMLAnchorElement, result);
  link.href = hashOf(imageId);
  const { clipboard } = navigator;
  if (!clipboard) {
    // Only secure origins have it; the link itself can be copied by hand.
    return;
  }
  const copy = find('.share button', HTMLButtonElement, result);
  const status = find('.share [role=status]', HTMLElement, result);
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    try {
      await clipboard.writeText(link.href);
      status.textContent = 'Copied.';
    } catch {
      status.textContent = 'The browser did not allow that.';
    }
  });
}

/** @param {Label} label */
function bar({ label, score }) {
  const item = fresh('bar');
  find('.bar-label', HTMLElement, item).textContent = isolated(label);
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
