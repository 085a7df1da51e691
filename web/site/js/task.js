/** Runs what an answer view shows. */
import { AnswerView } from './view.js';

/** @import { Classified, Failed } from './answers.js' */

/**
 * @typedef {object} Task
 * @property {string} start what to say while it begins
 * @property {string} again what the button says after a failure
 * @property {(signal: AbortSignal) => Promise<Classified | Failed>} run can be called again
 */

/** One answer view with the task it shows: a new task ends the one before. */
export class TaskView {
  #view;
  #current = new AbortController();

  /** @param {AnswerView} view */
  constructor(view) {
    this.#view = view;
  }

  /** @param {Task} task */
  async start(task) {
    this.#current.abort();
    const { signal } = (this.#current = new AbortController());
    const retry = () => this.start(task);
    this.#view.waiting(task.start);
    try {
      const prediction = await task.run(signal);
      signal.throwIfAborted();
      if (prediction.status === 'CLASSIFIED') {
        this.#view.classified(prediction);
      } else {
        this.#view.failed(prediction, task.again, retry);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#view.problem(error, task.again, retry);
      }
    }
  }
}
