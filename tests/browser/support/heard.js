// @ts-check
/** @import { Heard } from "./browser.js" */

import { wordsOf } from "./words.js";

/** Text without any space: how a line breaks, or where an element ends, changes nothing of what is said. @param {string} text */
export function squeezed(text) {
  return text.replace(/[\s\u200b\u00ad]+/g, "");
}

/** Everything that is said, without space. @param {Heard[]} heard */
export function everyWord(heard) {
  return squeezed(
    heard
      .filter((one) => one.role === "StaticText")
      .map((one) => one.name)
      .join(""),
  );
}

/**
 * What is said as the article's text: after the headline, without summary and without what is gathered at the end.
 *
 * @param {Heard[]} heard
 * @param {string} title
 */
export function flow(heard, title) {
  const words = wordsOf("id");
  const aside = ["summary", "facts", "related", "tags", "market"].map((key) => `region ${words(key)}`);
  const begin = heard.findIndex((one) => one.role === "heading" && one.level === 1 && one.name === title);
  const text = heard.slice(begin + 1).filter((one) => {
    const inTail = one.inside.some((outer) => aside.includes(outer) || outer.startsWith("DisclosureTriangle"));
    return !inTail;
  });
  return everyWord(text);
}
