// @ts-check
/** @import { Translate } from "../types" */

/** What the views beside the list are made of: a head with a way back, and parts with a heading each. */

import { make } from "../reader/nodes.js";

/**
 * The address that leads back to the list. Not `#` alone: browsers scroll to the top for that, Firefox at times after the list
 * has found its place again.
 */
export const BACK = "#?";

/** @param {Translate} words @param {HTMLElement} heading */
export function drawTop(words, heading) {
  return make(
    "header",
    { class: "data-top" },
    make("a", { href: BACK, class: "data-back" }, words("backToLibrary")),
    heading,
  );
}

/**
 * @param {Translate} words
 * @param {string} title The key of its heading.
 * @param {Node[]} children
 */
export function drawPart(words, title, ...children) {
  const id = `saring-${title}`;
  return make("section", { class: "data-part", "aria-labelledby": id }, make("h2", { id }, words(title)), ...children);
}

/**
 * Escape leads from a view back to the list.
 *
 * @param {HTMLElement} node
 * @param {() => boolean} [isFree] Whether nothing is going on there that is to be seen to its end.
 */
export function leaveByEscape(node, isFree = () => true) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || node.hidden) return;
    if (event.key !== "Escape" || !isFree()) return;
    event.preventDefault();
    location.hash = BACK;
  });
}
