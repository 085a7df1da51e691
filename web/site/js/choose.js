/** Takes a photo in: chosen by the input, or dropped anywhere on the page. */

/**
 * @param {HTMLInputElement} input
 * @param {{onPhoto: (file: File) => void, onNotice: (notice: string) => void}} listener a notice says what was odd, or is empty
 */
export function takePhotos(input, { onPhoto, onNotice }) {
  /** @param {FileList | null | undefined} files */
  const take = (files) => {
    const [file] = files ?? [];
    if (file) {
      onNotice(files && files.length > 1 ? `One photo at a time: this is the first of ${files.length}.` : '');
      onPhoto(file);
    }
  };

  input.addEventListener('change', () => {
    take(input.files);
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
    if (!carriesFiles(event)) {
      onNotice('That was not a file. Drop a photo from your disk.');
    } else if (isFolder(event.dataTransfer?.items[0])) {
      onNotice('That was a folder. Drop a photo out of it.');
    } else {
      take(event.dataTransfer?.files);
    }
  });
}

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** @param {DataTransferItem | undefined} item */
function isFolder(item) {
  return item?.webkitGetAsEntry()?.isDirectory ?? false;
}
