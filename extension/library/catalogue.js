// @ts-check
/** @import { Row } from "../types" */

import { api } from "../shared/api.js";
import { ask } from "../shared/messages.js";
import { rowOf } from "../shared/row.js";
import { isShard, NEWEST, rowsOf } from "../shared/store.js";

/** Why the background can't make the lines anew. */
const UNWRITABLE = ["storage-full", "storage-failed"];

/** How often it is asked for them, and how long it rests between, in milliseconds. */
const MOST_ASKED = 30;
const REST = 1000;

/** In place of a shard: lines that stand nowhere. */
const MADE = "made";

/**
 * @typedef {import("../shared/store.js").Store} Store
 * @typedef {ReturnType<typeof openCatalogue>} Catalogue
 */

/**
 * The lines of the list, as they are on disk at this moment. The newest come first, for what is painted first; then all.
 * Lines that do not fit the records are made anew by the background, without being asked.
 *
 * @param {Store} store
 */
export function openCatalogue(store) {
  /** The lines of each shard by its key. @type {Map<string, Row[]>} */
  const shards = new Map();
  /** @type {Map<string, Row>} */
  let rows = new Map();
  /** Whether the shards were read, so that changes of them are changes of what is known. */
  let listed = false;
  let complete = false;
  /** Whether all that there is must be made anew before it is complete. */
  let mending = false;
  let failed = false;
  /** @type {Set<() => void>} */
  const hearers = new Set();

  function tell() {
    for (const hear of hearers) hear();
  }

  function gather() {
    rows = new Map();
    for (const shard of shards.values()) for (const row of shard) rows.set(row.id, row);
  }

  /** Where no line can be written, the list is made of the records themselves, for this page alone. */
  async function fromRecords() {
    /** @type {Row[]} */
    const made = [];
    for await (const handful of store.stored()) for (const { id, stored } of handful) made.push(rowOf(id, stored));
    shards.clear();
    shards.set(MADE, made);
    gather();
    tell();
  }

  async function all() {
    try {
      const { rows: found, whole } = await store.list((key, lines) => shards.set(key, lines));
      [listed, failed] = [true, false];
      gather();
      // No line at all may be a list that was lost: whoever has thousands of articles must not hear that there are none.
      complete = found.length > 0 || (whole && (await store.matches(found)));
      mending = !complete;
      tell();
      if (complete && whole && (found.length === 0 || (await store.matches(found)))) return;
      let mended = await ask({ kind: "mend" });
      // It may take longer than an answer may: what is done by then is not done again.
      for (let again = 0; !mended.ok && mended.code === "no-answer" && again < MOST_ASKED; again += 1) {
        await new Promise((resolve) => setTimeout(resolve, REST));
        mended = await ask({ kind: "mend" });
      }
      [complete, mending] = [true, false];
      if (!mended.ok && UNWRITABLE.includes(mended.code)) await fromRecords();
      else tell();
    } catch {
      failed = true;
      tell();
    }
  }

  api.storage.onChanged.addListener((changes, area) => {
    if (area !== "local" || !listed) return;
    const changed = Object.entries(changes).filter(([key]) => isShard(key));
    if (!changed.length) return;
    if (shards.delete(MADE)) return void all();
    for (const [key, { newValue }] of changed) shards.set(key, rowsOf(newValue) ?? []);
    gather();
    tell();
  });

  return {
    /** Reads the lines; told to all who hear, first with the newest, then with all. */
    async start() {
      const newest = rowsOf((await globalThis.saringAhead)?.[NEWEST]) ?? [];
      if (newest.length && !complete) {
        rows = new Map(newest.map((row) => [row.id, row]));
        tell();
        await painted();
      }
      await all();
    },

    /** Whether all lines are there, not only the newest. */
    isComplete: () => complete,

    /** Whether they are being made anew, from the first to the last. */
    isMending: () => mending,

    /** Whether they could not be read. */
    hasFailed: () => failed,

    /** @returns {Row[]} in no order */
    rows: () => [...rows.values()],

    /** How many there are. */
    count: () => rows.size,

    /** @param {string} id */
    row: (id) => rows.get(id),

    /** @param {() => void} hear Called after each change. @returns {() => void} what ends it */
    onChange(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

/** When the browser has drawn what is there, or has better things to do than to draw. */
function painted() {
  const { promise, resolve } = Promise.withResolvers();
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 100);
  return promise;
}
