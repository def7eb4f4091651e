// @ts-check
/** @import { Row, Stamp } from "../types" */

/**
 * The library on disk: one key a record, and a list index that can always be made again from the records. Only the
 * background opens the store to write; the library page opens it to read.
 */

import { isRow, makeRecord, readRecord, rowOf, SCHEMA } from "./record.js";
import { Refusal } from "./refusal.js";

const INDEX = "index";
const RECORD = "record:";

/** How the browsers say that no more fits, on the quota or on the disk. */
const FULL = /quota|no[ _]?space|disk[ _]?full|too large/i;

/**
 * @typedef {Pick<chrome.storage.StorageArea, "get" | "set" | "remove"> & {getKeys?: () => Promise<string[]>}} Area
 * @typedef {ReturnType<typeof openStore>} Store
 */

/** @param {string} id */
const keyOf = (id) => RECORD + id;

/**
 * @param {Area} area
 */
export function openStore(area) {
  /** The last piece of writing; the next one waits for it. @type {Promise<unknown>} */
  let last = Promise.resolve();

  /**
   * Writing goes one after the other: two tabs that save at once must not overwrite each other's index.
   *
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  function inTurn(job) {
    const run = last.then(job).catch(refuse);
    last = run.catch(() => {});
    return run;
  }

  /**
   * What is stored under one key, whatever that may be.
   *
   * @param {string} key
   * @returns {Promise<any>}
   */
  async function get(key) {
    return (await area.get(key))[key];
  }

  /** @returns {Promise<string[]>} */
  async function ids() {
    const keys = area.getKeys ? await area.getKeys() : Object.keys(await area.get(null));
    return keys.filter((key) => key.startsWith(RECORD)).map((key) => key.slice(RECORD.length));
  }

  /** The list as the index has it, or null where the index is missing, damaged or of another version. */
  async function kept() {
    const index = await get(INDEX);
    const whole = index?.schema === SCHEMA && Array.isArray(index.rows) && index.rows.every(isRow);
    return whole ? /** @type {Row[]} */ (index.rows) : null;
  }

  /** The list made from the records. @returns {Promise<Row[]>} */
  async function rebuilt() {
    /** @type {Row[]} */
    const rows = [];
    for await (const { id, record } of everything()) rows.push(rowOf(id, record));
    return rows;
  }

  /** Everything under a record's key, in handfuls: all at once could be hundreds of megabytes. */
  async function* everything() {
    const all = await ids();
    for (let from = 0; from < all.length; from += 100) {
      const handful = await area.get(all.slice(from, from + 100).map(keyOf));
      for (const [key, record] of Object.entries(handful)) {
        yield { id: key.slice(RECORD.length), record };
      }
    }
  }

  /**
   * Writes a record and its line of the list in one piece, and answers only after both were read back.
   *
   * @param {string} id
   * @param {unknown} record
   */
  async function write(id, record) {
    const row = rowOf(id, record);
    const rows = [...((await kept()) ?? (await rebuilt())).filter((one) => one.id !== id), row];
    await area.set({ [keyOf(id)]: record, [INDEX]: { schema: SCHEMA, rows } });
    const line = (await kept())?.find((one) => one.id === id);
    if (!same(await get(keyOf(id)), record) || !same(line, row)) throw new Refusal("storage-failed");
  }

  return {
    /**
     * Saves what a page's reader sent, as a new record or over the older one.
     *
     * @param {unknown} reading
     * @param {string} now
     * @returns {Promise<Stamp & {id: string}>}
     */
    save: (reading, now) =>
      inTurn(async () => {
        const record = makeRecord(reading, { saved: now, updated: now });
        const before = await get(keyOf(record.id));
        if (before !== undefined) {
          const found = readRecord(before);
          if ("record" in found) record.saved = found.record.saved;
          else if (found.state === "newer") throw new Refusal("newer-schema");
        }
        await write(record.id, record);
        return { id: record.id, saved: record.saved, updated: record.updated };
      }),

    /**
     * Puts back what was removed, exactly as it was; not over what was saved since.
     *
     * @param {string} id
     * @param {unknown} removed
     */
    restore: (id, removed) =>
      inTurn(async () => {
        if ((await get(keyOf(id))) === undefined) await write(id, removed);
      }),

    /**
     * Removes a record, and gives back what it was.
     *
     * @param {string} id
     * @returns {Promise<unknown>}
     */
    remove: (id) =>
      inTurn(async () => {
        const before = await get(keyOf(id));
        const rows = ((await kept()) ?? (await rebuilt())).filter((row) => row.id !== id);
        // The record goes first: a line without a record is mended by the next look, the other way round it comes back.
        await area.remove(keyOf(id));
        await area.set({ [INDEX]: { schema: SCHEMA, rows } });
        if ((await get(keyOf(id))) !== undefined) throw new Refusal("storage-failed");
        return before ?? null;
      }),

    /**
     * When the record was saved, or null.
     *
     * @param {string} id
     * @returns {Promise<Stamp | null>}
     */
    async find(id) {
      const found = readRecord(await get(keyOf(id)));
      return "record" in found ? { saved: found.record.saved, updated: found.record.updated } : null;
    },

    /**
     * The list, newest first. An index that does not name exactly the records there are is made again.
     *
     * @returns {Promise<Row[]>}
     */
    list: () =>
      inTurn(async () => {
        let rows = await kept();
        if (!rows || !matches(rows, await ids())) {
          rows = await rebuilt();
          // A list that can't be kept can still be shown.
          await area.set({ [INDEX]: { schema: SCHEMA, rows } }).catch(() => {});
        }
        return rows.sort((one, other) => (one.updated < other.updated ? 1 : one.updated > other.updated ? -1 : 0));
      }),

    /**
     * One record, as far as this version understands it; null when there is none.
     *
     * @param {string} id
     */
    async read(id) {
      const found = await get(keyOf(id));
      return found === undefined ? null : readRecord(found);
    },

    /** All records that this version understands, one by one. */
    async *records() {
      for await (const { record } of everything()) {
        const found = readRecord(record);
        if ("record" in found) yield found.record;
      }
    },
  };
}

/**
 * What the browser says of its storage, as a code of ours.
 *
 * @param {unknown} error
 * @returns {never}
 */
function refuse(error) {
  if (error instanceof Refusal) throw error;
  throw new Refusal(FULL.test(String(error)) ? "storage-full" : "storage-failed");
}

/**
 * Whether the rows name each of the records, and each once.
 *
 * @param {Row[]} rows
 * @param {string[]} ids
 */
function matches(rows, ids) {
  const named = new Set(rows.map((row) => row.id));
  return named.size === rows.length && named.size === ids.length && ids.every((id) => named.has(id));
}

/**
 * Whether two plain values are equal. The storage gives keys back in an order of its own.
 *
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one).filter((key) => /** @type {any} */ (one)[key] !== undefined);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && same(/** @type {any} */ (one)[key], /** @type {any} */ (other)[key]),
    )
  );
}
