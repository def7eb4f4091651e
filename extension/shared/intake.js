// @ts-check
/** @import { Arriving, Intake, Row } from "../types" */

/**
 * Taking in many records at once, all or none. Each handful is written in one piece with a journal of what it did; lines
 * of the list come at the end, all in one piece with the word that it is done. What was not done when the page that imports
 * went away, or when the background was stopped, is taken back by the journal: whatever somebody changed meanwhile stays.
 *
 * The background that began an import is the only one that goes on with it. So a journal that a background finds when it
 * starts has nobody behind it.
 */

import { mergedRecords, ownOf, readRecord, textOf } from "./record.js";
import { Refusal } from "./refusal.js";
import { printOfStored, rowOf } from "./row.js";

/** The journal: its head, and one key for each handful. */
const HEAD = "import";
/** What was taken back without anybody there to be told. */
export const UNDONE = "import-undone";

const KEY = "record:";

/** @param {number} number */
const journalKey = (number) => `${HEAD}:${number}`;

/**
 * One entry of a journal: the identity, the print of what was written, and what stood there before.
 *
 * @typedef {[id: string, print: string, before: unknown]} Entry
 *
 * An import that is under way. `add` writes one handful, and when it fails, nothing is left of the whole import; `onlyNew`
 * leaves alone what is there already. After `finish` all of it stays. `stop` takes back what was written so far.
 *
 * @typedef {object} Import
 * @property {(arriving: Arriving[], onlyNew: boolean) => Promise<Intake>} add
 * @property {() => Promise<void>} finish
 * @property {(toBeTold: boolean) => Promise<void>} stop
 */

/**
 * @param {object} store
 * @param {import("./store.js").Area} store.area
 * @param {<T>(job: () => Promise<T>) => Promise<T>} store.inTurn
 * @param {() => Promise<void>} store.prepare Makes sure that there are lines to add to.
 * @param {(lines: Map<string, Row | null>) => Promise<Record<string, unknown>>} store.linePieces
 * @param {(ids: string[]) => Promise<void>} store.relist Makes the lines of these anew.
 */
