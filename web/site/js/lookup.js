/** Looks a photo up by its file name; what goes wrong is said beside the field. */
import { predictionByFilename } from './api.js';
import { explain } from './problem-words.js';

/** @import { Prediction } from './answers.js' */

/**
 * @param {{form: HTMLFormElement, field: HTMLInputElement, status: HTMLElement}} parts
 * @param {(prediction: Prediction) => void} onFound
 */
export function offerLookup({ form, field, status }, onFound) {
  let current = new AbortController();
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    current.abort();
    const { signal } = (current = new AbortController());
    const name = field.value;
    status.textContent = `Looking for ${name} …`;
    field.removeAttribute('aria-invalid');
    try {
      const { prediction } = await predictionByFilename(name, signal);
      status.textContent = '';
      onFound(prediction);
    } catch (error) {
      if (!signal.aborted) {
        const { title, detail } = explain(error);
        status.textContent = `${title}. ${detail}`;
        field.setAttribute('aria-invalid', 'true');
      }
    }
  });
}
