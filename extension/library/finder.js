// @ts-check
/** @import { Index, LibraryEngine, Row as ListRow, SavedRecord } from "../types" */

/**
 * Finds saved articles by their full text. The index is made of the records and can always be made of them again; between
 * visits it is kept in IndexedDB, and where that is missing, broken or from another version, it is simply made anew. It
 * asks for records by what it is handed and stores nothing else.
 *
 * Two pages may each have a finder: whichever writes last is kept, whole, and the next one to open it brings in what it
 * lacks.
 */

import { dayOf } from "./filters.js";
import { keepIndex, keptIndex } from "./kept-index.js";

/**
 * A line of the list. What it is asked besides its words may be missing: then nothing of that kind is found.
 *
 * @typedef {ListRow & {print?: string, tickers?: string[], issuers?: string[], tags?: string[]}} Row
 */

/**
 * What a row is asked besides its words: its value may go on while it is typed (`open`), or must not hold (`not`).
 *
 * @typedef {{kind: "ticker" | "tag" | "issuer" | "since" | "until" | "before", value: string, not: boolean, open: boolean}} Filter
 */

/** What was found. `ranked`: the best match first, because the query has words; else as the rows were given. @typedef {{rows: Row[], ranked: boolean, filters: Filter[]}} Found */

/** How many records are in, of how many. @typedef {{done: number, total: number}} Progress */

/** So long may be worked at once, in milliseconds: then a frame can be drawn. */
const SLICE = 8;

/** So many records are asked for at once. */
const HANDFUL = 24;

/**
 * Keeping the index takes longer than a frame. A few changes wait until nobody looks at the page, and are lost without
 * harm when it is closed before; after more than these the index is kept as soon as all is in it.
 */
const FEW = 100;

/** What the core tells the parts of a document by; see `Field` and `APART` in `src/library`. */
const TITLE = "\u0001";
const OWN = "\u0002";
const SUMMARY = "\u0003";
const TEXT = "\u0004";
const APART = "\u001d";
const SIGNS = new RegExp(`[${TITLE}${OWN}${SUMMARY}${TEXT}${APART}]`, "g");

/**
 * @param {object} wanted
 * @param {(ids: string[]) => Promise<unknown[]>} wanted.read the records of these ids, in their order; anything else for
 *   one that can't be read
 * @param {(progress: Progress) => void} [wanted.hear] is told how far it is, at the end of each slice
 */
export async function openFinder({ read, hear = () => {} }) {
  // Made by the build; loaded when it is wanted, so that the list is painted first.
  // @ts-expect-error there is no such file before the build
  const [kept] = await Promise.all([keptIndex(), import("./engine.js")]);
  const engine = await globalThis.saringLibrary.load();
  return makeFinder(engine, kept, read, hear);
}

/** @typedef {ReturnType<typeof makeFinder>} Finder */

/**
 * @param {LibraryEngine} engine
 * @param {Uint8Array | null} kept
 * @param {(ids: string[]) => Promise<unknown[]>} read
 * @param {(progress: Progress) => void} hear
 */
