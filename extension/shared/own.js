// @ts-check
/** @import { Block, Mark, Own, OwnChange } from "../types" */

/**
 * What the reader made of an article: a note, tags, marks, read or put away. Pure functions; nothing of it comes from a
 * page, and nothing of it is lost when the article is saved anew.
 */

/** Beyond these nobody marks or tags. */
const MOST = { tags: 50, marks: 500, tag: 60, note: 200_000, marked: 20_000, around: 40 };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** @returns {Own} */
export function emptyOwn() {
  return { note: "", tags: [], marks: [], read: null, archived: null };
}

/**
 * What is kept of `value`, whatever that is.
 *
 * @param {unknown} value
 * @returns {Own}
 */
export function makeOwn(value) {
  const from = object(value);
  return {
    note: typeof from.note === "string" ? from.note.slice(0, MOST.note).toWellFormed() : "",
    tags: tags(from.tags),
    marks: list(from.marks, MOST.marks).flatMap(mark),
    read: instant(from.read),
    archived: instant(from.archived),
  };
}

/**
 * `own` after one change. What the change does not name stays.
 *
 * @param {Own} own
 * @param {OwnChange} change
 * @param {string} now
 * @returns {Own}
 */
export function changedOwn(own, change, now) {
  const from = /** @type {OwnChange} */ (object(change));
  const without = new Set(tags(from.removeTags).map(keyOfTag));
  const gone = marksOf(own.marks, list(from.removeMarks, MOST.marks).flatMap(mark));
  const flag = (/** @type {unknown} */ wanted, /** @type {string | null} */ before) =>
    wanted === true ? (before ?? now) : wanted === false ? null : before;
  return {
    note: typeof from.note === "string" ? noteOver(own.note, from.note, from.noteWas) : own.note,
    tags: tags([...own.tags.filter((tag) => !without.has(keyOfTag(tag))), ...tags(from.addTags)]),
    marks: uniqueMarks([
      ...own.marks.filter((one) => !gone.has(one)),
      ...list(from.addMarks, MOST.marks).flatMap(mark),
    ]),
    read: flag(from.read, own.read),
    archived: flag(from.archived, own.archived),
  };
}

/**
 * Both together: nothing of either is lost. Two notes that differ stand one below the other, `one`'s first.
 *
 * @param {Own} one
 * @param {Own} other
 * @returns {Own}
 */
export function mergedOwn(one, other) {
  return {
    note: mergedNote(one.note, other.note),
    tags: tags([...one.tags, ...other.tags]),
    marks: uniqueMarks([...one.marks, ...other.marks]),
    read: one.read ?? other.read,
    archived: one.archived ?? other.archived,
  };
}

/**
 * Both notes: the one that holds the other, or `one` with `other` below it.
 *
 * @param {string} one
 * @param {string} other
 */
export function mergedNote(one, other) {
  const held = one.includes(other) ? one : other.includes(one) ? other : null;
  return held ?? makeOwn({ note: `${one}\n\n${other}` }).note;
}

/**
 * The marks where their words stand in `blocks`: where they stood, else where the words and what stood around them are
 * found. A mark whose words are gone keeps them, without a place.
 *
 * @param {Mark[]} marks
 * @param {Block[]} blocks
 * @returns {Mark[]}
 */
export function anchoredMarks(marks, blocks) {
  return marks.map((one) => {
    if (one.block !== null && blocks[one.block]?.text.slice(one.start, one.end) === one.text) return one;
    const best = places(one, blocks).sort((first, second) => second.likeness - first.likeness)[0];
    return best
      ? { ...one, block: best.block, start: best.start, end: best.start + one.text.length }
      : { ...one, block: null, start: 0, end: 0 };
  });
}

/**
 * The mark of a stretch of a block.
 *
 * @param {number} block
 * @param {string} text The block's.
 * @param {number} start
 * @param {number} end
 * @param {string} made
 * @returns {Mark}
 */
export function markAt(block, text, start, end, made) {
  return {
    block,
    start,
    end,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - MOST.around), start).toWellFormed(),
    after: text.slice(end, end + MOST.around).toWellFormed(),
    made,
  };
}

