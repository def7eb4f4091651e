// @ts-check
/** @import { Fact, Row, SavedRecord } from "../types" */

/** The list's line of a record: all that the list shows, sorts and filters by, so that it need not read the records. */

import { readRecord, titleOf } from "./record.js";

/** Of more shares than these an article is about none. */
const MOST_ISSUERS = 12;

/** How much of the first sentence the list can show, in UTF-16 units. */
const FIRST = 300;

const TEXTS = ["id", "title", "saved", "updated", "first", "print"];
const MAYBE = ["section", "site", "published", "read", "archived"];
const LISTS = ["tickers", "issuers", "tags"];
const ACCESS = ["full", "partial", "address"];

/**
 * The line for what is stored under `id`, whatever that is.
 *
 * @param {string} id
 * @param {unknown} stored
 * @param {ReturnType<typeof readRecord>} [found] what it holds, where that is known already
 * @returns {Row}
 */
export function rowOf(id, stored, found = readRecord(stored)) {
  const print = printOfStored(stored);
  if ("state" in found) {
    const { title, saved } = titleOf(stored);
    const nothing = { section: null, site: null, published: null, first: "", words: 0, note: false, marks: 0 };
    const none = { tickers: [], issuers: [], tags: [], read: null, archived: null };
    return { ...nothing, ...none, id, title, saved, updated: saved, access: "full", print, state: found.state };
  }
  const { title, section, site, published, saved, updated, access, words, own, facts } = found.record;
  return {
    id,
    title,
    section: section ?? null,
    site: site ?? null,
    published: published ?? null,
    saved,
    updated,
    access,
    first: firstOf(found.record),
    words,
    ...issuersOf(facts ?? []),
    tags: own.tags,
    note: own.note.trim() !== "",
    marks: own.marks.length,
    read: own.read,
    archived: own.archived,
    print,
  };
}

/**
 * Whether `value` is a line that the list can show.
 *
 * @param {unknown} value
 * @returns {value is Row}
 */
export function isRow(value) {
  if (typeof value !== "object" || value === null) return false;
  const row = /** @type {Record<string, any>} */ (value);
  return (
    TEXTS.every((key) => typeof row[key] === "string") &&
    MAYBE.every((key) => row[key] === null || typeof row[key] === "string") &&
    LISTS.every(
      (key) => Array.isArray(row[key]) && row[key].every((/** @type {unknown} */ one) => typeof one === "string"),
    ) &&
    ACCESS.includes(row.access) &&
    Number.isFinite(row.words) &&
    Number.isFinite(row.marks) &&
    typeof row.note === "boolean" &&
    (row.state === undefined || row.state === "newer" || row.state === "broken")
  );
}

/**
 * A fingerprint of a text in 53 bits: another text has another one, but for one chance in a million millions.
 * (Two rounds of multiplication and shifting a word, as in MurmurHash3.)
 *
 * @param {string} text
 */
export function printOf(text) {
  let [one, other] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0xcc9e2d51);
    other = Math.imul(other ^ unit, 0x1b873593);
    one = (one << 13) | (one >>> 19);
    other = (other << 15) | (other >>> 17);
  }
  one = Math.imul(one ^ (other >>> 16), 0x85ebca6b);
  other = Math.imul(other ^ (one >>> 13), 0xc2b2ae35);
  return ((one >>> 0) * 0x200000 + (other >>> 11)).toString(36);
}

/** The fingerprint of what is stored. @param {unknown} stored */
export function printOfStored(stored) {
  return printOf(typeof stored === "string" ? stored : (JSON.stringify(stored) ?? ""));
}

/** @param {SavedRecord} record */
function firstOf({ summary, blocks, excerpt }) {
  const first = summary.sentences[0]?.text ?? blocks.find((one) => one.kind === "paragraph")?.text ?? excerpt ?? "";
  return first.length > FIRST ? `${first.slice(0, FIRST - 1).trimEnd()}…`.toWellFormed() : first;
}

/** The issuers that an article names, most named first. @param {Fact[]} facts */
function issuersOf(facts) {
  /** @type {Map<string, number>} */
  const codes = new Map();
  /** @type {Map<string, number>} */
  const names = new Map();
  for (const { kind, value } of facts) {
    if (kind !== "ticker" && kind !== "issuer") continue;
    if (value.code) codes.set(value.code, (codes.get(value.code) ?? 0) + 1);
    if (value.name) names.set(value.name, (names.get(value.name) ?? 0) + 1);
  }
  const most = (/** @type {Map<string, number>} */ counted) =>
    [...counted]
      .sort((one, other) => other[1] - one[1])
      .slice(0, MOST_ISSUERS)
      .map(([name]) => name);
  return { tickers: most(codes), issuers: most(names) };
}

/** What an order finds equal must not change places when the lines are read anew. @param {Row} one @param {Row} other */
export function byId(one, other) {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