function makeFinder(engine, kept, read, hear) {
  let index = (kept && engine.open(kept)) ?? engine.begin();
  /** @type {Row[]} */
  let rows = [];
  /** What is in the index: id to number and print. @type {Map<string, {number: number, print: string}>} */
  let known = new Map();
  /** @type {(Row | undefined)[]} */
  let rowOf = [];
  let turn = 0;
  let changes = 0;
  /** Whether all rows are in the index, as long as that is known. @type {boolean | null} */
  let whole = null;
  /** The documents of rows in an order that is asked for again and again. @type {{rows: Row[], numbers: Int32Array} | null} */
  let ordered = null;
  let closed = false;
  /** Records that broke the engine, and are left out. @type {Set<string>} */
  const spoilt = new Set();
  /** @type {Map<string, string>} */
  const plainTexts = new Map();

  learn();
  const onHide = () => {
    if (document.visibilityState === "hidden") keep();
  };
  document.addEventListener("visibilitychange", onHide);
  addEventListener("pagehide", keep);

  /** Asks the index what is in it. */
  function learn() {
    known = new Map();
    const lines = index.documents().split("\n");
    for (let at = 0; at + 1 < lines.length; at += 2) {
      const [id, print] = [lines[at], lines[at + 1]];
      if (id) known.set(id, { number: at / 2, print: print ?? "" });
    }
    place();
  }

  /** Puts each row where its document's number leads. */
  function place() {
    changed();
    rowOf = [];
    for (const row of rows) {
      const number = known.get(row.id)?.number;
      if (number !== undefined && number >= 0) rowOf[number] = row;
    }
  }

  /** What was known of rows and documents may hold no more. */
  function changed() {
    whole = null;
    ordered = null;
  }

  /** The document of each of `given`; -1 where there is none. @param {Row[]} given */
  function numbersOf(given) {
    if (ordered?.rows !== given) {
      ordered = { rows: given, numbers: Int32Array.from(given, (row) => known.get(row.id)?.number ?? -1) };
    }
    return ordered.numbers;
  }

  /** A broken engine leaves an index that is not to be trusted: it is begun anew. */
  function begin() {
    index = engine.begin();
    learn();
  }

  /**
   * Brings the index in line with `given`. Resolves when all is in, with false where a later call has taken over.
   *
   * @param {Row[]} given
   * @returns {Promise<boolean>}
   */
  async function update(given) {
    turn += 1;
    const mine = turn;
    rows = given;
    const there = new Set(rows.map((row) => row.id));
    for (const id of [...known.keys()]) if (!there.has(id)) drop(id);
    const missing = rows.filter((row) => known.get(row.id)?.print !== printOf(row));
    place();
    let done = rows.length - missing.length;
    const tell = () => hear({ done, total: rows.length });
    tell();
    if (!missing.length) return true;
    let begun = performance.now();
    let coming = handful(missing, 0);
    for (let from = 0; from < missing.length; from += HANDFUL) {
      const records = await coming;
      coming = handful(missing, from + HANDFUL);
      for (const [at, row] of missing.slice(from, from + HANDFUL).entries()) {
        if (closed || turn !== mine) return false;
        if (performance.now() - begun > SLICE) {
          tell();
          await breath();
          if (closed || turn !== mine) return false;
          begun = performance.now();
        }
        try {
          add(row, records[at]);
        } catch (fault) {
          console.error(fault);
          spoilt.add(row.id);
          begin();
          return update(rows);
        }
        done += 1;
      }
    }
    tell();
    if (changes > FEW) {
      // Whoever waited for it sees it first.
      await breath();
      keep();
    }
    return true;
  }

  /** @param {Row[]} missing @param {number} from @returns {Promise<unknown[]>} */
  function handful(missing, from) {
    const ids = missing.slice(from, from + HANDFUL).map((row) => row.id);
    // A record that can't be read is still found by its row.
    return ids.length ? read(ids).catch(() => []) : Promise.resolve([]);
  }

  /** @param {Row} row @param {unknown} record */
  function add(row, record) {
    const print = printOf(row);
    const number = spoilt.has(row.id) ? -1 : index.add(row.id, print, documentText(row, record));
    known.set(row.id, { number, print });
    changed();
    if (number < 0) return;
    rowOf[number] = row;
    changes += 1;
  }

  /** @param {string} id */
  function drop(id) {
    index.remove(id);
    known.delete(id);
    changed();
    changes += 1;
  }

  /** Keeps the index for the next visit, where anything has changed. */
  async function keep() {
    if (!changes || closed) return;
    changes = 0;
    const bytes = guarded(() => index.save(), null);
    if (!bytes) return;
    if (index.numberedAnew) learn();
    await keepIndex(bytes);
  }

  /**
   * @param {string} query
   * @param {Row[] | null} [order] all rows, in the order that is wanted in place of the best match first
   * @returns {Found}
   */
  function search(query, order = null) {
    // What stands last may go on, also when nobody types any more: the same words must find the same.
    const filters = filtersOf(query);
    const numbers = order ? index.holders(query, true) : index.search(query, true);
    let found = numbers ? rowsOf(numbers, order) : (order ?? rows);
    if (filters.length) found = found.filter((row) => filters.every((filter) => holds(row, filter) !== filter.not));
    return { rows: found, ranked: numbers !== undefined, filters };
  }

  /** @param {Uint32Array} numbers @param {Row[] | null} order */
  function rowsOf(numbers, order) {
    /** @type {Row[]} */
    const found = [];
    if (!order) {
      for (const number of numbers) {
        const row = rowOf[number];
        if (row) found.push(row);
      }
      return found;
    }
    const there = numbersOf(order);
    const isFound = new Uint8Array(rowOf.length);
    for (const number of numbers) isFound[number] = 1;
    // A loop without a pair for each row: this is done for each letter.
    for (let at = 0; at < there.length; at += 1) {
      const row = isFound[there[at] ?? -1] && order[at];
      if (row) found.push(row);
    }
    return found;
  }

  /** @param {string} query @returns {Filter[]} */
  function filtersOf(query) {
    const said = engine.filters(query, true);
    /** @type {Filter[]} */
    const out = [];
    for (let at = 0; at + 3 < said.length; at += 4) {
      const kind = /** @type {Filter["kind"]} */ (said[at]);
      out.push({ kind, value: said[at + 1] ?? "", not: said[at + 2] === "not", open: said[at + 3] === "open" });
    }
    return out;
  }

  /** @param {Row} row @param {Filter} filter */
  function holds(row, { kind, value, open }) {
    const day = dayOf(row).slice(0, value.length);
    if (kind === "since") return day >= value;
    if (kind === "until") return day <= value;
    if (kind === "before") return day < value;
    const { tickers = [], issuers = [], tags = [] } = row;
    /** @param {string} text @param {string} wanted */
    const is = (text, wanted) => (open ? text.startsWith(wanted) : text === wanted);
    if (kind === "ticker") return tickers.some((code) => is(code, value));
    if (kind === "tag") return tags.some((tag) => is(plain(tag), value));
    // Part of a firm's name will do, or its code.
    const wanted = open ? ` ${value}` : ` ${value} `;
    return (
      issuers.some((name) => ` ${plain(name)} `.includes(wanted)) ||
      tickers.some((code) => is(code, value.toUpperCase()))
    );
  }

  /** @param {string} text */
  function plain(text) {
    const before = plainTexts.get(text);
    if (before !== undefined) return before;
    const made = engine.plain(text);
    plainTexts.set(text, made);
    return made;
  }

  /**
   * What `work` gives. A fault of the engine costs the index, which is begun anew, and never the page.
   *
   * @template T
   * @param {() => T} work
   * @param {T} otherwise
   */
  function guarded(work, otherwise) {
    try {
      return work();
    } catch (fault) {
      console.error(fault);
      begin();
      update(rows);
      return otherwise;
    }
  }

  return {
    update,
    keep,
    /** @type {typeof search} */
    search: (query, order) => guarded(() => search(query, order), { rows: [], ranked: false, filters: [] }),
    /**
     * Where in `text` the words stand that `query` looks for, in order and without overlap.
     *
     * @param {string} text
     * @param {string} query
     * @param {boolean} [typing]
     * @returns {{start: number, end: number}[]}
     */
    marks(text, query, typing = true) {
      const places = guarded(() => index.marks(query, typing, text), new Uint32Array());
      return Array.from({ length: places.length / 2 }, (_, at) => ({
        start: places[2 * at] ?? 0,
        end: places[2 * at + 1] ?? 0,
      }));
    },
    /**
     * A piece of `text` around the first of its marks: whole words, about `length` letters.
     *
     * @param {string} text
     * @param {string} query
     * @param {boolean} [typing]
     * @param {number} [length]
     */
    excerpt(text, query, typing = true, length = 220) {
      return guarded(() => index.excerpt(query, typing, text, length), "");
    },
    /** Whether all rows are in the index. */
    get complete() {
      whole ??= rows.every((row) => known.get(row.id)?.print === printOf(row));
      return whole;
    },
    /** Ends it; what changed is kept. */
    async close() {
      const kept = keep();
      closed = true;
      document.removeEventListener("visibilitychange", onHide);
      removeEventListener("pagehide", keep);
      await kept;
      index.free();
    },
  };
}

