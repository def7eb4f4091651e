// @ts-check
/**
 * @import { Block, Byline, Cell, Fact, FactValue, Indicator, Item, Limit, MissingPage, Own, Pages, Picture, Related, RecordChange, SavedRecord, Sentence, Span, SpanStyle, Stamp }
 *   from "../types"
 */

/**
 * What a record is. Nothing that arrives is believed: a record is built anew, field by field, with the types, lengths
 * and addresses that it must have. The same door stands before what a page sends and what the storage gives back.
 */

import { webAddress } from "./address.js";
import { migrated, SCHEMA } from "./migrations.js";
import { anchoredMarks, emptyOwn, makeOwn, mergedOwn } from "./own.js";
import { Refusal } from "./refusal.js";

/** Beyond these there is no article, only somebody trying. */
const MOST = {
  blocks: 5000,
  cells: 20000,
  facts: 2000,
  spans: 5000,
  names: 50,
  links: 500,
  pages: 100,
  line: 2000,
  text: 500_000,
  all: 8_000_000,
};

const STYLES = ["strong", "emphasis", "code", "mark", "subscript", "superscript", "deleted", "link"];
const KINDS = ["paragraph", "heading", "list", "quote", "table", "figure", "embed", "code"];
const FACTS = ["money", "percent", "points", "date", "time", "period", "quantity", "ticker", "issuer"];
const NUMBERS = ["amount", "amount_max", "value", "value_max"];
const NAMES = ["currency", "per", "unit", "date", "month", "time", "time_max", "zone", "from", "to", "code", "name"];
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const LIMITS = ["attributes", "depth", "head", "images", "links", "nodes", "pages", "text", "time"];
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/**
 * The record of `value`, a reading. Throws `bad-record` when it has no address, no title and no text, and
 * `record-too-large` when there is more than an article can have.
 *
 * @param {unknown} value
 * @param {Stamp} stamp
 * @returns {SavedRecord}
 */
export function makeRecord(value, { saved, updated }) {
  const from = object(value);
  const id = webAddress(from.canonical ?? from.id);
  const url = webAddress(from.url);
  const { blocks, moved } = blocksOf(from.blocks);
  const title = line(from.title) ?? "";
  const access = from.access === "partial" ? "partial" : "full";
  if (!id || !url || (!title && blocks.length === 0)) throw new Refusal("bad-record");
  /** @type {SavedRecord} */
  const record = {
    schema: SCHEMA,
    id,
    url,
    title,
    byline: byline(from.byline),
    published: date(from.published),
    modified: date(from.modified),
    section: line(from.section),
    site: line(from.site),
    lang: typeof from.lang === "string" && LANGUAGE.test(from.lang) ? from.lang : null,
    direction: from.direction === "rtl" ? "rtl" : "ltr",
    dateline: line(from.dateline),
    excerpt: line(from.excerpt),
    lead_image: picture(from.lead_image),
    blocks,
    related: some(from.related, MOST.links)
      .map((one) => related(one, moved))
      .filter((one) => one !== null),
    tags: lines(from.tags, MOST.links),
    indicators: some(from.indicators, MOST.links)
      .map(indicator)
      .filter((one) => one !== null),
    pages: pages(from.pages, moved),
    access,
    limits: limits(from.limits),
    words: count(from.words) ?? 0,
    minutes: count(from.minutes) ?? 0,
    summary: summary(from.summary, blocks, moved),
    facts: some(from.facts, MOST.facts).flatMap((one) => fact(one, blocks, moved)),
    own: makeOwn(null),
    change: null,
    saved,
    updated,
  };
  if (JSON.stringify(record).length > MOST.all) throw new Refusal("record-too-large");
  return record;
}

/**
 * An address that is kept to be read later: a record without an article.
 *
 * @param {unknown} address
 * @param {unknown} title What it was called where it came from, or null.
 * @param {Stamp} stamp
 * @returns {SavedRecord}
 */
