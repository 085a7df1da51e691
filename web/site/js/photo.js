/** One photo's way from the file to its labels: where it is now, and what moves it on. */
import { predictionById, upload } from './api.js';
import { untilDecided } from './poll.js';
import { isRefusal, loaded, Problem } from './problem.js';
import { sleep } from './sleep.js';

/** @import { Classified, Failed, Prediction, Receipt } from './responses.js' */
/** @import { Limiter } from './limiter.js' */

/**
 * `queued` waits for its turn, `sending`, `busy` will be sent again as the server has too much to do, `waiting` for the labels,
 * `classified`, `failed` for good, `problem` the way ended early, `stopped` by the reader.
 *
 * @typedef {'queued' | 'sending' | 'busy' | 'waiting' | 'classified' | 'failed' | 'problem' | 'stopped'} Stage
 */

/**
 * @typedef {object} Known
 * @property {File} [file] not there after a reload
 * @property {string} [imageId] not there before it is stored
 * @property {string} filename
 * @property {number} addedAt
 * @property {boolean} own whether this browser sent it
 * @property {string} [deletionToken] permits to delete it on the server
 */

/** @typedef {{sending: Limiter, asking: Limiter}} Limiters */

/** A smaller file is sent without asking anything first. */
const SURELY_SMALL_BYTES = 4_000_000;
/** Asked at once the server would nearly always say "pending", and the next try be a full pause away. */
const FIRST_PAUSE_MILLIS = 300;
/** For so long, what this browser sent before a reload may be unknown because its event is still on its way. */
const MAY_BE_UNKNOWN_MILLIS = 120_000;
const BUSY_TRIES = 3;
const BUSY_PAUSE_MILLIS = 1_000;

const MOVING = /** @type {readonly Stage[]} */ (['queued', 'sending', 'busy', 'waiting']);

export class Photo {
  /** @type {Stage} */
  stage = 'queued';
  sentBytes = 0;
  /** @type {Blob | undefined} a small copy */
  thumbnail;
  /** @type {Prediction | undefined} */
  prediction;
  /** @type {Problem | undefined} why it is in stage problem, or still has to wait */
  problem;
  /** @type {Receipt | undefined} */
  receipt;
  /** @type {number | undefined} from being added, or tried again, to its labels */
  tookMillis;
  /** @type {string | undefined} */
  deletionToken;
  /** Whether the server is asked to delete it. */
  deleting = false;

  #limiters;
  #onChange;
  #run = new AbortController();
  #signed = false;
  /** @type {Blob | undefined} sent instead of the file */
  #smaller;

  /**
   * @param {Known} known
   * @param {Limiters} limiters
   * @param {(photo: Photo) => void} onChange
   */
  constructor({ file, imageId, filename, addedAt, own, deletionToken }, limiters, onChange) {
    this.file = file;
    this.imageId = imageId;
    this.filename = filename;
    this.addedAt = addedAt;
    this.own = own;
    this.deletionToken = deletionToken;
    this.#limiters = limiters;
    this.#onChange = onChange;
  }

  get moving() {
    return MOVING.includes(this.stage);
  }

