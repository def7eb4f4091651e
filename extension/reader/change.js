// @ts-check
/** @import { RecordChange, Translate } from "../types" */

/**
 * What a later save found changed, in words: "2 paragraf baru, 1 paragraf hilang". The title before is a sentence of its own.
 *
 * @param {RecordChange} change
 * @param {Translate} words
 */
export function changeInWords({ added, removed, title }, words) {
  const parts = [
    added > 0 && words(added === 1 ? "changeAddedOne" : "changeAdded", added),
    removed > 0 && words(removed === 1 ? "changeRemovedOne" : "changeRemoved", removed),
  ].filter((part) => part !== false);
  return { parts: parts.join(", "), title: title ? words("changeTitle", title) : "" };
}
