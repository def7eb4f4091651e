// @ts-check
/** @import { Kept, Mark, MarkChange, OwnChange, Row, SavedRecord, Stamp } from "../types" */

/**
 * The library on disk: one key a record, and the list's lines, which can always be made again from the records. Only the
 * background opens the store to write; the library page opens it to read.
 *
 * Records and lines are kept as JSON texts, because a text is read and written five times as quickly as an object of the
 * same content. The lines stand in shards, by a hash of the identity, so that one save rewrites some dozens of lines and not
 * all; the newest ones stand once more by themselves, for what a page shows first.
 */

import { BACKUP, backupOf, withDelay, withExport, withSave } from "./backup.js";
import { openIntake } from "./intake.js";
import { SCHEMA } from "./migrations.js";
import { anchoredMarks, changedOwn, makeOwn } from "./own.js";
import { goneOn, makeRecord, ownOf, putBack, readRecord, renewed, textOf } from "./record.js";
import { Refusal } from "./refusal.js";
import { byId, isRow, printOf, rowOf } from "./row.js";

const RECORD = "record:";
const ROWS = "rows:";
/** The newest lines once more; `library/ahead.js` asks for them by this name, too. */
export const NEWEST = "rows:newest";
/** The list's key of the first version. */
const FORMER = "index";

/** Each save writes one of them, so they must be small; all of them are asked for at once, so they must not be too many. */
const SHARDS = 512;
/** So many there were before, under shorter names; they are shared out as soon as anybody finds them. */
const FORMER_SHARDS = 128;
/** So many articles are changed in one turn, or one shard of them; and so many shards are mended in one. */
const TURN = 100;
const MENDED = 4;
/** So many of the newest lines are kept by themselves, and fewer than the least are filled up: a large window shows twelve. */
const MOST_NEWEST = 30;
const LEAST_NEWEST = 15;

/** How many records are held at once: all could be hundreds of megabytes. */
const HANDFUL = 100;

/** How the browsers say that no more fits, on the quota or on the disk. */
const FULL = /quota|no[ _]?space|disk[ _]?full|too large/i;

/**
 * @typedef {Pick<chrome.storage.StorageArea, "get" | "set" | "remove"> & {getKeys?: () => Promise<string[]>}} Area
 * @typedef {ReturnType<typeof openStore>} Store
 *
 * A save that can be taken back: when it was, and what was stored before it, if anything.
 *
 * @typedef {{id: string, updated: string, before: unknown}} Undone
 */

/** @param {string} id */
export const keyOf = (id) => RECORD + id;

/** Where the line of a record stands. @param {string} id */
function shardOf(id) {
  return shardKey(Number.parseInt(printOf(id), 36) % SHARDS);
}

/** @param {number} number */
function shardKey(number) {
  return ROWS + number.toString().padStart(4, "0");
}

/**
 * The same identities in the order of their shards: a message that names neighbours rewrites few shards.
 *
 * @param {Iterable<string>} ids
 */
export function byShard(ids) {
  const placed = Array.from(ids, (id) => ({ id, shard: shardOf(id) }));
  return placed
    .sort((one, other) => (one.shard < other.shard ? -1 : one.shard > other.shard ? 1 : 0))
    .map(({ id }) => id);
}

/** Where the lines of these stand. @param {Iterable<string>} ids */
function lineKeys(ids) {
  return [...new Set(Array.from(ids, shardOf)), NEWEST];
}

/** @returns {string[]} */
function allShards() {
  return Array.from({ length: SHARDS }, (_, number) => shardKey(number));
}

/** @returns {string[]} */
function formerShards() {
  return Array.from({ length: FORMER_SHARDS }, (_, number) => ROWS + number.toString().padStart(3, "0"));
}

/**
 * The same identities in parts that are changed in one turn each: whole shards, as many as are not too much at once.
 *
 * @param {Iterable<string>} ids
 * @returns {string[][]}
 */
function turnsOf(ids) {
  /** @type {string[][]} */
  const turns = [];
  for (const group of Map.groupBy(ids, shardOf).values()) {
    const last = turns.at(-1);
    if (last && last.length + group.length <= TURN) last.push(...group);
    else turns.push(group);
  }
  return turns;
}

