// @ts-check
/** @import { Translate } from "../types" */

import { button, icon, make } from "./nodes.js";
import { onPress } from "./press.js";

/**
 * A panel below the bar that one button opens and closes; Escape closes it and leaves the reader open. It is drawn when it
 * is opened for the first time: the click has no need of it.
 *
 * @param {HTMLElement} open The button.
 * @param {object} options
 * @param {string} options.label
 * @param {() => Node[]} options.draw
 * @param {(panel: HTMLElement) => void} [options.opened] So that other panels can be closed.
 */
export function panelControl(open, { label, draw, opened }) {
  const panel = make("div", { class: "panel", role: "group", "aria-label": label, hidden: true });
  open.setAttribute("aria-expanded", "false");

  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    if (isOpen) {
      if (!panel.firstChild) panel.append(...draw());
      opened?.(panel);
    } else if (panel.matches(":focus-within")) opener().focus({ preventScroll: true });
    panel.hidden = !isOpen;
    open.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && opener() !== open) focusFirst();
  };
  /** The button, or where that stands in a closed panel itself, the one before that. */
  const opener = () => {
    const around = open.closest(".panel[hidden]")?.previousElementSibling;
    return around instanceof HTMLElement && !open.checkVisibility() ? around : open;
  };
  const focusFirst = () => panel.querySelector("button")?.focus({ preventScroll: true });
  const turn = () => show(panel.hidden === true);
  onPress(open, turn);
  for (const element of [open, panel]) {
    element.addEventListener("keydown", (event) => {
      if (!event.isTrusted || event.key !== "Escape" || event.isComposing || panel.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      show(false);
    });
  }
  return { panel, turn, close: () => show(false) };
}

/**
 * What a small screen's bar has no room for: a panel behind one button there, and a part of the bar on larger ones. The
 * style sheet alone knows which.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {HTMLElement[]} options.content
 * @param {(panel: HTMLElement) => void} options.opened
 */
export function moreControl({ words, content, opened }) {
  const open = button(words("more"), { class: "plain icon-only more", title: words("moreTitle") }, icon("more"));
  const { panel, close } = panelControl(open, { label: words("moreTitle"), draw: () => [], opened });
  panel.classList.add("rest");
  panel.append(...content);
  return { open, panel, close };
}

/**
 * A row of a panel: what it is about, and what can be pressed.
 *
 * @param {string} title
 * @param {(Node | null)[]} content
 */
export function panelRow(title, ...content) {
  return make(
    "div",
    { class: "look-row", role: "group", "aria-label": title },
    make("span", { class: "look-title", "aria-hidden": "true" }, title),
    make("div", { class: "segments" }, ...content),
  );
}
