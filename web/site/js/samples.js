/** The sample pictures: a click fetches the picture, which then goes the way of any other photo. */
import { noAnswer } from './problem.js';
import { explain } from './problem-words.js';

/**
 * @param {HTMLElement} list
 * @param {{onPhotos: (files: File[]) => void, onNotice: (notice: string) => void}} listener
 */
export function offerSamples(list, { onPhotos, onNotice }) {
  list.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const name = button?.dataset.sample;
    if (name) {
      const file = await fetchSample(name);
      onNotice(file ? '' : `${explain(noAnswer()).title}, so the sample cannot be had. Try again.`);
      if (file) {
        onPhotos([file]);
      }
    }
  });
}

/**
 * @param {string} name
 * @returns {Promise<File | undefined>}
 */
async function fetchSample(name) {
  try {
    const response = await fetch(`samples/${name}`);
    return response.ok ? new File([await response.blob()], name, { type: 'image/jpeg' }) : undefined;
  } catch {
    return undefined;
  }
}
