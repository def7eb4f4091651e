// @ts-check
/**
 * Hostile values for what the library keeps: `node fuzz/record.js [--seconds N] [--seed N]`.
 *
 * Whatever a page sends or the storage gives back is refused with a {@link Refusal}, or becomes a record that has the
 * record's shape; making that a record again changes nothing. The values are readings with some of their parts replaced:
 * wholly random ones would be refused at the door.
 */

import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { hostOf, webAddress } from "../extension/shared/address.js";
import { makeRecord, readRecord, textOf } from "../extension/shared/record.js";
import { Refusal } from "../extension/shared/refusal.js";
import { isRow, rowOf } from "../extension/shared/row.js";

const { values: asked } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
const SECONDS = Number(asked.seconds ?? 30);
const SEED = Number(asked.seed ?? Date.now() % 2 ** 31);

const STAMP = { saved: "2025-11-03T02:03:04Z", updated: "2025-11-03T02:03:05Z" };

const odd = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    undefined,
    "",
    -1,
    0.5,
    Number.NaN,
    Infinity,
    -0,
    2 ** 53,
    [],
    {},
    true,
    "2025-02-30",
    "__proto__",
  ),
  fc.string({ unit: "binary" }),
);

/** @template T @param {fc.Arbitrary<T>} arbitrary */
const mostly = (arbitrary) => fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: odd });

const words = mostly(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.lorem({ maxCount: 12 }),
    fc.constantFrom("\ud83d", "a\u202eb", "\u0000", "a\u2028b", "𝕏".repeat(1200), " x ".repeat(2000)),
  ),
);
const address = mostly(
  fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      "javascript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,x",
      "https:evil",
      "https://",
      "//kabar.example/x",
      "https://user:pw@kabar.example:0/%zz",
      "HTTPS://KABAR.EXAMPLE/\u202e",
      `https://kabar.example/${"a".repeat(9000)}`,
      "https://[::1]/",
      "https://kabar.example/\ud800",
    ),
  ),
);
const number = mostly(fc.oneof(fc.nat({ max: 60 }), fc.maxSafeInteger(), fc.double()));
const date = mostly(
  fc.constantFrom("2025-11-03", "2025-11-03T10:00:00+07:00", "2025-13-99", "2025-11-03T99:99Z", null),
);
/** @param {fc.Arbitrary<unknown>} one @param {number} [maxLength] */
const list = (one, maxLength = 5) => mostly(fc.array(one, { maxLength }));
/** @param {Record<string, fc.Arbitrary<unknown>>} model */
const object = (model) => mostly(fc.record(model, { requiredKeys: [] }));

const style = fc.constantFrom("strong", "emphasis", "code", "mark", "link", "blink");
const span = object({ start: number, end: number, style: mostly(style), href: address });
const texts = { text: words, spans: list(span) };
const image = object({ src: address, alt: words, caption: words, credit: words, width: number, height: number });
const kind = fc.constantFrom("paragraph", "heading", "list", "quote", "table", "figure", "embed", "code", "script");
const block = object({
  ...texts,
  kind: mostly(kind),
  level: number,
  ordered: mostly(fc.boolean()),
  items: list(object({ ...texts, level: number })),
  rows: list(list(object({ ...texts, header: mostly(fc.boolean()), columns: number, rows: number }))),
  caption: words,
  image,
  href: address,
});
const sentence = object({ text: words, block: number, start: number, end: number });
const fact = object({
  kind: mostly(fc.constantFrom("money", "percent", "points", "date", "time", "period", "quantity", "ticker", "issuer")),
  text: words,
  block: mostly(fc.nat({ max: 4 })),
  start: mostly(fc.nat({ max: 9 })),
  end: mostly(fc.nat({ max: 12 })),
  value: object({ amount: number, value_max: number, currency: words, name: words, date, ["__proto__"]: words }),
  direction: mostly(fc.constantFrom("up", "down", "left")),
  sentence: object({ start: fc.constant(0), end: number }),
  key: number,
});
const reading = object({
  schema: mostly(fc.constantFrom(1, 2, 0)),
  id: address,
  canonical: address,
  url: address,
  title: words,
  byline: object({ authors: list(words), editors: list(words), sources: list(words) }),
  published: date,
  modified: date,
  section: words,
  site: words,
  lang: mostly(fc.constantFrom("id", "en-GB", "x", "<b>", "zh-Hant-TW")),
  direction: mostly(fc.constantFrom("ltr", "rtl")),
  dateline: words,
  excerpt: words,
  lead_image: image,
  blocks: list(block, 6),
  related: list(object({ label: words, title: words, url: address, after: number })),
  tags: list(words),
  indicators: list(
    object({ name: words, value: words, change: words, percent: words, numbers: object({ value: number }) }),
  ),
  pages: object({
    current: number,
    total: number,
    next: address,
    all: address,
    missing: list(object({ page: number, url: address, after: number })),
  }),
  access: mostly(fc.constantFrom("full", "partial")),
  limits: list(mostly(fc.constantFrom("text", "time", "depth", "all"))),
  words: number,
  minutes: number,
  summary: object({ sentences: list(sentence), short: list(number), long: list(sentence) }),
  facts: list(fact),
  saved: date,
  updated: date,
});

