// @ts-check
/** @import { Row, SavedRecord } from "../types" */

import { excerpt, fold, hasAll, hits, wordsOf } from "./search.js";

/** How many records are read at once. */
const HANDFUL = 100;

/**
 * Finds saved articles by the words in them, by looking through all their texts.
 *
 * @param {object} wanted
 * @param {(ids: string[]) => Promise<SavedRecord[]>} wanted.read
 * @param {(progress: {done: number, total: number}) => void} wanted.hear
 */
export async function openFinder({ read, hear }) {
  /** The folded text of each record. @type {Map<string, {print: string, folded: string}>} */
  const texts = new Map();
  /** @type {Row[]} */
  let rows = [];
  let turn = 0;

  /** @param {Row} row */
  const foldedOf = ({ id, title, first, section, tags }) =>
    texts.get(id)?.folded ?? fold([title, first, section, ...tags].join(" "));

  return {
    /** @param {Row[]} given */
    async update(given) {
      turn += 1;
      const mine = turn;
      rows = given;
      const missing = rows.filter(({ id, state, print }) => !state && texts.get(id)?.print !== print);
      for (let from = 0; from < missing.length; from += HANDFUL) {
        const handful = new Map(missing.slice(from, from + HANDFUL).map(({ id, print }) => [id, print]));
        const records = await read([...handful.keys()]);
        if (turn !== mine) return;
        for (const record of records) {
          texts.set(record.id, { print: handful.get(record.id) ?? "", folded: foldedText(record) });
        }
        hear({ done: rows.length - missing.length + from + HANDFUL, total: rows.length });
      }
    },

    /** @param {string} query */
    search(query) {
      const words = wordsOf(query);
      return { rows: rows.filter((row) => hasAll(foldedOf(row), words)), ranked: false };
    },

    /** @param {string} text @param {string} query */
    marks: (text, query) => hits(text, wordsOf(query)),

    /** @param {string} text @param {string} query */
    excerpt: (text, query) => excerpt(text, wordsOf(query)),

    get complete() {
      return rows.every(({ id, state, print }) => state || texts.get(id)?.print === print);
    },
  };
}

/** @param {SavedRecord} record */
function foldedText({ title, byline, section, summary, blocks, tags, own }) {
  const sentences = summary.sentences.map((sentence) => sentence.text);
  const text = blocks.map((block) => block.text);
  return fold([title, section, ...byline.authors, ...tags, ...own.tags, own.note, ...sentences, ...text].join(" "));
}
