/** The part of the address that names an image: `#/image/ID`. */
const ROUTE = /^#\/image\/([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** @param {string} hash */
export function imageIdIn(hash) {
  return ROUTE.exec(hash)?.[1];
}

/** @param {string} imageId */
export function hashOf(imageId) {
  return `#/image/${imageId}`;
}