/**
 * The record of a value, or nothing where that is refused in the way that is declared.
 *
 * @param {unknown} value
 */
function recordOf(value) {
  try {
    return makeRecord(value, STAMP);
  } catch (error) {
    assert.ok(error instanceof Refusal, `thrown: ${error}`);
    assert.ok(["bad-record", "record-too-large"].includes(error.code), error.code);
    return null;
  }
}

/** Names of what an address must be. */
const ADDRESSES = ["id", "url", "src", "href", "next", "all"];

/**
 * Everything in a record is plain data: whole texts, finite numbers, web addresses under the names of addresses.
 *
 * @param {unknown} value
 * @param {string} [name]
 */
function isPlain(value, name = "") {
  if (typeof value === "string") {
    assert.ok(value.isWellFormed(), `${name} has half a character`);
    if (ADDRESSES.includes(name)) assert.match(value, /^https?:\/\//, `${name} is no web address`);
  } else if (typeof value === "number") {
    assert.ok(Number.isFinite(value), `${name} is ${value}`);
  } else if (typeof value === "object" && value !== null) {
    const plain = Array.isArray(value) ? Array.prototype : Object.prototype;
    assert.equal(Object.getPrototypeOf(value), plain, `${name} has another prototype`);
    for (const [key, one] of Object.entries(value)) isPlain(one, Array.isArray(value) ? name : key);
  } else {
    assert.ok(value === null || value === undefined || typeof value === "boolean", `${name} is a ${typeof value}`);
  }
}

/** @param {ReturnType<typeof makeRecord>} record */
function hasShape(record) {
  const ends = record.blocks.map(({ text }) => text.length);
  for (const { text, spans } of record.blocks) {
    for (const { start, end } of spans ?? []) assert.ok(start < end && end <= text.length, "a span leaves its text");
  }
  const { sentences, short, long } = record.summary;
  for (const { block, start, end } of [...sentences, ...(long ?? [])]) {
    assert.ok(start < end && end <= (ends[block] ?? -1), "a sentence leaves its block");
  }
  for (const index of short ?? []) assert.ok(index in sentences, "the short summary names no sentence");
  for (const { block, start, end, text, sentence } of record.facts ?? []) {
    assert.equal(text, record.blocks[block]?.text.slice(start, end), "a figure is not in its text");
    assert.ok(sentence.start <= start && end <= sentence.end, "a figure leaves its sentence");
  }
  for (const { after } of [...record.related, ...(record.pages?.missing ?? [])]) {
    assert.ok(typeof after !== "number" || after in record.blocks, "something stands behind no block");
  }
}

/** @param {unknown} value */
function everythingHolds(value) {
  const record = recordOf(value);
  const row = rowOf("https://kabar.example/x", value);
  assert.ok(isRow(row), "the list has no line for it");
  assert.ok(row.first.length <= 400 && row.title.length <= 2000, "a line of the list is a book");
  const stored = readRecord(value);
  if ("record" in stored) isPlain(stored.record);
  if (!record) return;
  isPlain(record);
  hasShape(record);
  // What the storage gives back is what was written, and it is the same record.
  const written = textOf(record);
  const again = readRecord(written);
  assert.ok("record" in again, "what was written is not read");
  assert.deepEqual(JSON.parse(textOf(again.record)), JSON.parse(written));
}

/** @param {unknown} value */
function addressHolds(value) {
  const found = webAddress(value);
  if (found === null) return;
  assert.match(new URL(found).protocol, /^https?:$/);
  assert.equal(webAddress(found) ?? (found.length > 8192 ? found : null), found, "an address is not its own");
  assert.equal(typeof hostOf(found), "string");
}

const properties = [
  { name: "record", property: fc.property(reading, everythingHolds), share: 0.8 },
  {
    name: "address",
    property: fc.property(fc.oneof(address, fc.string({ unit: "binary" })), addressHolds),
    share: 0.2,
  },
];
let runs = 0;
for (const { name, property, share } of properties) {
  const end = Date.now() + 1000 * SECONDS * share;
  let done = 0;
  for (let seed = SEED; done === 0 || Date.now() < end; seed += 1) {
    fc.assert(/** @type {any} */ (property), { seed, numRuns: 200 });
    done += 200;
  }
  console.log(`${name}: ${done} values, seed ${SEED}`);
  runs += done;
}
console.log(`${runs} values, nothing found`);
