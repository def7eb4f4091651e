// @ts-check

/** How long after a finger is lifted its click may still come, in milliseconds. */
const CLICK = 50;

/** On what a button or a finger is down. @type {Element | null} */
let target = null;
/** What was put off until none is. @type {Set<() => void>} */
const waiting = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let releasing;

/** What ends a press. A menu or another window that it opened may keep its end from us. */
const ENDS = ["pointerup", "pointercancel", "contextmenu", "blur", "keydown"];

addEventListener("pointerdown", pressing, true);
for (const end of ENDS) addEventListener(end, ending, true);

/** @param {PointerEvent} event */
function pressing(event) {
  if (event.button !== 0) return;
  clearTimeout(releasing);
  target = event.target instanceof Element ? event.target : null;
}

/** @param {Event} event */
function ending(event) {
  // A field that loses the focus is not the window.
  if (!target || (event.type === "blur" && event.target !== globalThis)) return;
  clearTimeout(releasing);
  releasing = setTimeout(release, CLICK);
}

function release() {
  target = null;
  const now = [...waiting];
  waiting.clear();
  for (const run of now) run();
}

/** The element on which a button or a finger is down, until its click has come. */
export const pressed = () => target;

/**
 * Runs it now, or once nothing is pressed any more: a press on what moves or is drawn anew before it ends would do nothing,
 * or something else. What is put off twice runs once.
 *
 * @param {() => void} run
 */
export function whenReleased(run) {
  if (target) waiting.add(run);
  else run();
}
