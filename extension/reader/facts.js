// @ts-check
/** @import { Article, Fact, Translate } from "../types" */

/** The card of key figures: those that matter most, each beside words of its own sentence, and all of them as CSV. */

import { button, make } from "./nodes.js";

/** Fewer figures make no card. */
const FEWEST = 2;

/** So much of a sentence stands beside a figure, before it or behind it (UTF-16 units): one short line. */
const MOST = 44;

/** Fewer words before a figure do not say what it is; those behind it then help. */
const TELLING = 22;

/** @type {{kinds: string[], title: string}[]} */
const GROUPS = [
  { kinds: ["money"], title: "factsMoney" },
  { kinds: ["percent", "points"], title: "factsChange" },
  { kinds: ["quantity"], title: "factsQuantity" },
  { kinds: ["date", "time", "period"], title: "factsWhen" },
  { kinds: ["issuer", "ticker"], title: "factsWho" },
];

/** The columns of a table of figures. */
export const COLUMNS = [
  "kind",
  "text",
  "value",
  "value_max",
  "unit",
  "per",
  "from",
  "to",
  "direction",
  "sentence",
  "url",
];

/**
 * The figures worth a card, the weightiest first.
 *
 * @param {Article} article
 * @returns {Fact[]}
 */
export function keyFacts({ facts }) {
  const ranked = (facts ?? []).filter(({ key }) => key).sort((one, other) => (one.key ?? 0) - (other.key ?? 0));
  return ranked.length < FEWEST ? [] : ranked;
}

/**
 * @param {Article} article One that has key facts.
 * @param {{words: Translate}} context
 */
export function drawFacts(article, { words }) {
  /** @type {{link: HTMLElement, fact: Fact}[]} */
  const links = [];
  const ranked = keyFacts(article);
  const spoken = { lang: article.lang ?? null, dir: "auto" };
  const groups = GROUPS.map(({ kinds, title }) => {
    const entries = ranked
      .filter(({ kind }) => kinds.includes(kind))
      .map((fact) => {
        const { before, behind } = besides(article, fact);
        const said = [before, behind].filter(Boolean).join(" … ");
        const near = codeNear(article, fact);
        const code = near && !said.includes(near) ? near : null;
        const link = make(
          "a",
          { role: "link", tabindex: 0, class: "fact" },
          make("b", { class: "amount", ...spoken }, drawDirection(fact, words), fact.text),
          " ",
          make(
            "span",
            { class: "context", ...spoken },
            code && make("span", { class: "code" }, code),
            code && " ",
            said,
          ),
        );
        links.push({ link, fact });
        return make("li", {}, link);
      });
    if (!entries.length) return null;
    const id = `saring-${title}`;
    return [make("h3", { id, class: "group" }, words(title)), make("ul", { "aria-labelledby": id }, ...entries)];
  });
  const csv = button(words("copyCsv"), { class: "plain" });
  const card = make(
    "section",
    { class: "card key-figures", "aria-labelledby": "saring-facts", lang: words("lang"), dir: "ltr" },
    make("div", { class: "card-head" }, make("h2", { id: "saring-facts", class: "label" }, words("facts"))),
    ...groups.flatMap((group) => group ?? []),
    make("p", { class: "card-foot" }, make("span", { class: "foot-note" }, words("factsLead")), csv),
  );
  return { card, links, csv };
}

/**
 * Where a figure's own sentence says that it moves. The sign is for the eyes, the word for the ears.
 *
 * @param {Fact} fact
 * @param {Translate} words
 */
export function drawDirection({ direction }, words) {
  if (direction !== "up" && direction !== "down") return null;
  return make(
    "span",
    { class: direction },
    make("span", { "aria-hidden": "true" }, direction === "up" ? "▲ " : "▼ "),
    make("span", { class: "unseen" }, `${words(direction)} `),
  );
}

