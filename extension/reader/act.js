// @ts-check
/** @import { Article, Translate } from "../types" */
/** @import { Drawing } from "./draw.js" */

/** What a drawn article does when somebody touches it. Only what a person does counts: `isTrusted`. */

import { makeEnlargeable } from "./enlarge.js";
import { csvOf } from "./facts.js";
import { onPress } from "./press.js";
import { copyOf, lengthOf, showLength } from "./summary.js";

/** How long a place stays marked, and a button says that it did its work. */
const SHOWN = 2000;

/**
 * Gives what is fresh in the drawing its life.
 *
 * @param {Drawing} drawing
 * @param {object} around
 * @param {() => Article} around.article As it is when something is asked of it.
 * @param {Translate} around.words
 * @param {(text: string) => void} around.announce
 * @param {() => Element | null} around.scroller What scrolls the text.
 * @param {(change: () => void) => void} [around.still] Changes the text without moving what is being read.
 * @param {(length: import("./summary.js").Length) => void} [around.chose] Is told which length of the summary was chosen.
 */
export function enliven(drawing, { article, words, announce, scroller, still = (change) => change(), chose }) {
  /** @param {Node} node */
  const isFresh = (node) => drawing.fresh.some((one) => one.contains(node));
  for (const { link, place } of drawing.jumps.filter((jump) => isFresh(jump.link))) {
    onPress(link, () => {
      const [first] = place.elements;
      if (first) leadTo(first, place.elements, scroller());
    });
  }
  const { views, copies, csv } = drawing.choices;
  const card = drawing.parts.summary;
  for (const { button, length } of views.filter((view) => card && isFresh(view.button))) {
    onPress(button, () => {
      if (!card) return;
      showLength(card, views, length);
      chose?.(length);
    });
  }
  if (copies && isFresh(copies.text)) {
    const { text, markdown } = copies;
    onPress(text, () => copyFrom(text, copyOf(article(), "text", words, lengthOf(card)), { words, announce }));
    onPress(markdown, () =>
      copyFrom(markdown, copyOf(article(), "markdown", words, lengthOf(card)), { words, announce }),
    );
  }
  if (csv && isFresh(csv)) onPress(csv, () => copyFrom(csv, csvOf(article()), { words, announce }));
  for (const node of drawing.fresh) {
    if (node instanceof Element) for (const image of node.querySelectorAll("img")) settle(image, { words, still });
  }
}

/**
 * Brings a place into view, marks it for two seconds and gives it the focus. Only the text's own scroller moves: the
 * browser's way would move the page behind it as well.
 *
 * @param {HTMLElement} first
 * @param {HTMLElement[]} all
 * @param {Element | null} scroller
 */
export function leadTo(first, all, scroller) {
  if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
  first.focus({ preventScroll: true });
  if (scroller) scroller.scrollTop += first.getBoundingClientRect().top - scroller.clientHeight * 0.3;
  for (const one of all) one.classList.add("found");
  setTimeout(() => {
    for (const one of all) one.classList.remove("found");
  }, SHOWN);
}

/**
 * Copies `text` and says so on the button and aloud.
 *
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {{words: Translate, announce: (text: string) => void}} around
 */
export async function copyFrom(button, text, { words, announce }) {
  const label = button.querySelector(".label");
  if (!label || button.dataset.said) return;
  const before = label.textContent;
  const said = (await copied(button, text)) ? "copied" : "copyFailed";
  announce(words(said));
  button.dataset.said = said;
  label.textContent = words(said);
  setTimeout(() => {
    label.textContent = before;
    delete button.dataset.said;
  }, SHOWN);
}

/**
 * @param {HTMLElement} near
 * @param {string} text
 */
async function copied(near, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(near, text);
  }
}

/**
 * The old way, for pages that are not secure or forbid the new one. The field must lie inside the dialog: everything
 * outside is inert.
 *
 * @param {HTMLElement} near
 * @param {string} text
 */
function copiedByHand(near, text) {
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  near.after(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    near.focus({ preventScroll: true });
  }
}

/**
 * A picture keeps its place until it is there; one that never comes, or is only there to count, leaves none behind.
 *
 * What is read below it is held still; what stands above it does not move anyway.
 *
 * @param {HTMLImageElement} image
 * @param {{words: Translate, still: (change: () => void) => void}} around
 */
function settle(image, { words, still }) {
  const missing = () => {
    const figure = image.closest("figure");
    image.remove();
    if (figure && !figure.querySelector("figcaption")) figure.remove();
  };
  const arrived = () => {
    image.classList.add("there");
    if (image.naturalWidth < 8) missing();
    // One that the page has loaded is there before it has a place.
    else requestAnimationFrame(() => makeEnlargeable(image, words));
  };
  if (image.complete && image.naturalWidth > 0) return arrived();
  const later = (/** @type {() => void} */ change) => () => {
    if (image.getBoundingClientRect().top < innerHeight / 3) still(change);
    else change();
  };
  image.addEventListener("load", later(arrived), { once: true });
  image.addEventListener("error", later(missing), { once: true });
}

/** Whether a key that is heard there is meant for a text. @param {EventTarget | null | undefined} target */
export function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
