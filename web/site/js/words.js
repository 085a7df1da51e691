/** Numbers and times as the reader reads them. */
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} score */
export function percent(score) {
  return score > 0 && score < 0.001 ? '< 0.1%' : `${TENTH.format(score * 100)}%`;
}

/** How sure the best label is, as the words before it. @param {number} score */
export function certainty(score) {
  if (score >= 0.8) {
    return 'This looks like';
  }
  return score >= 0.5 ? 'This is probably' : 'Not sure, but perhaps';
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
