// @ts-check
/** @import { Row } from "../types" */

/**
 * What the list is asked to show: kept in the page's address, so that going back, reloading and a bookmark lead to the
 * same list. Pure functions over the lines.
 */

import { localDay } from "../shared/dates.js";
import { keyOfTag } from "../shared/own.js";
import { byId } from "../shared/row.js";

/** @typedef {"saved" | "oldest" | "published" | "title" | "match"} Sort */
/** @typedef {"all" | "unread" | "read" | "archive"} Show */
/** @typedef {"section" | "site" | "issuer" | "tag"} Facet */

/**
 * @typedef {object} Choice
 * @property {string} query
 * @property {Sort} sort
 * @property {Show} show
 * @property {Row["access"] | ""} access
 * @property {string} period A quick one: how many days, or a year; else `from` and `to` count.
 * @property {string} from The first day, ISO 8601, or nothing.
 * @property {string} to The last day.
 * @property {string[]} section
 * @property {string[]} site
 * @property {string[]} issuer Codes and names.
 * @property {string[]} tag
 *
 * How many lines each value of each filter would leave.
 *
 * @typedef {object} Counts
 * @property {Record<Show, number>} show
 * @property {Map<string, number>} access
 * @property {Map<string, number>} period
 * @property {Record<Facet, Map<string, number>>} facets
 * @property {Map<string, number>} names Issuers that the lines name by no code.
 */

/** @type {Sort[]} */
export const SORTS = ["saved", "oldest", "published", "title", "match"];
/** @type {Show[]} */
export const SHOWS = ["all", "unread", "read", "archive"];
/** @type {Row["access"][]} */
const ACCESSES = ["partial", "address"];
/** @type {Facet[]} */
export const FACETS = ["issuer", "section", "site", "tag"];

/** Days of the quick periods. */
const LATELY = ["7", "30", "90"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const YEAR = /^\d{4}$/;

/** What a line may be of several of: each value that is asked for must be there. Of the others one is enough. */
const MANY = new Set(["issuer", "tag"]);

/** @returns {Choice} */
export function anything() {
  const nothing = { query: "", access: /** @type {const} */ (""), period: "", from: "", to: "" };
  return { ...nothing, sort: "saved", show: "all", section: [], site: [], issuer: [], tag: [] };
}

/**
 * What an address asks for; what is not understood of it falls away.
 *
 * @param {string} place `?q=…`
 * @returns {Choice}
 */
export function choiceIn(place) {
  const said = new URLSearchParams(place.startsWith("?") ? place.slice(1) : "");
  const one = (/** @type {string} */ key) => said.get(key) ?? "";
  const known = (/** @type {string} */ key, /** @type {readonly string[]} */ values) =>
    /** @type {any} */ (values.includes(one(key)) ? one(key) : null);
  const choice = anything();
  choice.query = one("q");
  choice.sort = known("sort", SORTS) ?? choice.sort;
  choice.show = known("show", SHOWS) ?? choice.show;
  choice.access = known("access", ACCESSES) ?? "";
  choice.period = LATELY.includes(one("period")) || YEAR.test(one("period")) ? one("period") : "";
  if (!choice.period) {
    choice.from = DAY.test(one("from")) ? one("from") : "";
    choice.to = DAY.test(one("to")) ? one("to") : "";
  }
  for (const facet of FACETS) choice[facet] = [...new Set(said.getAll(facet).filter(Boolean))];
  return choice;
}

/**
 * The address of a choice: nothing where all is as it is at first.
 *
 * @param {Choice} choice
 */
export function placeOf(choice) {
  const first = anything();
  const said = new URLSearchParams();
  if (choice.query) said.set("q", choice.query);
  for (const key of /** @type {const} */ (["sort", "show", "access", "period", "from", "to"])) {
    if (choice[key] !== first[key]) said.set(key, choice[key]);
  }
  for (const facet of FACETS) for (const value of choice[facet]) said.append(facet, value);
  const text = said.toString();
  return text ? `?${text}` : "";
}

/** The choice without filters; query and order stay. @param {Choice} choice @returns {Choice} */
export function unfiltered({ query, sort }) {
  return { ...anything(), query, sort };
}

/**
 * First and last day of a quick period.
 *
 * @param {string} period
 * @param {Date} now
 */
export function daysOf(period, now) {
  if (YEAR.test(period)) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - Number(period) + 1);
  return { from: localDay(first), to: localDay(now) };
}

/** The quick periods: the last days, this year and the two before. @param {Date} now */
export function periods(now) {
  return [...LATELY, ...[0, 1, 2].map((back) => String(now.getFullYear() - back))];
}

/** The day of the article, or else of the saving where the reader is. @param {Pick<Row, "published" | "saved">} row */
export function dayOf({ published, saved }) {
  return published?.slice(0, 10) ?? localDay(new Date(saved));
}

/**
 * What a line has of a filter; of tags their keys.
 *
 * @param {Row} row
 * @param {Facet} facet
 * @returns {(string | null)[]}
 */
function valuesOf(row, facet) {
  if (facet === "issuer") return row.issuers.length ? [...row.tickers, ...row.issuers] : row.tickers;
  if (facet === "tag") return row.tags.map(keyOfTag);
  return [facet === "site" ? siteOf(row) : row.section];
}

