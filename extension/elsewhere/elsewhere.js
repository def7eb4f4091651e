// @ts-check
/** @import { Engine, PageCopy } from "../types" */
/** @import { LineAnswers } from "../shared/messages.js" */

/**
 * Reads pages whose policy forbids the engine in place: their content script sends them as text. What DOMParser makes of
 * it runs no script and fetches nothing, and the policy of this document would not let it.
 */

import { answerLines } from "../shared/messages.js";
import { Refusal } from "../shared/refusal.js";
import { ownPieces } from "../shared/voice.js";

/** How long to wait for the next page before closing, in milliseconds. */
const IDLE = 30_000;

/** Which file a picture had loaded in its page; in a parsed document none has. @type {WeakMap<Element, string>} */
const loaded = new WeakMap();

// The engine asks pictures for it by their interface, and none of this document's own has any.
Object.defineProperty(HTMLImageElement.prototype, "currentSrc", {
  configurable: true,
  enumerable: true,
  get() {
    return loaded.get(this) ?? "";
  },
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let closing;
changed(0);
answerLines("elsewhere", "page", open, changed);
// Compiled while the first page is on its way.
globalThis.saringEngine.load().catch(() => {});

/** @param {number} lines */
function changed(lines) {
  clearTimeout(closing);
  if (!lines) closing = setTimeout(() => close(), IDLE);
}

/**
 * @param {chrome.runtime.MessageSender} sender
 * @returns {LineAnswers}
 */
function open(sender) {
  /** What further pages are added to. @type {ReturnType<Engine["pages"]> | null} */
  let pages = null;
  let over = false;
  /** @param {unknown} url */
  const isTheirs = (url) => typeof url === "string" && URL.parse(url)?.origin === URL.parse(sender.url ?? "")?.origin;

  return {
    answers: {
      /** @param {{page: PageCopy}} request */
      async read({ page }) {
        if (typeof page?.markup !== "string" || !isTheirs(page.url)) throw new Refusal("bad-request");
        const engine = await globalThis.saringEngine.load();
        if (over || pages) throw new Refusal("bad-request");
        pages = engine.pages(parsed(page), { url: page.url });
        return pages.reading();
      },

      /** @param {{markup: string, url: string}} request */
      add({ markup, url }) {
        if (typeof markup !== "string" || !isTheirs(url) || !pages) throw new Refusal("bad-request");
        const refusal = pages.add(new DOMParser().parseFromString(markup, "text/html"), { url });
        return refusal ? null : (pages.reading() ?? null);
      },

      /** @param {{texts: string[], lang: string}} request */
      tell({ texts, lang }) {
        const isText = (/** @type {unknown} */ one) => typeof one === "string";
        if (!Array.isArray(texts) || !texts.every(isText) || !isText(lang)) throw new Refusal("bad-request");
        return ownPieces(texts, lang);
      },
    },
    ended() {
      over = true;
      pages?.free();
      pages = null;
    },
  };
}

/**
 * A document with the page's content, its base address, and what its pictures had loaded.
 *
 * @param {PageCopy} page
 */
function parsed({ markup, type, url, base, loaded: files }) {
  const document = new DOMParser().parseFromString(markup, type);
  // A page's policy may forbid its base; what counts is the address that it really had.
  for (const one of document.querySelectorAll("base")) one.remove();
  if (typeof base === "string" && base !== url) {
    const one = document.createElement("base");
    one.setAttribute("href", base);
    document.head?.prepend(one);
  }
  // Without scripts what stands in noscript is elements, which the page did not have.
  const pictures = document.querySelectorAll("img:not(noscript img)");
  if (Array.isArray(files) && files.length === pictures.length) {
    for (const [index, picture] of pictures.entries()) loaded.set(picture, String(files[index] ?? ""));
  }
  return document;
}
