/** Where a photo is, in a few words: for its row, and for who listens. */
import { explain, explainFailure } from './problem-words.js';
import { verdict } from './words.js';

/** @import { Photo } from './photo.js' */

/** @typedef {Pick<Photo, 'stage' | 'filename' | 'sentBytes' | 'totalBytes' | 'problem' | 'prediction'>} Told */

/** @param {Told} photo */
export function stageWords({ stage, sentBytes, totalBytes, problem, prediction }) {
  switch (stage) {
    case 'queued':
      return 'Waits for its turn';
    case 'sending':
      return totalBytes > 0 ? `Sending, ${Math.floor((sentBytes / totalBytes) * 100)}%` : 'Sending';
    case 'busy':
      return 'The server is busy; sent again soon';
    case 'waiting':
      return problem ? `${explain(problem).title}; asking again` : 'Looking at it';
    case 'classified':
      return prediction?.status === 'CLASSIFIED' ? verdict(prediction).line : '';
    case 'failed':
      return prediction?.status === 'FAILED' ? explainFailure(prediction).title : '';
    case 'problem':
      return explain(problem).title;
    case 'stopped':
      return 'Stopped';
  }
}

/**
 * What to read out when a photo comes to this stage; empty for steps on the way.
 *
 * @param {Told} photo
 */
export function news({ filename, stage, problem, prediction, totalBytes }) {
  if (stage === 'classified' && prediction?.status === 'CLASSIFIED') {
    return `${filename}: ${verdict(prediction).line}`;
  }
  if (stage === 'failed' && prediction?.status === 'FAILED') {
    return told(filename, explainFailure(prediction));
  }
  return stage === 'problem' ? told(filename, explain(problem, totalBytes)) : '';
}

/**
 * @param {string} filename
 * @param {{title: string, detail: string}} words
 */
function told(filename, { title, detail }) {
  return `${filename || 'The photo'}: ${title}. ${detail}`;
}
