/** Lets a few tasks run at once; the others wait for their turn, first come first served. */
export class Limiter {
  #free;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {number} width how many at once */
  constructor(width) {
    this.#free = width;
  }

  /**
   * @template T
   * @param {AbortSignal} signal ends the wait; what runs must heed it by itself
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  async run(signal, task) {
    await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#free++;
      this.#waiting.shift()?.();
    }
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<void>}
   */
  #turn(signal) {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        this.#free--;
        resolve();
      };
      if (this.#free > 0) {
        enter();
        return;
      }
      this.#waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
