// @ts-check
/** @import { Arriving, Row } from "../types" */

/**
 * Files that are taken in: our own, with records, and lists of addresses. Nothing in a file is believed. It is read twice:
 * first all of it is looked at, and nothing is written; then it is sent, handful by handful, and is once more what it was.
 * Lines come as a stream, so that a file may be larger than the memory.
 */

import { webAddress } from "../shared/address.js";
import { openLine } from "../shared/messages.js";
import { makeAddress, readRecord, textOf } from "../shared/record.js";
import { Refusal } from "../shared/refusal.js";
import { printOf, rowOf } from "../shared/row.js";

/** Nobody reads so much; more is a mistake or an attack. In bytes, letters and pieces. */
const MOST = { file: 2_000_000_000, line: 20_000_000, whole: 100_000_000, records: 100_000, named: 5 };

/** What goes to the background in one message. */
const HANDFUL = { records: 200, letters: 4_000_000 };

/** How a line begins that holds what could not be read when it was exported. */
const UNREADABLE = '{"unreadable":true,';

const FORMAT = "saring";
const VERSION = 1;

/**
 * One piece of a file that could be a record: what to store and its line in the list, or why not. `name`: how to call it,
 * if only by its number.
 *
 * @typedef {Arriving | {refused: string, name: string | number}} Piece
 *
 * @typedef {"records" | "addresses"} Sort
 *
 * What a first look found: the line of each piece, or null where it was refused.
 *
 * @typedef {object} Found
 * @property {Sort} sort
 * @property {string} now
 * @property {(Row | null)[]} rows
 * @property {number} count
 * @property {number} refused
 * @property {{name: string | number, why: string}[]} named the first of the refused
 *
 * @typedef {import("../types").Intake & {refused: number, named: Found["named"]}} Outcome
 *
 * @typedef {{progress: (done: number, all: number) => void, signal: AbortSignal}} Coming
 */

/**
 * Looks through all of a file. Throws why nothing of it can be taken in.
 *
 * @param {File} file
 * @param {Coming} coming
 * @returns {Promise<Found>}
 */
export async function lookThrough(file, { progress, signal }) {
  if (file.size > MOST.file) throw new Refusal("import-too-large");
  if (file.size === 0) throw new Refusal("import-empty");
  const now = new Date().toISOString();
  /** @type {Found} */
  const found = { sort: await sortOf(file), now, rows: [], count: 0, refused: 0, named: [] };
  const known = new Set();
  for await (const { piece, read } of piecesOf(file, found.sort, now)) {
    if (signal.aborted) throw new Refusal("stopped");
    const isTwice = "row" in piece && known.has(piece.row.id);
    const one = isTwice ? { refused: "importTwice", name: piece.row.title || piece.row.id } : piece;
    if ("refused" in one) {
      found.refused += 1;
      if (found.named.length < MOST.named) found.named.push({ name: one.name, why: one.refused });
      found.rows.push(null);
    } else {
      known.add(one.row.id);
      found.count += 1;
      found.rows.push(one.row);
    }
    if (found.rows.length > MOST.records) throw new Refusal("import-too-large");
    progress(read, file.size);
  }
  if (!found.count && found.sort === "addresses") throw new Refusal("import-foreign");
  return found;
}

/**
 * Takes in what was found. All of it is there when it is done; when it throws, none of it.
 *
 * @param {File} file
 * @param {Found} found
 * @param {Coming} coming
 * @returns {Promise<Outcome>}
 */
