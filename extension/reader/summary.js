// @ts-check
/** @import { Article, Sentence, Translate } from "../types" */

/** The card of the summary, in the lengths that the core has chosen, and what is copied of it. */

import { webAddress } from "../shared/address.js";
import { dateInWords } from "../shared/dates.js";
import { button, make } from "./nodes.js";

/** Shorter articles are their own summary. */
const SHORTEST = 150;

/** @typedef {"text" | "markdown"} CopyForm */
/** @typedef {"short" | "standard" | "long" | "points"} Length */

/** The lengths and their words. @type {[Length, string][]} */
export const LENGTHS = [
  ["short", "summaryShort"],
  ["standard", "summaryStandard"],
  ["long", "summaryLong"],
  ["points", "summaryPoints"],
];

/**
 * One length of the summary as it was drawn.
 *
 * @typedef {{length: Length, node: HTMLElement, button: HTMLButtonElement}} View
 */

/**
 * The sentences worth a card: none where the article is hardly longer than they are.
 *
 * @param {Article} article
 * @param {Length} [length]
 * @returns {Sentence[]}
 */
export function sentencesOf({ words, summary }, length = "standard") {
  if (words < SHORTEST) return [];
  const { sentences, short, long } = summary;
  if (length === "short" && short?.length) return sentences.filter((_, index) => short.includes(index));
  return length === "long" && long?.length ? long : sentences;
}

/**
 * The card above the text. Each sentence is quoted whole and leads to its place. All lengths are drawn at once, so that
 * changing between them is instant.
 *
 * @param {Article} article One that has sentences.
 * @param {{words: Translate, length: Length}} context
 */
export function drawSummary(article, { words, length }) {
  // The card's own words are those of the interface; the sentences speak the article's language.
  const spoken = { lang: article.lang ?? null, dir: "auto" };
  /** @type {{link: HTMLElement, sentence: Sentence}[]} */
  const links = [];
  const linked = (/** @type {Sentence} */ sentence) => {
    const one = make("a", { role: "link", tabindex: 0, class: "sentence" }, sentence.text);
    links.push({ link: one, sentence });
    return one;
  };
  /** @type {View[]} */
  const views = [];
  const standard = sentencesOf(article).length;
  for (const [name, label] of LENGTHS) {
    const sentences = sentencesOf(article, name);
    // Each length holds the shorter ones: one of as many sentences says the same, and is no choice.
    if (name === "points" ? standard < 2 : name !== "standard" && sentences.length === standard) continue;
    const drawn = sentences.map(linked);
    const node =
      name === "points"
        ? make("ul", { class: "sentences points", ...spoken }, ...drawn.map((one) => make("li", {}, one)))
        : make("p", { class: "sentences", ...spoken }, ...drawn.flatMap((one) => [one, " "]));
    views.push({ length: name, node, button: button(words(label), { class: "segment" }) });
  }
  const copies = {
    text: button(words("copyText"), { class: "plain" }),
    markdown: button(words("copyMarkdown"), { class: "plain" }),
  };
  const choice =
    views.length > 1
      ? make(
          "div",
          { class: "segments", role: "group", "aria-label": words("summaryLength") },
          ...views.map((view) => view.button),
        )
      : null;
  const card = make(
    "section",
    { class: "card summary", "aria-labelledby": "saring-summary", lang: words("lang"), dir: "ltr" },
    make("div", { class: "card-head" }, make("h2", { id: "saring-summary", class: "label" }, words("summary")), choice),
    ...views.map(({ node }) => node),
    make(
      "p",
      { class: "card-foot" },
      make("span", { class: "foot-note" }, words("quotedAsIs")),
      copies.text,
      copies.markdown,
    ),
  );
  const known = views.some((view) => view.length === length);
  showLength(card, views, known ? length : "standard");
  return { card, links, copies, views };
}

/**
 * Shows one length and hides the others.
 *
 * @param {HTMLElement} card
 * @param {View[]} views
 * @param {Length} length
 */
export function showLength(card, views, length) {
  const shown = views.find((view) => view.length === length) ?? views.at(-1);
  for (const view of views) {
    view.node.hidden = view !== shown;
    view.button.setAttribute("aria-pressed", String(view === shown));
  }
  if (shown) card.dataset.length = shown.length;
}

/**
 * The length that a card shows.
 *
 * @param {HTMLElement | null} card
 * @returns {Length}
 */
export function lengthOf(card) {
  return LENGTHS.find(([name]) => name === card?.dataset.length)?.[0] ?? "standard";
}

/** Where an article stands. @param {Article} article */
export function sourceOf(article) {
  return webAddress(article.canonical) ?? webAddress(article.id) ?? article.url;
}

/**
 * What is copied: the headline, the summary and where it is from.
 *
 * @param {Article} article
 * @param {CopyForm} form
 * @param {Translate} words
 * @param {Length} [length]
 */
export function copyOf(article, form, words, length) {
  const source = sourceOf(article);
  const sentences = sentencesOf(article, length).map(({ text }) => text);
  const origin = [article.site, dateInWords(article.published, words("lang"))].filter(Boolean).join(", ");
  const listed = length === "points";
  if (form === "text") {
    const summary = listed ? sentences.map((one) => `• ${one}`).join("\n") : sentences.join(" ");
    return [article.title, summary, [origin, source].filter(Boolean).join("\n")].filter(Boolean).join("\n\n");
  }
  const address = source.replaceAll("(", "%28").replaceAll(")", "%29");
  const headline = `[${escaped(article.title || source)}](${address})`;
  const quoted = sentences.map(escaped);
  const summary = listed ? quoted.map((one) => `> - ${one}`).join("\n") : quoted.length && `> ${quoted.join(" ")}`;
  return [`**${headline}**`, summary, escaped(origin)].filter(Boolean).join("\n\n");
}

/**
 * Words that mean nothing more in Markdown than what they say.
 *
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
}
