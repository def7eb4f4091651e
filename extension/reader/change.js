// @ts-check
/** @import { RecordChange, Translate } from "../types" */

/**
 * What a later save found changed, in words: "2 paragraf baru, 1 paragraf hilang". The title before is a sentence of its own.
 *
 * @param {RecordChange} change
 * @param {Translate} words
 */
export function changeInWords({ added, removed, title }, words) {
  const counted = (/** @type {string} */ key, /** @type {number} */ count) =>
    count > 0 && words(count === 1 ? `${key}One` : key, count);
  const parts = [counted("changeAdded", added), counted("changeRemoved", removed)].filter((part) => part !== false);
  return { parts: parts.join(", "), title: title ? words("changeTitle", title) : "" };
}