export async function takeIn(file, { sort, now, rows, count, refused, named }, { progress, signal }) {
  const counted = { added: 0, merged: 0, skipped: 0 };
  const line = openLine("import");
  let done = 0;
  let at = 0;
  /** @type {Arriving[]} */
  let handful = [];
  let letters = 0;
  /** What the background is busy with while the next handful is read. @type {Promise<unknown>} */
  let sending = Promise.resolve();
  let failed = false;
  const send = async () => {
    const records = handful;
    handful = [];
    letters = 0;
    await sending;
    sending = line.ask({ kind: "import-add", records, onlyNew: sort === "addresses" }).then((part) => {
      counted.added += part.added;
      counted.merged += part.merged;
      counted.skipped += part.skipped;
      done += records.length;
      progress(done, count);
    });
    // Whoever waits for it hears of a failure; until then it is no failure that nobody heard of.
    sending.catch(() => {
      failed = true;
    });
  };
  try {
    await line.ask({ kind: "import-begin" });
    try {
      for await (const { piece } of piecesOf(file, sort, now, rows)) {
        if (signal.aborted || failed) break;
        const row = rows[at];
        at += 1;
        if (!row) continue;
        if (!("row" in piece) || printOf(piece.stored) !== row.print) throw new Refusal("import-changed");
        handful.push({ stored: piece.stored, row });
        letters += piece.stored.length;
        if (handful.length >= HANDFUL.records || letters >= HANDFUL.letters) await send();
      }
      if (handful.length && !signal.aborted) await send();
      await sending;
      if (signal.aborted) throw new Refusal("stopped");
      if (at !== rows.length) throw new Refusal("import-changed");
      await line.ask({ kind: "import-finish" });
    } catch (error) {
      await sending.catch(() => {});
      await line.ask({ kind: "import-stop" });
      throw error;
    }
  } finally {
    line.end();
  }
  return { ...counted, refused, named };
}

/** What a file is, by how it begins. @param {File} file @returns {Promise<Sort>} */
async function sortOf(file) {
  const begin = await file
    .slice(0, 1000)
    .text()
    .catch(() => {
      throw new Refusal("import-unreadable");
    });
  return /^[\s\ufeff]*[{[]/.test(begin) ? "records" : "addresses";
}

/**
 * The pieces of a file, with how many bytes of it were read. `rows`: what a first look found, which need not be looked at
 * again.
 *
 * @param {File} file
 * @param {Sort} sort
 * @param {string} now
 * @param {(Row | null)[]} [rows]
 * @returns {AsyncGenerator<{piece: Piece, read: number}>}
 */
async function* piecesOf(file, sort, now, rows) {
  if (sort === "addresses") yield* addressesOf(file, now);
  else yield* recordsOf(file, rows);
}

/**
 * @param {File} file
 * @param {(Row | null)[] | undefined} rows
 * @returns {AsyncGenerator<{piece: Piece, read: number}>}
 */
async function* recordsOf(file, rows) {
  let number = 0;
  let index = 0;
  let isOpen = false;
  let isClosed = false;
  for await (const { line, read } of linesOf(file)) {
    number += 1;
    if (number === 1) {
      isOpen = isHead(line);
      // Some other program has written it anew, or it is none of ours.
      if (!isOpen) break;
    } else if (isClosed) {
      if (line.trim()) throw new Refusal("import-broken");
    } else if (line.trim() === "]}") {
      isClosed = true;
    } else {
      const text = line.replace(/,?\r?$/, "");
      yield { piece: rows ? known(text, rows[index]) : pieceOf(text, index), read };
      index += 1;
    }
  }
  if (isOpen && isClosed) return;
  if (isOpen) throw new Refusal("import-cut");
  for (const [place, value] of (await rewritten(file)).entries()) {
    const { unreadable, id, stored } = Object(value);
    const text = JSON.stringify(unreadable === true ? { unreadable, id, stored } : value);
    yield { piece: rows ? known(text, rows[place]) : pieceOf(text, place), read: file.size };
  }
}

/** Whether a file begins as ours do. @param {string} line */
function isHead(line) {
  if (!line.trimEnd().endsWith("[")) return false;
  try {
    checkFormat(JSON.parse(`${line}]}`));
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "import-newer") throw error;
    return false;
  }
}

/** @param {any} value @returns {unknown[]} */
function checkFormat(value) {
  if (value?.format !== FORMAT || !Array.isArray(value.records)) throw new Refusal("import-foreign");
  if (!Number.isInteger(value.version) || value.version > VERSION) throw new Refusal("import-newer");
  return value.records;
}

/** The records of a file of ours that lost its lines. @param {File} file */
async function rewritten(file) {
  if (file.size > MOST.whole) throw new Refusal("import-foreign");
  const text = await file.text().catch(() => {
    throw new Refusal("import-unreadable");
  });
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refusal(/^\s*\{\s*"format"\s*:\s*"saring"/.test(text) ? "import-cut" : "import-foreign");
  }
  return checkFormat(value);
}

/**
 * What is to be stored of a line that was looked at before. Its fingerprint says whether it is what was seen then.
 *
 * @param {string} text
 * @param {Row | null | undefined} row
 * @returns {Piece}
 */
function known(text, row) {
  if (!row) return { refused: "importNoRecord", name: "" };
  if (!text.startsWith(UNREADABLE)) return { stored: text, row };
  try {
    return { stored: textIn(JSON.parse(text).stored) ?? "", row };
  } catch {
    return { stored: "", row };
  }
}

/**
 * What was stored as text or, by the first version, as an object. Halves of characters are mended, as the storage would.
 *
 * @param {unknown} stored
 */
function textIn(stored) {
  const text = typeof stored === "object" && stored !== null ? JSON.stringify(stored) : stored;
  return typeof text === "string" ? text.toWellFormed() : null;
}

/**
 * @param {string} text
 * @param {number} index
 * @returns {Piece}
 */
function pieceOf(text, index) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("import-broken");
  }
  const { id, title, unreadable, stored } = Object(value);
  const name = typeof title === "string" && title.trim() ? title : typeof id === "string" && id ? id : null;
  /** @param {string} why @returns {Piece} */
  const refuse = (why) => ({ refused: why, name: name?.slice(0, 120).toWellFormed() ?? index + 1 });
  if (text.length > MOST.line / 2) return refuse("importTooLong");
  if (typeof id !== "string" || webAddress(id) !== id) return refuse("importNoAddress");
  // What was damaged when it was exported comes back as it was.
  if (unreadable === true) {
    const there = textIn(stored);
    return there === null ? refuse("importNoRecord") : { stored: there, row: rowOf(id, there) };
  }
  const found = readRecord(value);
  if ("state" in found && found.state === "broken") return refuse("importNoRecord");
  return { stored: text, row: rowOf(id, text, found) };
}