/** What tells one state of a record from another. @param {Row} row */
function printOf(row) {
  return row.print || row.updated;
}

/** Lets the browser draw and hear. */
function breath() {
  const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done, 0));
}

/**
 * All words of a record, each part behind the sign that says what it is. What can't be read is found by its row.
 *
 * @param {Row} row
 * @param {unknown} record
 */
export function documentText(row, record) {
  const from = /** @type {Partial<SavedRecord> & {own?: {note?: string, tags?: string[]}}} */ (
    typeof record === "object" && record !== null ? record : {}
  );
  const { blocks = [], byline, summary, facts, own } = from;
  const parts = [TITLE, clean(from.title ?? row.title)];
  /** @param {string | null | undefined} text */
  const add = (text) => {
    if (text) parts.push(APART, clean(text));
  };
  parts.push(OWN);
  add(own?.note);
  for (const tag of own?.tags ?? row.tags ?? []) add(tag);
  for (const name of [from.section ?? row.section, from.site ?? row.site]) add(name);
  for (const name of [...(byline?.authors ?? []), ...(byline?.editors ?? []), ...(byline?.sources ?? [])]) add(name);
  for (const tag of from.tags ?? []) add(tag);
  parts.push(TEXT);
  for (const name of new Set((facts ?? []).flatMap(({ value }) => [value.code, value.name]))) add(name);
  if (!blocks.length) add(from.excerpt ?? row.first);
  const quoted = summary?.long?.length ? summary.long : (summary?.sentences ?? []);
  for (const [number, block] of blocks.entries()) {
    if (block.text) {
      const spans = quoted.filter((one) => one.block === number).sort((one, other) => one.start - other.start);
      parts.push(APART, withSummary(block.text, spans));
    }
    for (const item of block.items ?? []) add(item.text);
    for (const cells of block.rows ?? []) for (const cell of cells) add(cell.text);
    for (const text of [block.caption, block.image?.caption, block.image?.alt]) add(text);
  }
  return parts.join("");
}

/** @param {string} text @param {{start: number, end: number}[]} spans */
function withSummary(text, spans) {
  let out = "";
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    out += clean(text.slice(at, start)) + SUMMARY + clean(text.slice(start, end)) + TEXT;
    at = end;
  }
  return out + clean(text.slice(at));
}

/** @param {string} text */
function clean(text) {
  return text.replace(SIGNS, " ");
}
