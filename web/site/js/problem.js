/**
 * How asking the API went wrong:
 * `refused` the server answered that it won't, `unreachable` there was no answer, `offline` nor is there a network, `interrupted` the
 * connection broke while a photo was being sent, `unreadable` there was an answer that is not the API's, `late` there was none in time,
 * `lost` the file itself cannot be read any more, `unopened` this browser cannot open it to make it smaller.
 *
 * @typedef {'refused' | 'unreachable' | 'offline' | 'interrupted' | 'unreadable' | 'late' | 'lost' | 'unopened'} ProblemKind
 */

/**
 * What a refusal says.
 *
 * @typedef {object} Known
 * @property {number | undefined} [status]
 * @property {string | undefined} [code]
 * @property {string | undefined} [detail]
 * @property {number | undefined} [maxBytes]
 * @property {number | undefined} [retryAfterMillis]
 */

const PASSING_STATUSES = [429, 502, 503, 504];

/** Any failure of the API, whatever its cause. */
export class Problem extends Error {
  /**
   * @param {ProblemKind} kind
   * @param {Known} [known]
   */
  constructor(kind, known = {}) {
    super(known.detail ?? kind);
    this.name = 'Problem';
    this.kind = kind;
    this.status = known.status;
    this.code = known.code;
    this.detail = known.detail;
    this.maxBytes = known.maxBytes;
    this.retryAfterMillis = known.retryAfterMillis;
  }

  /** Whether the same may go well a little later. */
  get passing() {
    return this.kind === 'refused' ? PASSING_STATUSES.includes(this.status ?? 0) : ['unreachable', 'offline', 'late'].includes(this.kind);
  }
}

/**
 * @param {unknown} error
 * @param {number} status
 * @returns {error is Problem}
 */
export function isRefusal(error, status) {
  return error instanceof Problem && error.status === status;
}

/**
 * A part of the page that is loaded on demand; without the server, that fails as any request does.
 *
 * @template T
 * @param {Promise<T>} part
 * @returns {Promise<T>}
 */
export async function loaded(part) {
  try {
    return await part;
  } catch {
    throw noAnswer();
  }
}

/** There was no answer. */
export function noAnswer() {
  return new Problem(navigator.onLine ? 'unreachable' : 'offline');
}