export function makeAddress(address, title, stamp) {
  const url = webAddress(address);
  if (!url) throw new Refusal("bad-record");
  // What has no title is called by its address until the article is there.
  const record = makeRecord({ url, canonical: url, title: line(title) ?? url }, stamp);
  return { ...record, access: "address" };
}

/**
 * What the storage holds, if this version understands it: the JSON text of a record, or, of the first version, the
 * record itself.
 *
 * @param {unknown} stored
 * @returns {{record: SavedRecord} | {state: "newer" | "broken"}}
 */
export function readRecord(stored) {
  const from = parsed(stored);
  if (Number.isInteger(from.schema) && /** @type {number} */ (from.schema) > SCHEMA) return { state: "newer" };
  const now = migrated(from);
  const saved = date(now?.saved);
  if (!now || !saved) return { state: "broken" };
  try {
    const made = makeRecord({ ...now, canonical: now.id }, { saved, updated: date(now.updated) ?? saved });
    const own = makeOwn(now.own);
    const record = {
      ...made,
      own: { ...own, marks: anchoredMarks(own.marks, made.blocks) },
      change: change(now.change),
    };
    if (now.access === "address" && made.blocks.length === 0) record.access = "address";
    return { record };
  } catch {
    return { state: "broken" };
  }
}

/**
 * What the storage is given.
 *
 * @param {SavedRecord} record
 */
export function textOf(record) {
  return JSON.stringify(record);
}

/**
 * What the reader made of an article, of whatever is stored.
 *
 * @param {unknown} stored
 */
export function ownOf(stored) {
  return makeOwn(parsed(stored).own);
}

/**
 * How to call what this version can't read, and when it was saved, as far as it says so.
 *
 * @param {unknown} stored
 */
export function titleOf(stored) {
  const from = parsed(stored);
  return { title: line(from.title) ?? "", saved: date(from.saved) ?? "1970-01-01T00:00:00Z" };
}

/**
 * A record anew, after the article was read again: what the reader made of it stays, and it says what has changed.
 *
 * @param {SavedRecord} before
 * @param {SavedRecord} now
 * @returns {SavedRecord}
 */
export function renewed(before, now) {
  return {
    ...now,
    saved: before.saved,
    own: { ...before.own, marks: anchoredMarks(before.own.marks, now.blocks) },
    change: before.access === "address" ? null : (changeBetween(before, now) ?? before.change),
  };
}

/**
 * A record anew, after more of the same article came: to whoever asks what has changed it is one save with the one before.
 *
 * @param {unknown} before What was stored before both, or nothing.
 * @param {SavedRecord} between
 * @param {SavedRecord} now
 * @returns {SavedRecord}
 */
export function goneOn(before, between, now) {
  const found = readRecord(before);
  if ("record" in found) return renewed({ ...found.record, own: between.own }, now);
  return { ...renewed(between, now), change: null };
}

/**
 * What to store in place of a record whose last save is taken back: what was there before, with what the reader made since;
 * nothing where nothing was there. Throws `changed-since` where what the reader made would be lost.
 *
 * @param {unknown} before
 * @param {Own} own
 * @returns {unknown}
 */
export function putBack(before, own) {
  const isSame = (/** @type {Own} */ other) =>
    JSON.stringify({ ...own, read: null }) === JSON.stringify({ ...other, read: null });
  if (isSame(before === undefined ? emptyOwn() : ownOf(before))) return before;
  const found = readRecord(before);
  if (!("record" in found)) throw new Refusal("changed-since");
  return textOf({ ...found.record, own: { ...own, marks: anchoredMarks(own.marks, found.record.blocks) } });
}

/**
 * Two copies of one record as one: the article that was saved later, and what the reader made of either.
 *
 * @param {SavedRecord} one
 * @param {SavedRecord} other
 * @returns {SavedRecord}
 */
export function mergedRecords(one, other) {
  // An address alone is no article, however late it came.
  const alone = [one, other].filter(({ access }) => access === "address");
  const isLater = alone.length === 1 ? alone[0] === one : other.updated > one.updated;
  const article = isLater ? other : one;
  const own = mergedOwn(one.own, other.own);
  const [saved = ""] = [one.saved, other.saved].sort();
  return { ...article, saved, own: { ...own, marks: anchoredMarks(own.marks, article.blocks) } };
}