  get totalBytes() {
    return (this.#smaller ?? this.file)?.size ?? 0;
  }

  /** Whether the reader can have it tried again: what is stored is asked for, what is not needs its file. */
  get retryable() {
    if (this.stage === 'failed') {
      return this.file !== undefined && this.prediction?.status === 'FAILED' && !isFinal(this.prediction.error.code);
    }
    if (this.stage === 'problem' && (this.problem?.kind === 'lost' || isFinal(this.problem?.code))) {
      return false;
    }
    return !this.moving && this.stage !== 'classified' && (this.imageId !== undefined || this.file !== undefined);
  }

  /** Whether it is on the server and this browser may delete it there. */
  get deletable() {
    return this.imageId !== undefined && this.deletionToken !== undefined;
  }

  /** Whether a smaller copy might be taken where the photo itself is not. */
  get shrinkable() {
    const code = this.problem?.code;
    return this.stage === 'problem' && this.file !== undefined && (code === 'image-too-large' || code === 'image-too-many-pixels');
  }

  /** Sends it unless it is stored already, then asks until there is an outcome. Ends a run before. */
  async start() {
    this.#run.abort();
    const { signal } = (this.#run = new AbortController());
    const begin = performance.now();
    try {
      if (this.stage === 'failed') {
        // The same image would fail the same way: it goes in as a new one.
        this.#forgetImage();
      }
      if (this.imageId === undefined) {
        this.#to('queued');
        await this.#limiters.sending.run(signal, () => this.#send(signal));
        await this.#outcome(signal, begin, FIRST_PAUSE_MILLIS);
      } else {
        await this.#outcome(signal, begin, 0);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#fail(error);
      }
    }
  }

  /** Sends a smaller copy instead. */
  async startSmaller() {
    const { file } = this;
    if (file === undefined) {
      return;
    }
    this.#to('queued');
    try {
      const { smallerCopy } = await loaded(import('./smaller.js'));
      this.#smaller = await smallerCopy(file);
    } catch (error) {
      this.#fail(error);
      return;
    }
    await this.start();
  }

  stop() {
    this.#run.abort();
    this.#to('stopped');
  }

  /** Ends without a word, as the photo goes away. */
  drop() {
    this.#run.abort();
  }

  /** @param {boolean} deleting */
  markDeleting(deleting) {
    this.deleting = deleting;
    this.#onChange(this);
  }

  #forgetImage() {
    this.imageId = undefined;
    this.deletionToken = undefined;
  }

  /** @param {Blob} thumbnail */
  setThumbnail(thumbnail) {
    this.thumbnail = thumbnail;
    this.#onChange(this);
  }

  /** @param {AbortSignal} signal */
  async #send(signal) {
    for (let tries = 0; ; tries++) {
      try {
        this.sentBytes = 0;
        this.#to('sending');
        this.receipt = await this.#store(signal);
        this.imageId = this.receipt.imageId;
        this.deletionToken = this.receipt.deletionToken;
        return;
      } catch (error) {
        if (!isRefusal(error, 503) || tries === BUSY_TRIES) {
          throw await this.#why(error);
        }
        this.#to('busy', error);
        await sleep(Math.max(error.retryAfterMillis ?? 0, BUSY_PAUSE_MILLIS * 2 ** tries), signal);
      }
    }
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Receipt>}
   */
  async #store(signal) {
    const bytes = this.#smaller ?? this.file;
    if (bytes === undefined) {
      throw new Problem('lost');
    }
    /** @param {number} sentBytes */
    const onSent = (sentBytes) => {
      this.sentBytes = sentBytes;
      this.#onChange(this);
    };
    this.#signed = false;
    if (bytes.size > SURELY_SMALL_BYTES) {
      const { uploadLarge } = await loaded(import('./large.js'));
      return this.#noteSigned(await uploadLarge(bytes, this.filename, { signal, onSent }));
    }
    try {
      return await upload(bytes, this.filename, { signal, onSent });
    } catch (error) {
      if (!isRefusal(error, 413)) {
        throw error;
      }
      const { uploadSigned } = await loaded(import('./large.js'));
      return this.#noteSigned(await uploadSigned(bytes, this.filename, { signal, onSent }, error));
    }
  }

  /** @param {Receipt} receipt */
  #noteSigned(receipt) {
    this.#signed = receipt.widthPixels === undefined;
    return receipt;
  }

  /**
   * @param {AbortSignal} signal
   * @param {number} begin
   * @param {number} firstPauseMillis
   */
  async #outcome(signal, begin, firstPauseMillis) {
    const { imageId } = this;
    if (imageId === undefined) {
      return;
    }
    this.#to('waiting');
    await sleep(firstPauseMillis, signal);
    /** @param {Problem | undefined} reason */
    const onWait = (reason) => this.#to('waiting', reason);
    const patience = { onWait, mayBeUnknown: this.#mayBeUnknown };
    const prediction = await this.#limiters.asking.run(signal, () => untilDecided((s) => predictionById(imageId, s), signal, patience));
    this.#decide(prediction, Math.round(performance.now() - begin));
  }

  /** A signed upload becomes known by an event, which may come a little later. After a reload it is not known how it was sent. */
  get #mayBeUnknown() {
    const isReloaded = this.own && this.file === undefined;
    return this.#signed || (isReloaded && Date.now() - this.addedAt < MAY_BE_UNKNOWN_MILLIS);
  }

  /**
   * @param {Classified | Failed} prediction
   * @param {number} tookMillis
   */
  #decide(prediction, tookMillis) {
    this.prediction = prediction;
    this.filename = prediction.filename;
    this.tookMillis = tookMillis;
    this.#to(prediction.status === 'CLASSIFIED' ? 'classified' : 'failed');
  }

  /** @param {unknown} error */
  #fail(error) {
    const problem = error instanceof Problem ? error : new Problem('unreadable');
    if (isRefusal(problem, 404) && this.file !== undefined) {
      // The server has lost it, so the next try sends it again.
      this.#forgetImage();
    }
    this.#to('problem', problem);
  }

  /**
   * A file that was changed or removed since looks like a broken connection.
   *
   * @param {unknown} error
   */
  async #why(error) {
    if (!(error instanceof Problem) || error.kind === 'refused') {
      return error;
    }
    try {
      await this.file?.slice(0, 1).arrayBuffer();
      return error;
    } catch {
      return new Problem('lost');
    }
  }

  /**
   * @param {Stage} stage
   * @param {Problem} [problem]
   */
  #to(stage, problem) {
    this.stage = stage;
    this.problem = problem;
    this.#onChange(this);
  }
}

/**
 * Whether the file itself is at fault, so that trying it again is in vain.
 *
 * @param {string | undefined} code
 */
export function isFinal(code) {
  return ['image-format-unsupported', 'image-damaged', 'image-too-many-pixels', 'image-too-large', 'invalid-request'].includes(code ?? '');
}