/**
 * Words of the figure's sentence that stand before it, and behind it where those before say too little; cut where a clause
 * or a word ends.
 *
 * @param {Article} article
 * @param {Fact} fact
 */
function besides({ blocks }, { block, start, end, sentence }) {
  const text = blocks[block]?.text ?? "";
  const head = text.slice(sentence.start, start).replace(/\s+/g, " ");
  const tail = text.slice(end, sentence.end).replace(/\s+/g, " ");
  // A clause that begins near enough, and is long enough to tell, is told from its beginning.
  const near = head.slice(-MOST);
  const clauses = [...near.matchAll(/[,;]\s|\s[–—-]\s/g)].map(({ index, 0: mark }) => index + mark.length);
  const clause = clauses.findLast((at) => near.length - at >= TELLING);
  const word = head.length > MOST ? near.indexOf(" ") + 1 : 0;
  const before = bare(near.slice(clause ?? word));
  const cut = clause === undefined && word > 0 && before ? "… " : "";
  if (before.length >= TELLING) return { before: cut + before, behind: "" };
  const close = tail.slice(0, MOST);
  const ends = [...close.matchAll(/[,;]\s|\s[–—-]\s/g)].map(({ index }) => index).find((at) => at >= 12);
  const last = tail.length > MOST ? close.lastIndexOf(" ") : close.length;
  return { before: cut + before, behind: bare(close.slice(0, ends ?? last)) };
}

/**
 * Without the marks that a cut leaves at its edges.
 *
 * @param {string} words
 */
function bare(words) {
  return words.replace(/^[\s,;.:)\]”"–—-]+|[\s,;.:([“"–—-]+$/g, "").toWellFormed();
}

/**
 * The code of the share that the figure's sentence names nearest to it.
 *
 * @param {Article} article
 * @param {Fact} fact
 */
function codeNear({ facts }, { kind, block, start, sentence }) {
  if (kind === "ticker" || kind === "issuer") return null;
  const named = (facts ?? []).filter(
    (other) => other.value.code && other.block === block && other.start >= sentence.start && other.end <= sentence.end,
  );
  const far = (/** @type {Fact} */ other) => Math.abs(other.start - start);
  return named.sort((one, other) => far(one) - far(other))[0]?.value.code ?? null;
}

/**
 * All figures of an article as a table that spreadsheets open: RFC 4180, a line for each.
 *
 * @param {Article} article
 * @returns {string}
 */
export function csvOf(article) {
  return csv([COLUMNS, ...linesOf(article)]);
}

/**
 * The figures of several articles in one such table, each line with its article's headline and date before it.
 *
 * @param {Article[]} articles
 * @returns {string}
 */
export function csvOfAll(articles) {
  const lines = articles.flatMap((one) => linesOf(one).map((line) => [one.title, one.published, ...line]));
  return csv([["article", "date", ...COLUMNS], ...lines]);
}

/** A line of cells for each figure. @param {Article} article */
export function linesOf({ facts, blocks, url }) {
  return (facts ?? []).map(({ kind, text, value, direction, block, sentence }) => [
    kind,
    text,
    value.amount ?? value.value ?? value.date ?? value.month ?? value.time ?? value.code ?? value.name,
    value.amount_max ?? value.value_max ?? value.time_max,
    value.currency ?? value.unit ?? value.zone,
    value.per,
    value.from,
    value.to,
    direction,
    blocks[block]?.text.slice(sentence.start, sentence.end),
    url,
  ]);
}

/** @param {unknown[][]} rows */
function csv(rows) {
  return rows.map(csvLine).join("\r\n");
}

/** One line of such a table, without its end. @param {unknown[]} cells */
export function csvLine(cells) {
  return cells.map(cell).join(",");
}

/** @param {unknown} value */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value).replace(/\s+/g, " ");
  // A spreadsheet takes what begins so for a formula, in some languages also with wide signs; a figure with a sign is none.
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) && !/^[+-]?[\d.,]+ ?%?$/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
