// @ts-check
/** @import { Library } from "./library.js" */

import { copyFrom } from "../reader/act.js";
import { button } from "../reader/nodes.js";

/**
 * The button that shares an article's summary with its source, or copies it where the browser shares nothing.
 *
 * @param {Pick<Library, "words" | "announce">} library
 * @param {() => {title: string, text: string}} what
 */
export function shareButton({ words, announce }, what) {
  const canShare = typeof navigator.share === "function";
  const share = button(words(canShare ? "share" : "copy"), {
    class: "plain",
    title: words(canShare ? "shareTitle" : "copyTitle"),
    "aria-keyshortcuts": "s",
  });
  share.addEventListener("click", async () => {
    const { title, text } = what();
    try {
      if (canShare) return await navigator.share({ title, text });
    } catch (error) {
      // The reader thought better of it.
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
    copyFrom(share, text, { words, announce });
  });
  return share;
}