/**
 * The lines of one shard, or null where it is missing, damaged or of another version.
 *
 * @param {unknown} stored
 * @returns {Row[] | null}
 */
export function rowsOf(stored) {
  if (typeof stored !== "string") return null;
  try {
    const { schema, rows } = JSON.parse(stored);
    return schema === SCHEMA && Array.isArray(rows) && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

/** Whether a key of the storage holds lines of the list, all of them and not the newest alone. @param {string} key */
export function isShard(key) {
  return key.startsWith(ROWS) && key !== NEWEST;
}

/** @param {Row} one @param {Row} other */
export function newestFirst(one, other) {
  return one.updated < other.updated ? 1 : one.updated > other.updated ? -1 : byId(one, other);
}

/**
 * @param {Area} area
 */
export function openStore(area) {
  /** The last piece of writing; the next one waits for it. @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** How many pieces of writing have begun. */
  let turns = 0;

  /**
   * Writing goes one after the other: two tabs that save at once must not overwrite each other's lines.
   *
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  function inTurn(job) {
    const begun = () => {
      turns += 1;
      return job();
    };
    const run = last.then(begun).catch(refuse);
    last = run.catch(() => {});
    return run;
  }

  /** What is stored under each of the keys, whatever that may be. @param {string[]} keys @returns {Promise<Record<string, unknown>>} */
  async function get(keys) {
    return keys.length ? await area.get(keys) : {};
  }

  /** @returns {Promise<string[]>} */
  async function ids() {
    const keys = area.getKeys ? await area.getKeys() : Object.keys(await area.get(null));
    return keys.filter((key) => key.startsWith(RECORD)).map((key) => key.slice(RECORD.length));
  }

  /** What is stored for each of `wanted`, in handfuls; the next one is on its way meanwhile. @param {string[]} wanted */
  async function* stored(wanted) {
    const ask = (/** @type {number} */ from) => {
      const asked = get(wanted.slice(from, from + HANDFUL).map(keyOf));
      // Whoever waits for it hears of a failure; until then it is no failure that nobody heard of.
      asked.catch(() => {});
      return asked;
    };
    let coming = ask(0);
    for (let from = 0; from < wanted.length; from += HANDFUL) {
      const found = await coming;
      coming = ask(from + HANDFUL);
      const handful = wanted.slice(from, from + HANDFUL);
      yield handful.flatMap((id) => (found[keyOf(id)] === undefined ? [] : [{ id, stored: found[keyOf(id)] }]));
    }
  }

  /** Lines made from the records. @param {string[]} wanted */
  async function made(wanted) {
    /** @type {Row[]} */
    const rows = [];
    for await (const handful of stored(wanted)) rows.push(...handful.map((one) => rowOf(one.id, one.stored)));
    return rows;
  }

  /**
   * The shards in which `wanted` stand, as far as they are whole, else made anew.
   *
   * @param {string[]} wanted
   * @param {Record<string, unknown>} found What is stored under their keys.
   * @returns {Promise<Map<string, Row[]>>}
   */
  async function shardsWith(wanted, found) {
    const keys = [...new Set(wanted.map(shardOf))];
    /** @type {Map<string, Row[]>} */
    const shards = new Map();
    /** @type {string[] | undefined} */
    let all;
    for (const key of keys) {
      let rows = rowsOf(found[key]);
      if (!rows) {
        all ??= await ids();
        rows = await made(all.filter((id) => shardOf(id) === key));
      }
      shards.set(key, rows);
    }
    return shards;
  }

  /**
   * What to store so that the list has these lines; null takes one away. `few` says whether too few of the newest are left.
   *
   * @param {Map<string, Row | null>} lines
   * @param {Record<string, unknown>} [there] What is stored under `lineKeys`, where that was asked for already.
   */
  async function linePieces(lines, there) {
    const found = there ?? (await get(lineKeys(lines.keys())));
    /** @type {Record<string, unknown>} */
    const pieces = {};
    const fresh = Map.groupBy(lines, ([id]) => shardOf(id));
    for (const [key, rows] of await shardsWith([...lines.keys()], found)) {
      const kept = rows.filter(({ id }) => !lines.has(id));
      const own = (fresh.get(key) ?? []).flatMap(([, row]) => row ?? []);
      pieces[key] = shardText([...kept, ...own]);
    }
    const newest = rowsOf(found[NEWEST]) ?? [];
    const rest = newest.filter(({ id }) => !lines.has(id));
    const own = [...lines.values()].filter((row) => row !== null);
    pieces[NEWEST] = newestText([...rest, ...own]);
    return { pieces, few: rest.length < newest.length && rest.length + own.length < LEAST_NEWEST };
  }

  /**
   * Writes records and their lines in one piece, and is done only after all was read back. `undefined` removes.
   *
   * @param {Map<string, unknown>} changes What to store for each identity.
   * @param {Record<string, unknown>} [more] What else goes into the same piece.
   * @param {{there?: Record<string, unknown>, record?: SavedRecord}} [known] What is stored under `lineKeys`, and what the
   *   one change holds, where that need not be found out again.
   */
  async function write(changes, more = {}, { there, record } = {}) {
    const named = [...changes.keys()];
    /** @type {Map<string, Row | null>} */
    const lines = new Map();
    for (const [id, content] of changes) {
      lines.set(id, content === undefined ? null : rowOf(id, content, record && { record }));
    }
    const { pieces, few } = await linePieces(lines, there);
    Object.assign(pieces, more);
    for (const [id, content] of changes) if (content !== undefined) pieces[keyOf(id)] = content;
    // What goes, goes first: a line without a record is mended by the next look, the other way round it comes back.
    const gone = named.filter((id) => changes.get(id) === undefined).map(keyOf);
    if (gone.length) await area.remove(gone);
    const keys = [...Object.keys(pieces), ...gone];
    const isThere = (/** @type {Record<string, unknown>} */ kept) =>
      Object.entries(pieces).every(([key, content]) => same(kept[key], content)) &&
      gone.every((key) => kept[key] === undefined);
    // Asked right behind: the storage does one thing after the other, so that its answer shows what was written, sooner.
    const writing = area.set(pieces);
    const reading = get(keys).then(isThere, () => false);
    await writing;
    // An answer that came too early, or none, says nothing.
    if (!(await reading) && !isThere(await get(keys))) throw new Refusal("storage-failed");
    intake.wrote(named);
    if (few) await fillNewest();
  }

  /** Makes the lines of these anew from what is stored, and takes away those of which nothing is. @param {string[]} wanted */
  async function relist(wanted) {
    /** @type {Map<string, Row | null>} */
    const lines = new Map(wanted.map((id) => [id, null]));
    for await (const handful of stored([...lines.keys()])) {
      for (const { id, stored: content } of handful) lines.set(id, rowOf(id, content));
    }
    const { pieces, few } = await linePieces(lines);
    await area.set(pieces);
    if (few) await fillNewest();
  }

  /**
   * Shares the lines out that stand in the shards of before, where there are any. All are written in one piece before the
   * former ones go, and what is there under both names and is not the same is made anew: wherever this ends, the next one
   * to look goes on.
   */
  async function shareOut() {
    const former = await get(formerShards());
    if (!Object.keys(former).length) return;
    const lines = Object.values(former).flatMap((stored) => rowsOf(stored) ?? []);
    const groups = Map.groupBy(lines, ({ id }) => shardOf(id));
    const found = await get(allShards());
    /** @type {Set<string>} */
    const doubtful = new Set();
    /** @type {Record<string, unknown>} */
    const pieces = {};
    for (const [key, rows] of groups) {
      if (found[key] === undefined) pieces[key] = shardText(rows);
      else if (!isSameLines(rowsOf(found[key]) ?? [], rows)) doubtful.add(key);
    }
    if (doubtful.size) {
      const named = Map.groupBy(await ids(), shardOf);
      for (const key of doubtful) pieces[key] = shardText(await made(named.get(key) ?? []));
    }
    await area.set(pieces);
    await area.remove(Object.keys(former));
  }

  /** Writes those shards that are missing or damaged, so that lines can be added without reading the records again. */
  async function prepare() {
    await shareOut();
    const keys = allShards();
    const found = await get(keys);
    const missing = keys.filter((key) => !rowsOf(found[key]));
    if (!missing.length) return;
    const groups = Map.groupBy(await ids(), shardOf);
    /** @type {Record<string, unknown>} */
    const pieces = {};
    for (const key of missing) pieces[key] = shardText(await made(groups.get(key) ?? []));
    await area.set(pieces);
  }

  /** The newest lines anew, from all. */
  async function fillNewest() {
    const { rows } = await list();
    await area.set({ [NEWEST]: newestText(rows) });
  }

  /**
   * All lines; `whole` says whether each shard could be read.
   *
   * @param {(key: string, rows: Row[]) => void} [each] is told of each shard
   */
  async function list(each) {
    let keys = allShards();
    let found = await get(keys);
    // The background has not come to share out what an earlier version wrote.
    if (!Object.keys(found).length) {
      keys = formerShards();
      found = await get(keys);
    }
    /** @type {Row[]} */
    const rows = [];
    let whole = true;
    for (const key of keys) {
      const some = rowsOf(found[key]);
      each?.(key, some ?? []);
      if (some) for (const row of some) rows.push(row);
      else if (found[key] !== undefined) whole = false;
    }
    return { rows, whole };
  }

  /**
   * Changes records some shards at a time, each in its turn, so that others may write between. `change` makes the new content
   * of what is stored, or gives back what it got.
   *
   * @param {string[]} wanted
   * @param {(id: string, content: unknown) => unknown} change
   * @returns {Promise<number>} how many were changed
   */
  async function changeEach(wanted, change) {
    let changed = 0;
    for (const group of turnsOf(new Set(wanted))) {
      await inTurn(async () => {
        const found = await get(group.map(keyOf));
        /** @type {Map<string, unknown>} */
        const changes = new Map();
        for (const id of group) {
          const before = found[keyOf(id)];
          const after = before === undefined ? undefined : change(id, before);
          if (after !== before) changes.set(id, after);
        }
        if (changes.size) await write(changes);
        changed += changes.size;
      });
    }
    return changed;
  }

  const intake = openIntake({
    area,
    inTurn,
    prepare,
    relist,
    linePieces: async (lines) => (await linePieces(lines)).pieces,
  });

  return {
    intake,

    /**
     * Saves what a page's reader sent, as a new record or over the older one, of which the reader's own things stay.
     *
     * @param {unknown} reading
     * @param {string} now
     * @param {Undone | null} [last] The save that this one goes on with; both are one.
     * @returns {Promise<Kept & {before: unknown}>} `before`: what was there before the save
     */
    save: (reading, now, last = null) =>
      inTurn(async () => {
        const fresh = makeRecord(reading, { saved: now, updated: now });
        // All at once: each question to the storage costs milliseconds, whatever is asked.
        const pieces = await get([keyOf(fresh.id), BACKUP, ...lineKeys([fresh.id])]);
        const there = pieces[keyOf(fresh.id)];
        const found = readRecord(there);
        const goesOn = last?.id === fresh.id && "record" in found && found.record.updated === last.updated;
        const before = goesOn ? last.before : there;
        const record = goesOn ? goneOn(last.before, found.record, fresh) : over(there, fresh);
        // More of one article is one save.
        const counted = goesOn ? {} : { [BACKUP]: withSave(backupOf(pieces[BACKUP]), now) };
        await write(new Map([[record.id, textOf(record)]]), counted, { there: pieces, record });
        const change = record.change?.at === now ? record.change : null;
        return { id: record.id, saved: record.saved, updated: record.updated, change, before };
      }),

    /**
     * Takes a save back: what was there before is there again, with what the reader made since. Declined where that is not
     * the last word on the record any more, or what the reader made would have no place.
     *
     * @param {Undone} last
     * @returns {Promise<Stamp | null>} what is there now
     */
    unsave: ({ id, updated, before }) =>
      inTurn(async () => {
        const there = (await get([keyOf(id)]))[keyOf(id)];
        const found = readRecord(there);
        if (!("record" in found) || found.record.updated !== updated) throw new Refusal("changed-since");
        const content = putBack(before, found.record.own);
        await write(new Map([[id, content]]));
        const now = readRecord(content);
        return "record" in now && now.record.access !== "address"
          ? { saved: now.record.saved, updated: now.record.updated }
          : null;
      }),

    /**
     * Changes what the reader made of some articles. What this version can't read stays as it is.
     *
     * @param {string[]} wanted
     * @param {OwnChange} change
     * @param {string} now
     * @returns {Promise<number>} how many were changed
     */
    changeOwn: (wanted, change, now) =>
      changeEach(wanted, (_, before) => {
        const found = readRecord(before);
        if ("state" in found) return before;
        return textOf({ ...found.record, own: changedOwn(found.record.own, change, now) });
      }),

    /**
     * Marks stretches of a saved article, and takes marks off. Declined where there is none that `mayMark`.
     *
     * @param {string} id
     * @param {MarkChange} change
     * @param {string} now
     * @param {(record: SavedRecord) => boolean} mayMark
     * @returns {Promise<Mark[]>} all its marks then
     */
    async mark(id, { add, remove }, now, mayMark) {
      /** @type {Mark[] | null} */
      let marks = null;
      await changeEach([id], (_, before) => {
        const found = readRecord(before);
        if ("state" in found) throw new Refusal(found.state === "newer" ? "newer-schema" : "gone");
        const { record } = found;
        if (record.access === "address" || !mayMark(record)) return before;
        const own = changedOwn(record.own, { addMarks: add, removeMarks: remove }, now);
        const isKept = (/** @type {Mark} */ { text, made }) =>
          own.marks.some((one) => one.text === text && one.made === made);
        if (!makeOwn({ marks: add }).marks.every(isKept)) throw new Refusal("too-many-marks");
        marks = anchoredMarks(own.marks, record.blocks);
        return textOf({ ...record, own: { ...own, marks } });
      });
      if (!marks) throw new Refusal("gone");
      return marks;
    },

    /**
     * Puts back what was removed, exactly as it was; not over what was saved since.
     *
     * @param {{id: string, stored: unknown}[]} records
     */
    async restore(records) {
      const contents = new Map(records.map((one) => [one.id, one.stored]));
      for (const group of turnsOf(contents.keys())) {
        await inTurn(async () => {
          const there = await get(group.map(keyOf));
          const missing = group.filter((id) => there[keyOf(id)] === undefined);
          if (missing.length) await write(new Map(missing.map((id) => [id, contents.get(id)])));
        });
      }
    },

    /**
     * Removes records.
     *
     * @param {string[]} wanted
     * @returns {Promise<number>} how many there were
     */
    remove: (wanted) => changeEach(wanted, () => undefined),

    /**
     * The record of an article that was saved, or null.
     *
     * @param {string} id
     * @returns {Promise<SavedRecord | null>}
     */
    async find(id) {
      const found = readRecord((await get([keyOf(id)]))[keyOf(id)]);
      return "record" in found && found.record.access !== "address" ? found.record : null;
    },

    /** What is known of exports. */
    async backup() {
      return backupOf((await get([BACKUP]))[BACKUP]);
    },

    /** All that is there was exported. @param {number} records @param {string} now */
    noteExport: (records, now) =>
      inTurn(async () => {
        await area.set({ [BACKUP]: withExport(backupOf((await get([BACKUP]))[BACKUP]), records, now) });
      }),

    /** Whoever was reminded of an export wants to hear of it later. @param {string} now */
    delayReminder: (now) =>
      inTurn(async () => {
        await area.set({ [BACKUP]: withDelay(backupOf((await get([BACKUP]))[BACKUP]), now) });
      }),

    list,

    /** Brings lines that an earlier version wrote into the form of this one. */
    async renew() {
      // Whoever saves at this moment waits for it only where there is something to do.
      if (Object.keys(await get(formerShards())).length) await inTurn(shareOut);
    },

    /** Whether `rows` name each of the records there are, and each once. @param {Row[]} rows */
    async matches(rows) {
      return namesAll(rows, await ids());
    },

    /**
     * Makes those lines anew that do not name exactly the records there are, or those of `wanted` where they are not what
     * is stored.
     *
     * @param {string[]} [wanted]
     */
    async mend(wanted) {
      if (wanted) {
        await inTurn(async () => {
          const found = await get(wanted.map(keyOf));
          await write(new Map(wanted.map((id) => [id, found[keyOf(id)]])));
        });
        return;
      }
      await inTurn(shareOut);
      // Most need nothing, so all are looked at once; those that seem to need it are looked at again in their turn.
      let groups = Map.groupBy(await ids(), shardOf);
      const found = await get(allShards());
      const isRight = (/** @type {string} */ key, /** @type {unknown} */ stored) =>
        stored === undefined ? !groups.has(key) : namesAll(rowsOf(stored), groups.get(key) ?? []);
      const wrong = allShards().filter((key) => !isRight(key, found[key]));
      // To name all records takes a browser longer than to read some of them: it is done again only where somebody wrote.
      let named = -1;
      for (let from = 0; from < wrong.length; from += MENDED) {
        const keys = wrong.slice(from, from + MENDED);
        await inTurn(async () => {
          if (turns !== named + 1) groups = Map.groupBy(await ids(), shardOf);
          named = turns;
          const there = await get(keys);
          const still = keys.filter((key) => !isRight(key, there[key]));
          if (!still.length) return;
          const rows = Map.groupBy(await made(still.flatMap((key) => groups.get(key) ?? [])), ({ id }) => shardOf(id));
          // A list that can't be kept can still be shown: the page asks for the records themselves then.
          await area.set(Object.fromEntries(still.map((key) => [key, shardText(rows.get(key) ?? [])])));
        });
      }
      await inTurn(async () => {
        await fillNewest();
        await area.remove([FORMER]);
      });
    },

    /** What is stored for each of the identities, in handfuls of {id, stored}. @param {string[]} [wanted] */
    async *stored(wanted) {
      yield* stored(wanted ?? (await ids()));
    },

    /**
     * The records of these identities, as far as this version understands them.
     *
     * @param {string[]} wanted
     * @returns {Promise<SavedRecord[]>}
     */
    async records(wanted) {
      const found = await get(wanted.map(keyOf));
      return wanted.flatMap((id) => {
        const one = readRecord(found[keyOf(id)]);
        return "record" in one ? [one.record] : [];
      });
    },

    /**
     * One record, as far as this version understands it, with its print; null when there is none.
     *
     * @param {string} id
     */
    async read(id) {
      const content = (await get([keyOf(id)]))[keyOf(id)];
      return content === undefined ? null : { ...readRecord(content), print: rowOf(id, content).print };
    },
  };
}

/**
 * The new record over what is stored, whatever that is.
 *
 * @param {unknown} before
 * @param {SavedRecord} fresh
 */
function over(before, fresh) {
  if (before === undefined) return fresh;
  const found = readRecord(before);
  if ("record" in found) return renewed(found.record, fresh);
  if (found.state === "newer") throw new Refusal("newer-schema");
  // Of a damaged record a note may be left.
  return { ...fresh, own: ownOf(before) };
}

/** @param {Row[]} rows */
function shardText(rows) {
  return JSON.stringify({ schema: SCHEMA, rows });
}

/** Whether both are the lines of the same records as they are now, in whatever order. @param {Row[]} one @param {Row[]} other */
function isSameLines(one, other) {
  const prints = new Map(one.map(({ id, print }) => [id, print]));
  return one.length === other.length && other.every(({ id, print }) => prints.get(id) === print);
}

/** @param {Row[]} rows */
function newestText(rows) {
  return shardText(
    rows
      .filter((row) => row.archived === null)
      .sort(newestFirst)
      .slice(0, MOST_NEWEST),
  );
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
 * @param {Row[] | null} rows
 * @param {string[]} ids
 */
function namesAll(rows, ids) {
  if (!rows) return false;
  const named = new Set(rows.map((row) => row.id));
  return named.size === rows.length && named.size === ids.length && ids.every((id) => named.has(id));
}

/**
 * Whether what was read back is what was written. Only what came from the first version is no text; the storage gives
 * the keys of an object back in an order of its own.
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
