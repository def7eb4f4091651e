// @ts-check

import { make } from "./nodes.js";
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
    }
    panel.hidden = !isOpen;
    open.setAttribute("aria-expanded", String(isOpen));
  };
  const turn = () => show(panel.hidden === true);
  onPress(open, turn);
  for (const element of [open, panel]) {
    element.addEventListener("keydown", (event) => {
      if (!event.isTrusted || event.key !== "Escape" || event.isComposing || panel.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      show(false);
      open.focus({ preventScroll: true });
    });
  }
  return { panel, turn, close: () => show(false) };
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