/** Who published it: by its name, or else by its host. @param {Row} row */
export function siteOf({ site, id }) {
  return site ?? URL.parse(id)?.hostname.replace(/^www\./, "") ?? null;
}

/** @param {Row} row @param {Show} show */
function isShown({ read, archived }, show) {
  if (show === "archive") return archived !== null;
  if (archived !== null) return false;
  return show === "all" || (show === "unread" ? read === null : read !== null);
}

/**
 * The rule of each filter that is set.
 *
 * @param {Choice} choice
 * @param {Date} now
 * @returns {[string, (row: Row) => boolean][]}
 */
function rulesOf(choice, now) {
  /** @type {[string, (row: Row) => boolean][]} */
  const rules = [["show", (row) => isShown(row, choice.show)]];
  if (choice.access) rules.push(["access", (row) => row.access === choice.access]);
  const { from, to } = choice.period ? daysOf(choice.period, now) : choice;
  if (from) rules.push(["period", (row) => dayOf(row) >= from]);
  if (to) rules.push(["period", (row) => dayOf(row) <= to]);
  for (const facet of FACETS) {
    const wanted = facet === "tag" ? choice.tag.map(keyOfTag) : choice[facet];
    if (!wanted.length) continue;
    if (MANY.has(facet)) {
      rules.push([facet, (row) => wanted.every((value) => valuesOf(row, facet).includes(value))]);
    } else {
      rules.push([facet, (row) => valuesOf(row, facet).some((value) => value !== null && wanted.includes(value))]);
    }
  }
  return rules;
}

/**
 * The lines that pass the filters, in the order they came.
 *
 * @param {Row[]} rows
 * @param {Choice} choice
 * @param {Date} now
 */
export function filtered(rows, choice, now) {
  // One rule after the other: most often there is one alone, and this is done for each letter.
  let left = rows;
  for (const [, rule] of rulesOf(choice, now)) left = left.filter(rule);
  return left;
}

/**
 * How many lines each value would leave beside the other filters.
 *
 * @param {Row[]} rows
 * @param {Choice} choice
 * @param {Date} now
 * @returns {Counts}
 */
export function countsOf(rows, choice, now) {
  const rules = rulesOf(choice, now);
  /** @type {Counts} */
  const counts = {
    show: { all: 0, unread: 0, read: 0, archive: 0 },
    access: new Map(),
    period: new Map(),
    facets: { section: new Map(), site: new Map(), issuer: new Map(), tag: new Map() },
    names: new Map(),
  };
  // Tags that differ in capitals alone are one, written as it is asked for, or as it comes first.
  const spellings = new Map(choice.tag.map((tag) => [keyOfTag(tag), tag]));
  const quick = periods(now).map((period) => ({ period, ...daysOf(period, now) }));
  const count = (/** @type {Map<string, number>} */ counted, /** @type {string} */ value) =>
    counted.set(value, (counted.get(value) ?? 0) + 1);
  for (const row of rows) {
    // Which filter alone stands against the line: only beside its own values it can count then.
    let against = "";
    let isOut = false;
    for (const [name, rule] of rules) {
      if (name === against || rule(row)) continue;
      if (against) {
        isOut = true;
        break;
      }
      against = name;
    }
    if (isOut) continue;
    if (!against || against === "show") for (const show of SHOWS) if (isShown(row, show)) counts.show[show] += 1;
    if (!against || against === "access") count(counts.access, row.access);
    if (!against || against === "period") {
      const day = dayOf(row);
      for (const { period, from, to } of quick) if (day >= from && day <= to) count(counts.period, period);
    }
    for (const facet of FACETS) {
      // Of what a line can have several of, a value is asked for beside those that are.
      if (against && (against !== facet || MANY.has(facet))) continue;
      const counted = counts.facets[facet];
      if (facet === "issuer") {
        for (const code of row.tickers) count(counted, code);
        for (const name of row.issuers) count(counts.names, name);
      } else if (facet === "tag") {
        for (const tag of row.tags) {
          const key = keyOfTag(tag);
          const spelling = spellings.get(key) ?? tag;
          spellings.set(key, spelling);
          count(counted, spelling);
        }
      } else {
        for (const value of valuesOf(row, facet)) if (value !== null) count(counted, value);
      }
    }
  }
  return counts;
}

/**
 * The lines in the order that was asked for.
 *
 * @param {Row[]} rows
 * @param {Sort} sort
 * @param {string} lang
 */
export function sorted(rows, sort, lang) {
  const by = (/** @type {(row: Row) => string | number} */ key, /** @type {1 | -1} */ way) =>
    rows
      .map((row) => ({ row, key: key(row) }))
      .sort((one, other) => (one.key < other.key ? -way : one.key > other.key ? way : byId(one.row, other.row)))
      .map(({ row }) => row);
  if (sort === "oldest") return by((row) => row.updated, 1);
  if (sort === "published") return by(({ published, saved }) => Date.parse(published ?? saved) || 0, -1);
  if (sort !== "title") return by((row) => row.updated, -1);
  const { compare } = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  return [...rows].sort((one, other) => compare(one.title, other.title) || byId(one, other));
}
