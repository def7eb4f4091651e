// @ts-check
/** @import { Row } from "../types" */

import { api } from "../shared/api.js";
import { ask } from "../shared/messages.js";
import { isShard, rowsOf } from "../shared/store.js";

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
  let complete = false;
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

  async function all() {
    try {
      const { rows: found, whole } = await store.list((key, lines) => shards.set(key, lines));
      complete = true;
      failed = false;
      gather();
      tell();
      if (!whole || !(await store.matches(found))) await ask({ kind: "mend" });
    } catch {
      failed = true;
      tell();
    }
  }

  api.storage.onChanged.addListener((changes, area) => {
    if (area !== "local" || !complete) return;
    const changed = Object.entries(changes).filter(([key]) => isShard(key));
    if (!changed.length) return;
    for (const [key, { newValue }] of changed) shards.set(key, rowsOf(newValue) ?? []);
    gather();
    tell();
  });

  return {
    /** Reads the lines; told to all who hear, first with the newest, then with all. */
    async start() {
      const newest = await store.newest().catch(() => null);
      if (newest?.length && !complete) {
        rows = new Map(newest.map((row) => [row.id, row]));
        tell();
      }
      await all();
    },

    /** Whether all lines are there, not only the newest. */
    isComplete: () => complete,

    /** Whether they could not be read. */
    hasFailed: () => failed,

    /** @returns {Row[]} in no order */
    rows: () => [...rows.values()],

    /** @param {string} id */
    row: (id) => rows.get(id),

    /** @param {() => void} hear Called after each change. @returns {() => void} what ends it */
    onChange(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}