/**
 * @param {SavedRecord} before
 * @param {SavedRecord} now
 * @returns {RecordChange | null}
 */
function changeBetween(before, now) {
  const texts = (/** @type {SavedRecord} */ { blocks }) =>
    new Set(blocks.map(({ kind, text, rows, items, image }) => JSON.stringify([kind, text, rows, items, image?.src])));
  const [old, fresh] = [texts(before), texts(now)];
  const title = before.title === now.title ? null : before.title;
  const isMissingIn = (/** @type {Set<string>} */ other) => (/** @type {string} */ one) => !other.has(one);
  const [added, removed] = [[...fresh].filter(isMissingIn(old)).length, [...old].filter(isMissingIn(fresh)).length];
  return title !== null || added || removed ? { at: now.updated, title, added, removed } : null;
}

/**
 * @param {unknown} value
 * @returns {RecordChange | null}
 */
function change(value) {
  const from = object(value);
  const at = date(from.at);
  if (!at) return null;
  return { at, title: line(from.title), added: count(from.added) ?? 0, removed: count(from.removed) ?? 0 };
}

/** @param {unknown} stored */
function parsed(stored) {
  if (typeof stored !== "string") return object(stored);
  try {
    return object(JSON.parse(stored));
  } catch {
    return {};
  }
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function object(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}

/**
 * A list that must be whole: too much of it is refused.
 *
 * @param {unknown} value
 * @param {number} most
 * @returns {unknown[]}
 */
function many(value, most) {
  if (!Array.isArray(value)) return [];
  if (value.length > most) throw new Refusal("record-too-large");
  return value;
}

/**
 * A list of which the first part will do.
 *
 * @param {unknown} value
 * @param {number} most
 * @returns {unknown[]}
 */
function some(value, most) {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/**
 * Text as it stands. Halves of characters are mended, because the storage would, and then what is read back differs.
 *
 * @param {unknown} value
 */
function text(value) {
  if (typeof value !== "string") return "";
  if (value.length > MOST.text) throw new Refusal("record-too-large");
  return value.toWellFormed();
}

/**
 * One line of words, or null when there is none.
 *
 * @param {unknown} value
 * @returns {string | null}
 */
function line(value) {
  if (typeof value !== "string") return null;
  return (
    shortened(
      value
        .slice(0, 2 * MOST.line)
        .replace(/\s+/g, " ")
        .trim(),
      MOST.line,
    ).toWellFormed() || null
  );
}

/**
 * @param {string} value
 * @param {number} most
 */
function shortened(value, most) {
  return value.length > most ? `${value.slice(0, most - 1).trimEnd()}…`.toWellFormed() : value;
}

/**
 * @param {unknown} value
 * @param {number} most
 */
function lines(value, most) {
  return some(value, most)
    .map(line)
    .filter((one) => one !== null);
}

/** @param {unknown} value */
function date(value) {
  return typeof value === "string" && value.length < 40 && DATE.test(value) ? value : null;
}

/** @param {unknown} value */
function count(value) {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/**
 * @param {unknown} value
 * @returns {Byline}
 */
function byline(value) {
  const from = object(value);
  return {
    authors: lines(from.authors, MOST.names),
    editors: lines(from.editors, MOST.names),
    sources: lines(from.sources, MOST.names),
  };
}

/**
 * @param {unknown} value
 * @returns {Picture | null}
 */
function picture(value) {
  const from = object(value);
  const src = webAddress(from.src);
  if (!src) return null;
  const alt = line(from.alt);
  return {
    src,
    alt,
    caption: line(from.caption),
    credit: line(from.credit),
    width: size(from.width),
    height: size(from.height),
  };
}

/**
 * @param {unknown} value
 * @returns {Limit[]}
 */
function limits(value) {
  const said = Array.isArray(value) ? value : [];
  return /** @type {Limit[]} */ (LIMITS.filter((one) => said.includes(one)));
}

/** @param {unknown} value */
function size(value) {
  const number = count(value);
  return number && number <= 20_000 ? number : null;
}

/**
 * The blocks that are whole, and where each went: those that fall away move the rest.
 *
 * @param {unknown} value
 */
function blocksOf(value) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {(number | null)[]} */
  const moved = [];
  for (const one of many(value, MOST.blocks)) {
    const made = block(one);
    moved.push(made ? blocks.push(made) - 1 : null);
  }
  return { blocks, moved };
}

/**
 * @param {unknown} value
 * @returns {Block | null}
 */
function block(value) {
  const from = object(value);
  const kind = /** @type {Block["kind"]} */ (from.kind);
  if (!KINDS.includes(kind)) return null;
  /** @type {Block} */
  const made = { kind, text: text(from.text), spans: spans(from) };
  if (kind === "heading") made.level = Math.min(6, Math.max(2, count(from.level) ?? 2));
  if (kind === "list") {
    made.ordered = from.ordered === true;
    made.items = many(from.items, MOST.cells).map(item);
  }
  if (kind === "table") {
    made.caption = line(from.caption);
    made.rows = many(from.rows, MOST.cells).map((row) => many(row, MOST.line).map(cell));
  }
  if (kind === "figure") made.image = picture(from.image);
  if (kind === "embed") made.href = webAddress(from.href);
  return (kind === "figure" && !made.image) || (kind === "embed" && !made.href) ? null : made;
}

/**
 * @param {Record<string, unknown>} from
 * @returns {Span[]}
 */
function spans(from) {
  const end = typeof from.text === "string" ? from.text.length : 0;
  /** @type {(value: unknown) => Span[]} */
  const made = (value) => {
    const span = object(value);
    const place = { start: count(span.start) ?? end, end: count(span.end) ?? 0 };
    const style = /** @type {SpanStyle} */ (span.style);
    if (place.start >= place.end || place.end > end || !STYLES.includes(style)) return [];
    if (style !== "link") return [{ ...place, style }];
    const href = webAddress(span.href);
    return href ? [{ ...place, style, href }] : [];
  };
  return some(from.spans, MOST.spans).flatMap(made);
}

/**
 * @param {unknown} value
 * @returns {Item}
 */
function item(value) {
  const from = object(value);
  return { level: Math.min(count(from.level) ?? 0, 20), text: text(from.text), spans: spans(from) };
}

/**
 * @param {unknown} value
 * @returns {Cell}
 */
function cell(value) {
  const from = object(value);
  /** @param {unknown} span */
  const cover = (span) => Math.min(Math.max(count(span) ?? 1, 1), 1000);
  const covers = { columns: cover(from.columns), rows: cover(from.rows) };
  return { text: text(from.text), spans: spans(from), header: from.header === true, ...covers };
}

/**
 * @param {unknown} value
 * @param {(number | null)[]} moved
 * @returns {Related | null}
 */
function related(value, moved) {
  const from = object(value);
  const url = webAddress(from.url);
  const title = line(from.title);
  const after = moved[count(from.after) ?? -1] ?? null;
  return url && title ? { label: line(from.label) ?? "", title, url, after } : null;
}

/**
 * @param {unknown} value
 * @returns {Indicator | null}
 */
function indicator(value) {
  const from = object(value);
  const name = line(from.name);
  if (!name) return null;
  const numbers = object(from.numbers);
  /** @param {unknown} one */
  const number = (one) => (typeof one === "number" && Number.isFinite(one) ? one : null);
  return {
    name,
    value: line(from.value),
    change: line(from.change),
    percent: line(from.percent),
    numbers: { value: number(numbers.value), change: number(numbers.change), percent: number(numbers.percent) },
  };
}

/**
 * Which pages a record lacks. Earlier records did not say so: theirs are all but the one that was read.
 *
 * @param {unknown} value
 * @param {(number | null)[]} moved
 * @returns {Pages | null}
 */
function pages(value, moved) {
  const from = object(value);
  const [current, total] = [count(from.current), count(from.total)];
  if (!current || !total) return null;
  const missing = Array.isArray(from.missing)
    ? some(from.missing, MOST.pages).flatMap((one) => missingPage(one, moved))
    : Array.from({ length: Math.min(total, MOST.pages) }, (_, index) => index + 1)
        .filter((page) => page !== current)
        .map((page) => ({
          page,
          url: null,
          after: page < current ? null : (moved.findLast((to) => to !== null) ?? null),
        }));
  return { current, total, next: webAddress(from.next), all: webAddress(from.all), missing };
}

/**
 * @param {unknown} value
 * @param {(number | null)[]} moved
 * @returns {MissingPage[]}
 */
function missingPage(value, moved) {
  const from = object(value);
  const page = count(from.page);
  return page ? [{ page, url: webAddress(from.url), after: moved[count(from.after) ?? -1] ?? null }] : [];
}

/**
 * Earlier records have one length only.
 *
 * @param {unknown} value
 * @param {Block[]} blocks
 * @param {(number | null)[]} moved
 * @returns {SavedRecord["summary"]}
 */
function summary(value, blocks, moved) {
  const from = object(value);
  const standing = some(from.sentences, MOST.names).map((one) => sentence(one, blocks, moved));
  const kept = standing.filter((one) => one !== null);
  const short = some(from.short, MOST.names).flatMap((index) => {
    const one = standing[count(index) ?? -1];
    return one ? [kept.indexOf(one)] : [];
  });
  const long = some(from.long, MOST.names).flatMap((one) => sentence(one, blocks, moved) ?? []);
  return { sentences: kept, short, long };
}

/**
 * A figure counts only where it stands, in a sentence that holds it.
 *
 * @param {unknown} value
 * @param {Block[]} blocks
 * @param {(number | null)[]} moved
 * @returns {Fact[]}
 */
function fact(value, blocks, moved) {
  const from = object(value);
  const kind = /** @type {Fact["kind"]} */ (from.kind);
  const [start, end] = [count(from.start), count(from.end)];
  const sentence = object(from.sentence);
  const [first, last] = [count(sentence.start), count(sentence.end)];
  const block = moved[count(from.block) ?? -1] ?? -1;
  const within = blocks[block]?.text;
  if (within === undefined || start === null || end === null || first === null || last === null) return [];
  if (!FACTS.includes(kind) || !(first <= start && start < end && end <= last && last <= within.length)) return [];
  const text = within.slice(start, end);
  // Half a character is no figure, and the storage would mend it: then what is read back differs.
  if (!text.isWellFormed()) return [];
  const direction = from.direction === "up" || from.direction === "down" ? from.direction : null;
  const key = count(from.key);
  return [
    {
      kind,
      text,
      block,
      start,
      end,
      value: factValue(from.value),
      direction,
      sentence: { start: first, end: last },
      key: key && key <= MOST.names ? key : null,
    },
  ];
}

/**
 * @param {unknown} value
 * @returns {FactValue}
 */
function factValue(value) {
  const known = Object.entries(object(value)).flatMap(([name, one]) => {
    if (NUMBERS.includes(name)) return typeof one === "number" && Number.isFinite(one) ? [[name, one]] : [];
    const said = NAMES.includes(name) ? line(one) : null;
    return said ? [[name, said]] : [];
  });
  return Object.fromEntries(known);
}

/**
 * A sentence counts only where it stands, so that the reader can lead to it.
 *
 * @param {unknown} value
 * @param {Block[]} blocks
 * @param {(number | null)[]} moved
 * @returns {Sentence | null}
 */
function sentence(value, blocks, moved) {
  const from = object(value);
  const [start, end, words] = [count(from.start), count(from.end), text(from.text)];
  const block = moved[count(from.block) ?? -1] ?? -1;
  const within = blocks[block]?.text.length ?? 0;
  return words && start !== null && end !== null && start < end && end <= within
    ? { text: words, block, start, end }
    : null;
}
