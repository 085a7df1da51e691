/** Takes photos in: chosen, taken by a camera, dropped anywhere on the page, or pasted. */

/** What a browser calls a picture that was pasted and never had a name. */
const NAMELESS = 'image.png';

/**
 * @typedef {object} Listener
 * @property {(files: File[]) => void} onPhotos at least one
 * @property {(notice: string) => void} onNotice what was odd, or empty
 */

/**
 * @param {HTMLInputElement[]} inputs
 * @param {Listener} listener
 */
export function takePhotos(inputs, { onPhotos, onNotice }) {
  /**
   * @param {File[]} files
   * @param {string} [notice]
   */
  const take = (files, notice = '') => {
    onNotice(notice);
    if (files.length > 0) {
      onPhotos(files);
    }
  };
  inputs.forEach((input) => listenToInput(input, take));
  listenToDrops(take);
  listenToPaste(take);
}

/**
 * @param {HTMLInputElement} input
 * @param {(files: File[]) => void} take
 */
function listenToInput(input, take) {
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    // So that choosing the same file again is a change.
    input.value = '';
  });
  input.addEventListener('keydown', (event) => {
    // It looks like a button, yet not every browser opens it by Enter.
    if (event.key === 'Enter') {
      event.preventDefault();
      input.click();
    }
  });
}

/** @param {(files: File[], notice?: string) => void} take */
function listenToDrops(take) {
  document.addEventListener('dragover', (event) => {
    // Not prevented, the browser would leave the page for the dropped file.
    event.preventDefault();
    document.body.classList.toggle('dragging', carriesFiles(event));
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) {
      document.body.classList.remove('dragging');
    }
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dragging');
    const items = [...(event.dataTransfer?.items ?? [])];
    const folders = items.filter((item) => item.webkitGetAsEntry()?.isDirectory).length;
    const files = items.flatMap((item) => (item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? [])));
    if (folders > 0) {
      take(files, 'A folder was among that. Drop the photos out of it.');
    } else {
      take(files, files.length > 0 ? '' : 'That was not a file. Drop photos from your disk.');
    }
  });
}

/** @param {(files: File[]) => void} take */
function listenToPaste(take) {
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files.map((file) => named(file, new Date())));
    }
  });
}

/**
 * Names a nameless picture, so that it can be told from the next.
 *
 * @param {File} file
 * @param {Date} now
 */
export function named(file, now) {
  const time = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return file.name === NAMELESS ? new File([file], `pasted ${time}.png`, { type: file.type }) : file;
}

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