export function openIntake({ area, inTurn, prepare, linePieces, relist }) {
  /** The import that is under way. @type {{handfuls: number, lines: Map<string, Row>} | null} */
  let running = null;

  /** Takes back what the journal names. @returns {Promise<number>} how many stay, because they were changed since */
  async function undo() {
    running = null;
    const head = await area.get([HEAD]);
    const { handfuls = 0, done = false } = /** @type {{handfuls?: number, done?: boolean}} */ (head[HEAD] ?? {});
    let kept = 0;
    if (!done) {
      /** @type {string[]} */
      const touched = [];
      for (let number = 0; number < handfuls; number += 1) {
        const key = journalKey(number);
        const entries = entriesOf((await area.get([key]))[key]);
        const there = entries.length ? await area.get(entries.map(([id]) => KEY + id)) : {};
        const gone = [];
        /** @type {Record<string, unknown>} */
        const back = { [key]: "[]" };
        for (const [id, print, before] of entries) {
          touched.push(id);
          const now = there[KEY + id];
          if (now === undefined) continue;
          if (printOfStored(now) !== print) kept += 1;
          else if (before === null) gone.push(KEY + id);
          else back[KEY + id] = before;
        }
        // What goes makes room for what comes back.
        if (gone.length) await area.remove(gone);
        await area.set(back);
      }
      if (touched.length) await relist(touched);
    }
    await area.remove([HEAD, ...Array.from({ length: handfuls }, (_, number) => journalKey(number))]);
    return kept;
  }

  /** @param {boolean} toBeTold whether nobody is there to hear of it */
  async function giveUp(toBeTold) {
    const kept = await undo().catch(() => {
      throw new Refusal("import-not-undone");
    });
    if (toBeTold) await area.set({ [UNDONE]: { at: new Date().toISOString(), kept } });
    return kept;
  }

  /**
   * @param {NonNullable<typeof running>} own
   * @param {Arriving[]} arriving
   * @param {boolean} onlyNew
   */
  async function write(own, arriving, onlyNew) {
    const counted = { added: 0, merged: 0, skipped: 0 };
    const there = await area.get(arriving.map(({ row }) => KEY + row.id));
    /** @type {Entry[]} */
    const journal = [];
    /** @type {Record<string, unknown>} */
    const pieces = {};
    /** @type {[string, Row][]} */
    const rows = [];
    for (const { stored, row: made } of arriving) {
      const { id } = made;
      const before = there[KEY + id];
      const after = before === undefined ? stored : onlyNew ? before : joined(before, stored);
      if (after === before) {
        counted.skipped += 1;
        continue;
      }
      const row = after === stored ? made : rowOf(id, after);
      pieces[KEY + id] = after;
      journal.push([id, row.print, before ?? null]);
      rows.push([id, row]);
      counted[before === undefined ? "added" : "merged"] += 1;
    }
    if (!journal.length) return counted;
    pieces[journalKey(own.handfuls)] = JSON.stringify(journal);
    own.handfuls += 1;
    await area.set({ ...pieces, [HEAD]: { handfuls: own.handfuls, done: false } });
    // A piece is written whole or not at all: the journal that stands in it answers for the rest.
    const key = journalKey(own.handfuls - 1);
    if ((await area.get([key]))[key] !== pieces[key]) throw new Refusal("storage-failed");
    for (const [id, row] of rows) own.lines.set(id, row);
    return counted;
  }

  return {
    /** Before anything else is written: takes back what nobody goes on with. */
    recover: () =>
      inTurn(async () => {
        if (!running && (await area.get([HEAD]))[HEAD] !== undefined) await giveUp(true);
      }),

    /** These were written by somebody else, with their lines. @param {Iterable<string>} ids */
    wrote(ids) {
      if (running) for (const id of ids) running.lines.delete(id);
    },

    /**
     * Begins one, if none is under way.
     *
     * @returns {Promise<Import>}
     */
    begin: () =>
      inTurn(async () => {
        if (running) throw new Refusal("import-running");
        // What could not be taken back before.
        if ((await area.get([HEAD]))[HEAD] !== undefined) await giveUp(true);
        await prepare();
        const own = { handfuls: 0, lines: new Map() };
        running = own;
        return {
          add: (arriving, onlyNew) =>
            inTurn(async () => {
              if (running !== own) throw new Refusal("import-lost");
              try {
                return await write(own, arriving, onlyNew);
              } catch (error) {
                await giveUp(false);
                throw error;
              }
            }),
          finish: () =>
            inTurn(async () => {
              if (running !== own) throw new Refusal("import-lost");
              try {
                const done = { ...(await linePieces(own.lines)), [HEAD]: { handfuls: own.handfuls, done: true } };
                if (own.handfuls) await area.set(done);
              } catch (error) {
                await giveUp(false);
                throw error;
              }
              await undo();
            }),
          stop: (toBeTold) =>
            inTurn(async () => {
              if (running === own) await giveUp(toBeTold && own.handfuls > 0);
            }),
        };
      }),

    /** What was taken back when nobody was there. @returns {Promise<{at: string, kept: number} | null>} */
    async undone() {
      const found = /** @type {{at?: unknown, kept?: unknown} | undefined} */ ((await area.get([UNDONE]))[UNDONE]);
      return found ? { at: String(found.at), kept: Number(found.kept) || 0 } : null;
    },

    /** It was told. */
    told: () => inTurn(() => area.remove([UNDONE])),
  };
}

/**
 * What is stored when `stored` arrives where `before` is: what was there when nothing comes of it.
 *
 * @param {unknown} before
 * @param {string} stored
 */
function joined(before, stored) {
  if (before === stored) return before;
  const [here, there] = [readRecord(before), readRecord(stored)];
  // What this version can't read is neither changed nor believed to be better.
  if ("state" in there) return before;
  if ("state" in here) {
    return here.state === "newer"
      ? before
      : textOf(mergedRecords({ ...there.record, own: ownOf(before) }, there.record));
  }
  const merged = textOf(mergedRecords(here.record, there.record));
  return merged === textOf(here.record) ? before : merged;
}

/** @param {unknown} stored @returns {Entry[]} */
function entriesOf(stored) {
  try {
    const entries = JSON.parse(String(stored));
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}
