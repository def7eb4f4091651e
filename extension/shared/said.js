// @ts-check
/** @import { Said, Translate } from "../types" */

/** What is said where there is no article to show. @type {Record<Said, {title: string, text: string}>} */
const SAID = {
  broken: { title: "broken", text: "brokenHint" },
  list: { title: "notArticle", text: "notArticleList" },
  "no-engine": { title: "forbidden", text: "forbiddenHint" },
  "not-article": { title: "notArticle", text: "notArticleHint" },
  "too-large": { title: "tooLarge", text: "tooLargeHint" },
};

/** @param {unknown} value @returns {value is Said} */
export function isSaid(value) {
  return typeof value === "string" && Object.hasOwn(SAID, value);
}

/**
 * @param {Said} said
 * @param {Translate} words
 */
export function saidInWords(said, words) {
  const { title, text } = SAID[said];
  return { title: words(title), text: words(text) };
}
