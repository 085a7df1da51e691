/** One photo's way from the file to its prediction. */
import { predictionById, upload } from './api.js';
import { sleep, untilDecided } from './poll.js';
import { Problem } from './problem.js';

/** @import { Classified, Failed, Receipt } from './answers.js' */

/** Asked at once the server would nearly always say "pending", and the next try be a full pause away. */
const FIRST_PAUSE_MILLIS = 200;

/**
 * @typedef {object} Listener
 * @property {(sentBytes: number, totalBytes: number) => void} onSent
 * @property {(receipt: Receipt) => void} onStored also when a photo stored before is asked for again
 */

/** Run it again after a failure: a photo that was stored is not sent twice. */
export class PhotoUpload {
  /** @type {Receipt | undefined} */
  #receipt;

  /** @param {File} file */
  constructor(file) {
    this.file = file;
  }

  /**
   * @param {AbortSignal} signal
   * @param {Listener} listener
   * @returns {Promise<Classified | Failed>}
   */
  async run(signal, { onSent, onStored }) {
    const receipt = (this.#receipt ??= await upload(this.file, { signal, onSent }));
    onStored(receipt);
    try {
      await sleep(FIRST_PAUSE_MILLIS, signal);
      const prediction = await untilDecided((s) => predictionById(receipt.imageId, s), signal);
      if (prediction.status === 'FAILED') {
        this.#receipt = undefined;
      }
      return prediction;
    } catch (error) {
      if (error instanceof Problem && error.status === 404) {
        // The server has lost it, so the next run must send it again.
        this.#receipt = undefined;
      }
      throw error;
    }
  }
}
