/** What a file is, told by its first bytes as the server tells it: a name or a browser's guess may be wrong. Loaded on demand. */

const LONGEST = 12;

/** How files of a type begin; a dot stands for any byte. */
const BEGINNINGS = /** @type {const} */ ([
  ['image/jpeg', '\u00FF\u00D8\u00FF'],
  ['image/png', '\u0089PNG\r\n\u001A\n'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'RIFF....WEBP'],
  ['image/bmp', 'BM'],
  ['image/tiff', 'II*\0'],
  ['image/tiff', 'MM\0*'],
]);

/**
 * @param {Blob} file
 * @returns {Promise<string>} its media type; what the browser says where the bytes are of no format that is known here
 */
export async function mediaType(file) {
  const head = [...new Uint8Array(await file.slice(0, LONGEST).arrayBuffer())];
  const found = BEGINNINGS.find(([, beginning]) =>
    [...beginning].every((character, i) => character === '.' || character.charCodeAt(0) === head[i]),
  );
  return found?.[0] ?? file.type;
}
