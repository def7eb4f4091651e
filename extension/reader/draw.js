// @ts-check
/** @import { Article, Indicator, Removal, Translate } from "../types" */
/** @import { Place } from "./text.js" */

/**
 * Draws an article as nodes. Plain data in, nodes out: nothing here fetches, stores, or knows the time.
 */

import { hostOf, webAddress } from "../shared/address.js";
import { dateInWords, timeInWords } from "../shared/dates.js";
import { drawBlock, drawFigure } from "./blocks.js";
import { link, make } from "./nodes.js";
import { drawSummary, sentencesOf } from "./summary.js";

/**
 * What was drawn, and the parts of it that can be made to act (see `act.js`).
 *
 * @typedef {object} Drawing
 * @property {HTMLElement} node The whole column.
 * @property {HTMLElement} headline
 * @property {{link: HTMLElement, place: Place}[]} jumps The summary's sentences, each with its place in the text.
 * @property {{text: HTMLButtonElement, markdown: HTMLButtonElement} | null} copies
 */

/**
 * @param {Article} article
 * @param {{words: Translate, pictures?: boolean}} options
 * @returns {Drawing}
 */
export function draw(article, { words, pictures = true }) {
  const ours = { lang: words("lang") };
  const sentences = sentencesOf(article);
  const places = sentences.map(({ start, end }) => ({ start, end, elements: [] }));
  const summary = sentences.length ? drawSummary(sentences, { words, language: article.lang ?? null }) : null;

  const level = levels(article);
  let table = 0;
  const blocks = article.blocks.map((block, index) => {
    if (block.kind === "table") table += 1;
    const here = places.filter((_, which) => sentences[which]?.block === index);
    return drawBlock(block, { words, pictures, places: here, level, table });
  });

  const headline = make("h1", { tabindex: -1, id: "saring-headline" }, article.title || words("untitled"));
  const node = make(
    "article",
    { class: "column", lang: article.lang ?? "", dir: article.direction },
    make("header", {}, drawKicker(article), headline, ...drawMeta(article, words).map((line) => withLang(line, ours))),
    drawNotice(article, words, ours),
    summary?.card,
    // The card of key figures has its place here.
    article.lead_image && drawFigure(article.lead_image, { words, pictures }, { class: "lead" }),
    make("div", { class: "body" }, ...blocks),
    drawRelated(article, words),
    drawTags(article, words),
    drawMarket(article.indicators, words),
    drawLeftOut(article.trace ?? [], words),
  );
  const jumps = (summary?.links ?? []).map((one, index) => ({
    link: one,
    place: /** @type {Place} */ (places[index]),
  }));
  return { node, headline, jumps, copies: summary?.copies ?? null };
}

/**
 * The article's levels of headings, moved together so that they begin at 2 and none is skipped.
 *
 * @param {Article} article
 * @returns {(level: number) => number}
 */
function levels({ blocks }) {
  const used = new Set(blocks.filter(({ kind }) => kind === "heading").map(({ level }) => level ?? 2));
  const order = [...used].sort((one, other) => one - other);
  return (level) => Math.min(6, 2 + Math.max(0, order.indexOf(level)));
}

/** @param {HTMLElement} element @param {{lang: string}} ours */
function withLang(element, { lang }) {
  element.lang = lang;
  return element;
}

/** @param {Article} article */
function drawKicker({ section, site, url }) {
  const source = site || hostOf(url);
  if (!section && !source) return null;
  return make(
    "p",
    { class: "kicker" },
    section && make("span", { class: "section" }, section),
    section && source && " ",
    source && make("span", { class: "source" }, source),
  );
}

/**
 * Who, and when: two lines, so that neither breaks in the middle of the other.
 *
 * @param {Article} article
 * @param {Translate} words
 */
function drawMeta({ byline, published, modified, minutes }, words) {
  const lang = words("lang");
  const { authors, editors, sources } = byline;
  const who = [
    ...(authors.length ? [make("b", {}, authors.join(", "))] : []),
    ...(editors.length ? [make("span", {}, words("editor", editors.join(", ")))] : []),
    ...(sources.length ? [make("span", {}, words("agency", sources.join(", ")))] : []),
  ];
  const date = dateInWords(published, lang);
  const when = [
    ...(date ? [make("time", { datetime: published }, date)] : []),
    ...drawUpdated(published, modified, words),
    ...(minutes > 0 ? [make("span", {}, words("minutes", minutes))] : []),
  ];
  return [who, when].filter((parts) => parts.length > 0).map((parts) => make("p", { class: "meta" }, ...dotted(parts)));
}

