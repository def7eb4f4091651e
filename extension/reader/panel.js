// @ts-check

import { onPress } from "./act.js";

/**
 * A panel below the bar that one button opens and closes; Escape closes it and leaves the reader open.
 *
 * @param {HTMLElement} open The button.
 * @param {HTMLElement} panel
 */
export function panelControl(open, panel) {
  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    panel.hidden = !isOpen;
    open.setAttribute("aria-expanded", String(isOpen));
  };
  show(false);
  onPress(open, () => show(panel.hidden === true));
  for (const element of [open, panel]) {
    element.addEventListener("keydown", (event) => {
      if (!event.isTrusted || event.key !== "Escape" || event.isComposing || panel.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      show(false);
      open.focus({ preventScroll: true });
    });
  }
  return { show };
}