/** Tags that differ in capitals alone are one. @param {string} tag */
export function keyOfTag(tag) {
  return tag.toLocaleLowerCase("id");
}

/**
 * A new note over the one that is there. Whoever wrote it over another one has not seen that one: nothing of it goes
 * without a word.
 *
 * @param {string} there
 * @param {string} note
 * @param {unknown} was
 */
function noteOver(there, note, was) {
  const made = makeOwn({ note }).note;
  return typeof was === "string" && was !== there ? mergedNote(made, there) : made;
}

/**
 * @param {Mark} mark
 * @param {Block[]} blocks
 */
function places({ text, before, after }, blocks) {
  const found = [];
  for (const [block, { text: within }] of blocks.entries()) {
    for (let start = within.indexOf(text); start >= 0; start = within.indexOf(text, start + 1)) {
      const end = start + text.length;
      const likeness = common(within.slice(0, start), before, true) + common(within.slice(end), after, false);
      found.push({ block, start, likeness });
      if (found.length > MOST.marks) return found;
    }
  }
  return found;
}

/**
 * How many characters both have in common, from the end or from the beginning.
 *
 * @param {string} one
 * @param {string} other
 * @param {boolean} fromEnd
 */
function common(one, other, fromEnd) {
  let count = 0;
  const at = (/** @type {string} */ text) => text.at(fromEnd ? -1 - count : count);
  while (count < Math.min(one.length, other.length) && at(one) === at(other)) count += 1;
  return count;
}

/** @param {unknown} value @returns {Record<string, unknown>} */
function object(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}

/** @param {unknown} value @param {number} most @returns {unknown[]} */
function list(value, most) {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** @param {unknown} value @returns {string[]} */
function tags(value) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  for (const one of Array.isArray(value) ? value : []) {
    const tag =
      typeof one === "string"
        ? one
            .replace(/[\s,]+/g, " ")
            .trim()
            .slice(0, MOST.tag)
            .toWellFormed()
        : "";
    if (tag && !kept.has(keyOfTag(tag)) && kept.size < MOST.tags) kept.set(keyOfTag(tag), tag);
  }
  return [...kept.values()];
}

/** @param {unknown} value */
function instant(value) {
  return typeof value === "string" && INSTANT.test(value) ? value : null;
}

/** @param {unknown} value @returns {Mark[]} */
function mark(value) {
  const from = object(value);
  const { block, start, end, text, before, after } = from;
  const place = (/** @type {unknown} */ one) => (Number.isSafeInteger(one) && Number(one) >= 0 ? Number(one) : null);
  const made = instant(from.made);
  if (typeof text !== "string" || !text || text.length > MOST.marked || !text.isWellFormed() || !made) return [];
  const around = (/** @type {unknown} */ one) =>
    typeof one === "string" ? one.slice(0, MOST.around).toWellFormed() : "";
  const [at, first, last] = [place(block), place(start), place(end)];
  const stands = at !== null && first !== null && last === first + text.length;
  return [
    {
      block: stands ? at : null,
      start: stands ? first : 0,
      end: stands ? last : 0,
      text,
      before: around(before),
      after: around(after),
      made,
    },
  ];
}

/**
 * Those of `marks` that `wanted` names. An article that was saved anew has moved some of them since: then it is the one of
 * the same words and the same moment.
 *
 * @param {Mark[]} marks
 * @param {Mark[]} wanted
 */
function marksOf(marks, wanted) {
  /** @type {Set<Mark>} */
  const found = new Set();
  for (const one of wanted) {
    const alike = marks.filter(({ text, made }) => text === one.text && made === one.made);
    const left = alike.filter((other) => !found.has(other));
    const same = left.find((other) => keyOfMark(other) === keyOfMark(one)) ?? left[0];
    if (same) found.add(same);
  }
  return found;
}

/** @param {Mark} mark */
function keyOfMark({ block, start, end, text, made }) {
  return JSON.stringify([block, start, end, text, block === null ? made : ""]);
}

/** @param {Mark[]} marks */
function uniqueMarks(marks) {
  return [...new Map(marks.map((one) => [keyOfMark(one), one])).values()].slice(0, MOST.marks);
}