/**
 * @param {File} file
 * @param {string} now
 * @returns {AsyncGenerator<{piece: Piece, read: number}>}
 */
async function* addressesOf(file, now) {
  /** @param {string} address @param {string} title @returns {Piece | null} */
  const made = (address, title) => {
    const url = webAddress(address.trim());
    if (!url) return null;
    const record = makeAddress(url, title.trim() || null, { saved: now, updated: now });
    const stored = textOf(record);
    return { stored, row: rowOf(record.id, stored, { record }) };
  };
  const begin = await file.slice(0, 1000).text();
  if (/^[\s\ufeff]*<!doctype\s+netscape-bookmark-file/i.test(begin)) {
    if (file.size > MOST.whole) throw new Refusal("import-too-large");
    // A document that runs nothing and fetches nothing.
    const page = new DOMParser().parseFromString(await file.text(), "text/html");
    for (const anchor of page.querySelectorAll("a[href]")) {
      const piece = made(anchor.getAttribute("href") ?? "", anchor.textContent ?? "");
      if (piece) yield { piece, read: file.size };
    }
    return;
  }
  for await (const { line, read } of linesOf(file)) {
    if (!line.trim()) continue;
    const parts = line.split("\t");
    const address = parts.findLast((part) => webAddress(part.trim())) ?? "";
    const title = parts.find((part) => part.trim() && part !== address) ?? "";
    const name = line.trim().slice(0, 120).toWellFormed();
    yield { piece: made(address, title) ?? { refused: "importNoAddress", name }, read };
  }
}

/**
 * The lines of a file, with how many bytes of it were read.
 *
 * @param {File} file
 * @returns {AsyncGenerator<{line: string, read: number}>}
 */
async function* linesOf(file) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.stream().getReader();
  let rest = "";
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Refusal("import-unreadable");
      });
      read += value?.length ?? 0;
      const text = decoded(decoder, value, done);
      let from = 0;
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
        yield { line: rest + text.slice(from, at), read };
        rest = "";
        from = at + 1;
      }
      rest += text.slice(from);
      if (rest.length > MOST.line) throw new Refusal("import-too-large");
      if (done) break;
    }
    if (rest) yield { line: rest, read };
  } finally {
    reader.cancel().catch(() => {});
  }
}

/**
 * @param {TextDecoder} decoder
 * @param {Uint8Array<ArrayBuffer> | undefined} bytes
 * @param {boolean} done
 */
function decoded(decoder, bytes, done) {
  try {
    return decoder.decode(bytes, { stream: !done });
  } catch {
    throw new Refusal("import-no-text");
  }
}
