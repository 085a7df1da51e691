/** Labels, numbers and times as the reader reads them. */
/** @import { Classified, Label } from './responses.js' */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} score */
export function percent(score) {
  return score > 0 && score < 0.001 ? '< 0.1%' : `${TENTH.format(score * 100)}%`;
}

const MOST = 20;
const EXACT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 9 });
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;
const LEADS = { sure: 'This looks like', probable: 'This is probably', unknown: 'The best label is' };

/**
 * How labels are told, by how sure the server is: docs/usage.md has the words.
 *
 * @param {Pick<Classified, 'label' | 'score' | 'labels' | 'certainty' | 'labelsAbove'>} prediction
 */
export function verdict({ label, score, labels, certainty, labelsAbove }) {
  if (labelsAbove) {
    const above = labelsAbove.labels;
    const more = above.length > MOST ? ` and ${above.length - MOST} more` : '';
    const all = above.slice(0, MOST).map(name).join(', ') + more || 'Nothing I know';
    return { lead: `${above.length > 0 ? 'Labels' : 'No label is'} above ${EXACT.format(labelsAbove.threshold)}`, labels: all, score: '', line: all };
  }
  if (certainty === 'unsure') {
    const names = labels.slice(0, 3).map(name);
    const all = [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ');
    return { lead: 'Not sure:', labels: all, score: '', line: `not sure: ${all}` };
  }
  const best = isolated(label);
  const amount = percent(score);
  return { lead: LEADS[certainty ?? 'unknown'], labels: best, score: amount, line: `${certainty === 'probable' ? 'probably ' : ''}${best}, ${amount}` };
}

/** @param {Label} label */
const name = ({ label }) => isolated(label);

/** A text from right to left must not turn what stands beside it. @param {string} text */
export function isolated(text) {
  const shown = text.replace(DIRECTIONS, '');
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1_000) {
    return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  }
  return bytes < 999_500 ? `${WHOLE.format(bytes / 1_000)}\u00a0kB` : `${TENTH.format(bytes / 1_000_000)}\u00a0MB`;
}

/** @param {number} millis */
export function duration(millis) {
  return millis < 1_000 ? `${WHOLE.format(millis)}\u00a0ms` : `${TENTH.format(millis / 1_000)}\u00a0s`;
}

/** @param {string | number} instant in ISO form or in milliseconds; in the reader's own zone and manner if it can be read */
export function moment(instant) {
  const date = new Date(instant);
  return Number.isNaN(date.getTime())
    ? String(instant)
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The API's reasons begin in lower case and end without a stop. @param {string} reason */
export function sentence(reason) {
  const text = reason.trim();
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
