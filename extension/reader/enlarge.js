// @ts-check
/** @import { Translate } from "../types" */

import { icon, make } from "./nodes.js";
import { onPress } from "./press.js";

/** A picture that has so much more to show than there is room for in the text can be enlarged. */
const WORTHWHILE = 1.15;

/**
 * Lets a picture that is there be enlarged by a press, where that shows more of it.
 *
 * @param {HTMLImageElement} image
 * @param {Translate} words
 */
export function makeEnlargeable(image, words) {
  if (image.naturalWidth < image.clientWidth * WORTHWHILE || !image.clientWidth) return;
  // Inside a link a press is the link's.
  if (image.closest("a")) return;
  image.classList.add("enlargeable");
  image.tabIndex = 0;
  image.setAttribute("role", "button");
  image.setAttribute("aria-label", [words("enlarge"), image.alt].filter(Boolean).join(": "));
  onPress(image, () => enlarge(image, words));
}

/**
 * Shows the picture as large as the window lets it, and by another press in its own size; nothing is fetched for it.
 *
 * @param {HTMLImageElement} image
 * @param {Translate} words
 */
function enlarge(image, words) {
  const large = make("img", { referrerpolicy: "no-referrer", alt: image.alt, src: image.currentSrc || image.src });
  const close = make(
    "button",
    { type: "button", class: "plain enlarged-close", "aria-label": words("close") },
    icon("close"),
  );
  const frame = make(
    "dialog",
    { class: "enlarged", "aria-label": image.alt || words("picture"), lang: words("lang") },
    close,
    large,
  );
  const end = () => {
    frame.remove();
    image.focus({ preventScroll: true });
  };
  onPress(close, end);
  frame.addEventListener("click", (event) => {
    if (!event.isTrusted) return;
    if (event.target === large && (frame.classList.contains("whole") || isLarger(large))) {
      frame.classList.toggle("whole");
    } else if (event.target !== close) end();
  });
  // The reader behind it has its own Escape, and its own keys.
  frame.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (!event.isTrusted || event.key !== "Escape") return;
    event.preventDefault();
    end();
  });
  frame.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  (image.closest("dialog") ?? document.body).append(frame);
  frame.showModal();
  close.focus({ preventScroll: true });
}

/** Whether there is more of it than is shown. @param {HTMLImageElement} image */
function isLarger({ naturalWidth, clientWidth }) {
  return naturalWidth > clientWidth * WORTHWHILE;
}
