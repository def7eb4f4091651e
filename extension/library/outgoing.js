// @ts-check
/** @import { SavedRecord, Translate } from "../types" */

/**
 * The library as files: all of it as JSON, which can be taken back exactly; as Markdown; as tables. Records are read in
 * handfuls, and what is written is handed to the browser in handfuls, so that no library is too large for the memory.
 */

import { COLUMNS, csvLine, linesOf } from "../reader/facts.js";
import { readRecord } from "../shared/record.js";
import { Refusal } from "../shared/refusal.js";
import { fileNameOf, markdownOf } from "./markdown.js";
import { MOST_FILES, openZip } from "./zip.js";

/** So much is gathered before it becomes a piece of the file, in letters or bytes. */
const PIECE = 4_000_000;

/** Spreadsheets take a table for UTF-8 only where it says so. */
const BOM = "\ufeff";

/**
 * @typedef {"json" | "markdown" | "records" | "facts"} Form
 *
 * @typedef {object} Going
 * @property {(done: number) => void} progress after each handful
 * @property {AbortSignal} signal
 *
 * @typedef {{blob: Blob, records: number, type: string, name: string}} Made `records`: how many are in it
 */

/**
 * Makes the file. Throws `stopped` when it was stopped.
 *
 * @param {import("../shared/store.js").Store} store
 * @param {Form} form
 * @param {Going & {words: Translate, now: string}} options
 * @returns {Promise<Made>}
 */
export async function fileOf(store, form, { words, now, progress, signal }) {
  const file = openFile();
  const day = now.slice(0, 10);
  let records = 0;
  /** @param {(one: {id: string, stored: unknown}) => boolean | undefined} write false when nothing of it is in the file */
  const each = async (write) => {
    let done = 0;
    for await (const handful of store.stored()) {
      if (signal.aborted) throw new Refusal("stopped");
      for (const one of handful) if (write(one) !== false) records += 1;
      done += handful.length;
      progress(done);
    }
    if (signal.aborted) throw new Refusal("stopped");
  };
  /** @param {(record: SavedRecord) => void} write */
  const eachReadable = (write) =>
    each(({ stored }) => {
      const found = readRecord(stored);
      if ("state" in found) return false;
      write(found.record);
    });

  if (form === "json") {
    file.write(headOf(now));
    await each((one) => {
      file.write(`${records ? ",\n" : ""}${lineOf(one)}`);
    });
    file.write(`${records ? "\n" : ""}]}\n`);
    return { blob: file.end("application/json"), records, type: "application/json", name: `saring-${day}.json` };
  }
  if (form === "markdown") {
    const zip = openZip((bytes) => file.writeBytes(bytes));
    const taken = new Set();
    const time = new Date(now);
    await eachReadable((record) => {
      if (records >= MOST_FILES) throw new Refusal("too-many");
      zip.add(fileNameOf(record, taken, words("untitled")), markdownOf(record, words), time);
    });
    zip.end();
    return { blob: file.end("application/zip"), records, type: "application/zip", name: `saring-${day}.zip` };
  }
  const isFacts = form === "facts";
  file.write(`${BOM}${csvLine(isFacts ? [...COLUMNS, "title", "published"] : RECORD_COLUMNS)}\r\n`);
  await eachReadable((record) => {
    const lines = isFacts
      ? linesOf(record).map((cells) => [...cells, record.title, record.published])
      : [cellsOf(record)];
    for (const cells of lines) file.write(`${csvLine(cells)}\r\n`);
  });
  const name = `saring-${day}-${isFacts ? "angka" : "daftar"}.csv`;
  return { blob: file.end("text/csv"), records, type: "text/csv", name };
}

/** How our file begins. @param {string} now */
function headOf(now) {
  return `{"format":"saring","version":1,"exported":${JSON.stringify(now)},"records":[\n`;
}

/**
 * The line of a record: its stored text, letter for letter; what is no such text, or could not be told to be one, goes with
 * its identity.
 *
 * @param {{id: string, stored: unknown}} one
 */
export function lineOf({ id, stored }) {
  const text = typeof stored === "string" ? stored : JSON.stringify(stored);
  try {
    const isWhole = text.isWellFormed() && !/[\r\n]/.test(text) && text.trim() === text;
    const said = isWhole ? JSON.parse(text) : null;
    if (said?.id === id && said.unreadable === undefined) return text;
  } catch {
    // It is damaged.
  }
  return JSON.stringify({ unreadable: true, id, stored });
}

const RECORD_COLUMNS = [
  ...["title", "url", "published", "saved", "updated", "section", "site", "access", "words"],
  ...["tickers", "tags", "read", "archived", "note", "summary"],
];

/** @param {SavedRecord} record */
function cellsOf({ title, id, published, saved, updated, section, site, access, words, facts, own, summary }) {
  const codes = new Set((facts ?? []).flatMap(({ value }) => value.code ?? []));
  return [
    ...[title, id, published, saved, updated, section, site, access, words],
    ...[[...codes].join(" "), own.tags.join("; "), own.read, own.archived, own.note],
    summary.sentences.map(({ text }) => text).join(" "),
  ];
}

/** Gathers pieces of a file, and gives them to the browser before they are many. */
function openFile() {
  /** @type {Blob[]} */
  const pieces = [];
  /** @type {(string | Uint8Array<ArrayBuffer>)[]} */
  let gathered = [];
  let size = 0;
  const add = (/** @type {string | Uint8Array<ArrayBuffer>} */ part) => {
    gathered.push(part);
    size += part.length;
    if (size >= PIECE) flush();
  };
  const flush = () => {
    if (gathered.length) pieces.push(new Blob(gathered));
    gathered = [];
    size = 0;
  };
  return {
    /** @param {string} text */
    write: (text) => add(text),
    /** @param {Uint8Array<ArrayBuffer>} bytes */
    writeBytes: (bytes) => add(bytes),
    /** @param {string} type */
    end(type) {
      flush();
      return new Blob(pieces, { type });
    },
  };
}
