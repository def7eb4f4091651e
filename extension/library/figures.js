// @ts-check
/** @import { Fact, SavedRecord } from "../types" */

/**
 * What saved articles say of one issuer in figures, so that they can stand side by side. Pure functions.
 *
 * An issuer goes by its code or by a name: whatever articles name together with the code is the same issuer.
 */

/** Kinds of figures that can be compared. */
const COMPARED = ["money", "percent", "points", "quantity"];

/** Where no sentence names the issuer with a figure, so many of the article's key figures stand for it. */
const MOST_KEY = 4;

/** Of so few articles everything has a column; more columns than these nobody compares. */
const FEW = 3;
const MOST_COLUMNS = 7;

/**
 * What a figure can be of, as business news calls it, with the kinds that such a figure has and the words that say so. What is
 * told more closely comes first; the words nearest to the figure count. Visible words name them: `subjectCapex`.
 *
 * @type {[string, string, RegExp][]}
 */
const SUBJECTS = [
  ["capex", "money", /\b(belanja modal|capex|capital expenditure)\b/gi],
  ["target", "money", /\b(target harga|harga target|target price)\b/gi],
  ["price", "money percent points", /\b(harga saham|saham|level|ditutup|share price|shares)\b/gi],
  [
    "profit",
    "money percent",
    /\b(laba(?: bersih| usaha| tahun berjalan)?|keuntungan|net profit|profit|net income)\b/gi,
  ],
  ["loss", "money percent", /\b(rugi(?: bersih| usaha)?|kerugian|net loss|loss)\b/gi],
  ["revenue", "money percent", /\b(pendapatan(?: usaha)?|penjualan|omzet|revenue|sales)\b/gi],
  ["dividend", "money percent", /\b(dividen|dividends?)\b/gi],
  ["debt", "money percent", /\b(utang|pinjaman|obligasi|debt|loans?|bonds?)\b/gi],
  ["assets", "money percent", /\b(aset|ekuitas|assets|equity)\b/gi],
  ["credit", "money percent", /\b(kredit|penyaluran|pembiayaan|credit|lending)\b/gi],
  ["investment", "money percent", /\b(investasi|akuisisi|investment|acquisition)\b/gi],
  ["output", "quantity percent", /\b(produksi|kapasitas|volume|production|output|capacity)\b/gi],
  ["margin", "percent", /\b(margin|rasio|ratio)\b/gi],
];

/** @typedef {{code: string | null, names: Set<string>}} Issuer */

/**
 * The issuer that an address means, with all names that these records give it.
 *
 * @param {string} key A code or a name.
 * @param {SavedRecord[]} records
 * @returns {Issuer}
 */
export function issuerOf(key, records) {
  /** @type {Issuer} */
  const issuer = { code: /^[A-Z]{4}$/.test(key) ? key : null, names: new Set([key]) };
  const all = records.flatMap(({ facts }) => facts ?? []).filter(({ kind }) => kind === "issuer");
  issuer.code ??= all.find(({ value }) => value.name === key && value.code)?.value.code ?? null;
  for (const { value } of all)
    if (value.name && issuer.code && value.code === issuer.code) issuer.names.add(value.name);
  return issuer;
}

/**
 * @param {Fact} fact
 * @param {Issuer} issuer
 */
function names({ kind, value }, { code, names }) {
  if (kind !== "ticker" && kind !== "issuer") return false;
  return value.code ? value.code === code : names.has(value.name ?? "");
}

/**
 * The figures of an article that are told of an issuer: those of the sentences that name it, or else the article's key
 * figures, and then `near` is false.
 *
 * @param {SavedRecord} record
 * @param {Issuer} issuer
 * @returns {{facts: Fact[], near: boolean}}
 */
export function figuresOf({ facts }, issuer) {
  const all = facts ?? [];
  const sentenceOf = (/** @type {Fact} */ { block, sentence }) => `${block} ${sentence.start}`;
  const told = new Set(all.filter((fact) => names(fact, issuer)).map(sentenceOf));
  const compared = all.filter(({ kind }) => COMPARED.includes(kind));
  const near = compared.filter((fact) => told.has(sentenceOf(fact)));
  if (near.length) return { facts: near, near: true };
  const key = compared.filter((fact) => fact.key).sort((one, other) => (one.key ?? 0) - (other.key ?? 0));
  return { facts: key.slice(0, MOST_KEY), near: false };
}

/**
 * What a figure is of: the subject whose words stand nearest before it in its sentence, or else nearest behind it.
 *
 * @param {SavedRecord} record
 * @param {Fact} fact
 * @returns {string} its key, or `other`
 */
export function subjectOf({ blocks }, { kind, block, start, end, sentence }) {
  const text = blocks[block]?.text ?? "";
  const before = text.slice(sentence.start, start);
  const behind = text.slice(end, sentence.end);
  const possible = SUBJECTS.filter(([, kinds]) => kinds.split(" ").includes(kind));
  /** @param {(words: RegExp) => number | undefined} place How far from the figure the words stand. */
  const nearest = (place) =>
    possible
      .flatMap(([name, , words]) => {
        const far = place(words);
        return far === undefined ? [] : [{ name, far }];
      })
      .sort((one, other) => one.far - other.far)[0]?.name;
  return (
    nearest((words) => {
      const last = [...before.matchAll(words)].at(-1);
      return last && before.length - last.index - last[0].length;
    }) ??
    nearest((words) => [...behind.matchAll(words)][0]?.index) ??
    "other"
  );
}

/**
 * The table: a line for each article, and in each its figures by what they are of. What few articles tell has no column of its
 * own, for there is nothing beside it: it stands in the last one.
 *
 * @param {SavedRecord[]} records In their order.
 * @param {Issuer} issuer
 */
export function tableOf(records, issuer) {
  const lines = records.map((record) => {
    const { facts, near } = figuresOf(record, issuer);
    const figures = facts.map((fact) => ({ fact, subject: subjectOf(record, fact) }));
    return { record, near, figures };
  });
  const told = (/** @type {string} */ name) =>
    lines.filter(({ figures }) => figures.some(({ subject }) => subject === name)).length;
  const least = lines.length > FEW ? 2 : 1;
  const named = SUBJECTS.map(([name]) => name)
    .filter((name) => told(name) >= least)
    .sort((one, other) => told(other) - told(one))
    .slice(0, MOST_COLUMNS);
  const isRest = (/** @type {string} */ subject) => !named.includes(subject);
  const hasRest = lines.some(({ figures }) => figures.some(({ subject }) => isRest(subject)));
  return {
    columns: hasRest ? [...named, "other"] : named,
    lines: lines.map(({ figures, ...line }) => ({
      ...line,
      cells: Map.groupBy(figures, ({ subject }) => (isRest(subject) ? "other" : subject)),
    })),
  };
}

/**
 * When an article is from, for the order in time.
 *
 * @param {{published?: string | null, saved: string}} dated
 */
export function timeOf({ published, saved }) {
  const time = Date.parse(published ?? "");
  return Number.isNaN(time) ? Date.parse(saved) : time;
}
