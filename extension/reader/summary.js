// @ts-check
/** @import { Article, Sentence, Translate } from "../types" */

import { webAddress } from "../shared/address.js";
import { dateInWords } from "../shared/dates.js";
import { button, make } from "./nodes.js";

/** Shorter articles are their own summary. */
const SHORTEST = 150;

/** @typedef {"text" | "markdown"} CopyForm */

/**
 * The sentences worth a card: none where the article is hardly longer than they are.
 *
 * @param {Article} article
 * @returns {Sentence[]}
 */
export function sentencesOf({ words, summary }) {
  return words < SHORTEST ? [] : summary.sentences;
}

/**
 * The card above the text. Each sentence is quoted whole and leads to its place.
 *
 * @param {Sentence[]} sentences
 * @param {{words: Translate, language: string | null}} context `language`: the article's, in an interface of another
 */
export function drawSummary(sentences, { words, language }) {
  const links = sentences.map(({ text }) => make("a", { role: "link", tabindex: 0, class: "sentence" }, text));
  const copies = {
    text: button(words("copyText"), { class: "plain" }),
    markdown: button(words("copyMarkdown"), { class: "plain" }),
  };
  const card = make(
    "section",
    { class: "card summary", "aria-labelledby": "saring-summary", lang: words("lang"), dir: "ltr" },
    make("h2", { id: "saring-summary", class: "label" }, words("summary")),
    make("p", { lang: language, dir: "auto", class: "sentences" }, ...links.flatMap((one) => [one, " "])),
    make(
      "p",
      { class: "card-foot" },
      make("span", { class: "foot-note" }, words("quotedAsIs")),
      copies.text,
      copies.markdown,
    ),
  );
  return { card, links, copies };
}

/**
 * What is copied: the headline, the summary and where it is from.
 *
 * @param {Article} article
 * @param {CopyForm} form
 * @param {Translate} words
 */
export function copyOf(article, form, words) {
  const source = webAddress(article.canonical) ?? webAddress(article.id) ?? article.url;
  const summary = sentencesOf(article)
    .map(({ text }) => text)
    .join(" ");
  const origin = [article.site, dateInWords(article.published, words("lang"))].filter(Boolean).join(", ");
  if (form === "text")
    return [article.title, summary, [origin, source].filter(Boolean).join("\n")].filter(Boolean).join("\n\n");
  const address = source.replaceAll("(", "%28").replaceAll(")", "%29");
  const headline = `[${escaped(article.title || source)}](${address})`;
  return [`**${headline}**`, summary && `> ${escaped(summary)}`, escaped(origin)].filter(Boolean).join("\n\n");
}

/**
 * Words that mean nothing more in Markdown than what they say.
 *
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}
