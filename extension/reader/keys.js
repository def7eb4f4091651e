// @ts-check
/** @import { Translate } from "../types" */

import { isWriting } from "./act.js";
import { make } from "./nodes.js";

/**
 * A key, or several, or words that are typed by the key of their message; and what they do.
 *
 * @typedef {{shown: string[] | string, says: string}} Shown
 *
 * `heard`: by which of the browser's names; `act` is missing where somebody else hears it; `repeats`: while it is held.
 *
 * @typedef {Shown & {heard?: string[], act?: () => void, repeats?: boolean}} Key
 */

/** Firefox opens its own search by this key wherever nobody takes it. */
const SLASH_FINDS = CSS.supports("-moz-appearance", "none");

/**
 * The browser's own search: the page would hear what is typed into a field of ours that lies over it.
 *
 * @type {Shown}
 */
export const FIND = {
  shown: SLASH_FINDS ? ["/"] : [/^Mac/.test(navigator.platform) ? "⌘" : "Ctrl", "F"],
  says: "keyFind",
};

/** Elsewhere it tells which keys open it. @type {string[]} */
export const TELLS_FIND = SLASH_FINDS ? [] : ["/"];

/**
 * Keys of the reader, heard only while the focus is in it, and never in the way of the browser's own or of typing.
 *
 * @param {HTMLElement} dialog
 * @param {Key[]} keys
 */
export function hearKeys(dialog, keys) {
  dialog.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isWriting(event.composedPath()[0])) return;
    const pressed = event.key.toLowerCase();
    const key = keys.find(({ heard }) => heard?.includes(pressed));
    if (!key?.act) return;
    event.preventDefault();
    if (!event.repeat || key.repeats) key.act();
  });
}

/**
 * A list of keys, or of words to type.
 *
 * @param {Shown[]} keys
 * @param {Translate} words
 */
export function drawKeys(keys, words) {
  const rows = keys.flatMap(({ shown, says }) => [
    make("dt", {}, ...(typeof shown === "string" ? [words(shown)] : shown).map((key) => make("kbd", {}, key))),
    make("dd", {}, words(says)),
  ]);
  return make("dl", { class: "keys" }, ...rows);
}

/**
 * The piece of text to go to from where the reader is: the one with the focus counts, or else the first that is not above
 * the view.
 *
 * @param {HTMLElement[]} pieces In the order of the text.
 * @param {Element | null} focused
 * @param {number} top How much of the view's head is covered, in pixels.
 * @param {1 | -1} way
 * @returns {HTMLElement | undefined}
 */
export function pieceAt(pieces, focused, top, way) {
  const at = pieces.findIndex((piece) => piece === focused || piece.contains(focused));
  if (at >= 0) return pieces[at + way];
  const next = pieces.findIndex((piece) => piece.getBoundingClientRect().top > top + 1);
  if (way > 0) return pieces[next];
  return pieces[(next < 0 ? pieces.length : next) - 1];
}
