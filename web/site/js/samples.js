/** A sample picture, fetched. Loaded on demand. */
import { noAnswer, Problem } from './problem.js';

/**
 * @param {string} name
 * @returns {Promise<File>}
 * @throws {Problem} if it cannot be had
 */
export async function fetchSample(name) {
  let response;
  let bytes;
  try {
    response = await fetch(`samples/${name}`);
    bytes = await response.blob();
  } catch {
    throw noAnswer();
  }
  if (!response.ok) {
    throw new Problem('refused', { status: response.status });
  }
  return new File([bytes], name, { type: bytes.type });
}
