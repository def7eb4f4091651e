// @ts-check
/** @import { OwnChange, Row, Translate } from "../types" */

import { ask } from "../shared/messages.js";
import { keyOfTag, makeOwn } from "../shared/own.js";
import { byShard } from "../shared/store.js";

/** How many records the first message names; the next ones are as large as a second allows. */
const FIRST = 24;
const MOST = 2000;
const SECOND = 1000;

/**
 * Changes what the reader made of many articles. They go to the background in the order of the shards that their lines
 * stand in, so that each message rewrites few of them, and none comes near the time that an answer may take.
 *
 * @param {string[]} ids
 * @param {OwnChange} change
 * @param {(done: number) => boolean} goesOn Told how many are done; whether to go on.
 * @returns {Promise<{done: string[], ok: boolean}>}
 */
export async function changeMany(ids, change, goesOn) {
  const ordered = byShard(ids);
  /** @type {string[]} */
  const done = [];
  let size = FIRST;
  while (done.length < ordered.length) {
    if (!goesOn(done.length)) break;
    const handful = ordered.slice(done.length, done.length + size);
    const begun = performance.now();
    const reply = await ask({ kind: "change-own", ids: handful, change });
    if (!reply.ok) return { done, ok: false };
    done.push(...handful);
    const took = Math.max(performance.now() - begun, 1);
    size = Math.min(MOST, Math.max(FIRST, Math.round(Math.min(size * 4, (size * SECOND) / took))));
  }
  return { done, ok: true };
}

/**
 * What undoes a change of those rows: the rows that it changes, each with how it was.
 *
 * @param {Row[]} rows
 * @param {OwnChange} change
 * @returns {{ids: string[], back: OwnChange}[]}
 */
export function undoing(rows, change) {
  const ids = (/** @type {(row: Row) => boolean} */ is) => rows.filter(is).map(({ id }) => id);
  const spelt = (/** @type {Row} */ row, /** @type {string} */ tag) =>
    row.tags.find((one) => keyOfTag(one) === keyOfTag(tag));
  /** @type {{ids: string[], back: OwnChange}[]} */
  const steps = [];
  if (change.read !== undefined) {
    steps.push({ ids: ids((row) => (row.read !== null) !== change.read), back: { read: !change.read } });
  }
  if (change.archived !== undefined) {
    const changed = ids((row) => (row.archived !== null) !== change.archived);
    steps.push({ ids: changed, back: { archived: !change.archived } });
  }
  for (const tag of makeOwn({ tags: change.addTags }).tags) {
    steps.push({ ids: ids((row) => !spelt(row, tag)), back: { removeTags: [tag] } });
  }
  for (const tag of change.removeTags ?? []) {
    const spellings = new Set(rows.flatMap((row) => spelt(row, tag) ?? []));
    for (const spelling of spellings) {
      steps.push({ ids: ids((row) => spelt(row, tag) === spelling), back: { addTags: [spelling] } });
    }
  }
  return steps.filter((step) => step.ids.length);
}

/** @param {Translate} words @param {OwnChange} change @param {string} count */
export function changedWords(words, change, count) {
  if (change.read !== undefined) return words(change.read ? "markedRead" : "markedUnread", count);
  if (change.archived !== undefined) return words(change.archived ? "archivedMany" : "unarchivedMany", count);
  return change.addTags
    ? words("taggedMany", count, change.addTags.join(", "))
    : words("untaggedMany", count, (change.removeTags ?? []).join(", "));
}