/**
 * Said only where the article changed after it was out, and not in the same minutes.
 *
 * @param {string | null | undefined} published
 * @param {string | null | undefined} modified
 * @param {Translate} words
 */
function drawUpdated(published, modified, words) {
  const lang = words("lang");
  const [first, then] = [Date.parse(published ?? ""), Date.parse(modified ?? "")];
  if (!modified || !(then - first > 5 * 60_000)) return [];
  const sameDay = published?.slice(0, 10) === modified.slice(0, 10);
  const said = (sameDay && timeInWords(modified, lang)) || dateInWords(modified, lang);
  return said ? [make("span", {}, words("updated"), " ", make("time", { datetime: modified }, said))] : [];
}

/**
 * Parts with a dot between; the dot stays at the end of its line.
 *
 * @param {HTMLElement[]} parts
 */
function dotted(parts) {
  return parts.flatMap((part, index) => {
    if (index === parts.length - 1) return [part];
    return [make("span", {}, part, "\u00a0·"), " "];
  });
}

/**
 * What is missing is said before any text.
 *
 * @param {Article} article
 * @param {Translate} words
 * @param {{lang: string}} ours
 */
function drawNotice({ access, pages }, words, ours) {
  const notices = [];
  if (access === "partial") notices.push(make("p", {}, words("partial")));
  if (pages && pages.total > 1) {
    const more = webAddress(pages.all) ?? webAddress(pages.next);
    const label = words(webAddress(pages.all) ? "allPages" : "nextPage");
    notices.push(
      make("p", {}, words("pageOf", pages.current, pages.total), more && " ", more && link(more, {}, label)),
    );
  }
  return notices.length ? make("div", { class: "notice", role: "note", ...ours }, ...notices) : null;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {Translate} words
 * @param {Node} content
 */
function tail(name, title, words, content) {
  const id = `saring-${name}`;
  return make(
    "section",
    { class: `tail ${name}`, "aria-labelledby": id },
    make("h2", { id, class: "label", lang: words("lang") }, title),
    content,
  );
}

/** @param {Article} article @param {Translate} words */
function drawRelated({ related }, words) {
  const links = related.filter(({ url }) => webAddress(url));
  if (!links.length) return null;
  const list = make("ul", {}, ...links.map(({ title, url }) => make("li", {}, link(url, {}, title))));
  return tail("related", words("related"), words, list);
}

/** @param {Article} article @param {Translate} words */
function drawTags({ tags }, words) {
  if (!tags.length) return null;
  return tail("tags", words("tags"), words, make("ul", {}, ...tags.map((tag) => make("li", {}, tag))));
}

/** @param {Indicator[]} indicators @param {Translate} words */
function drawMarket(indicators, words) {
  if (!indicators.length) return null;
  const rows = indicators.map(({ name, value, change, percent }) => {
    const moved = percent || change;
    return make(
      "li",
      {},
      make("span", { class: "name" }, name),
      value && ` ${value}`,
      moved && " ",
      moved && make("span", { class: way(moved) }, moved),
    );
  });
  return tail("market", words("market"), words, make("ul", {}, ...rows));
}

/**
 * Up or down by the sign that the page printed. Without a sign nothing is claimed, and colour alone never speaks.
 *
 * @param {string} change
 */
function way(change) {
  if (/^\s*[-−–]/.test(change)) return "down";
  return /^\s*\+/.test(change) ? "up" : null;
}

/**
 * Everything that was taken away, in its own words, so that nobody need trust us.
 *
 * @param {Removal[]} trace
 * @param {Translate} words
 */
function drawLeftOut(trace, words) {
  const removals = trace.filter(({ blocks }) => blocks.length > 0);
  if (!removals.length) return null;
  const entries = removals.map(({ rule, blocks }) => {
    const named = words(ruleKey(rule));
    const name = named === ruleKey(rule) ? words("ruleOther") : named;
    const text = blocks
      .map((block) => block.text.trim())
      .filter(Boolean)
      .join(" · ");
    const short = text.length > 240 ? `${text.slice(0, 239).toWellFormed().trimEnd()}…` : text;
    return make("li", {}, make("span", { class: "rule" }, name), short && make("span", { class: "removed" }, short));
  });
  return make(
    "details",
    { class: "tail left-out", lang: words("lang") },
    make("summary", {}, words("leftOut", removals.length)),
    make("p", {}, words("leftOutWhy")),
    make("ul", {}, ...entries),
  );
}

/**
 * `lead image` has its words under `ruleLeadImage`.
 *
 * @param {string} rule
 */
function ruleKey(rule) {
  const name = rule.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return `rule${name.join("")}`;
}
