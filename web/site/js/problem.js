/**
 * How asking the API went wrong:
 * `refused` the server answered that it won't, `unreachable` there was no answer, `interrupted` the connection broke while a photo
 * was being sent, `unreadable` there was an answer that is not the API's, `late` there was none in time.
 *
 * @typedef {'refused' | 'unreachable' | 'interrupted' | 'unreadable' | 'late'} ProblemKind
 */

/** Any failure of the API, whatever its cause. */
export class Problem extends Error {
  /**
   * @param {ProblemKind} kind
   * @param {{status?: number, detail?: string, retryAfterMillis?: number}} [known] what a refusal says
   */
  constructor(kind, known = {}) {
    super(known.detail ?? kind);
    this.name = 'Problem';
    this.kind = kind;
    this.status = known.status;
    this.detail = known.detail;
    this.retryAfterMillis = known.retryAfterMillis;
  }
}
