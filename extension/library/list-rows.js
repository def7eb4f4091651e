// @ts-check
/** @import { Row } from "../types" */

import { make, put } from "../reader/nodes.js";
import { pressed, whenReleased } from "./press.js";

/** So many rows beyond the edges of the view are drawn, too, as soon as the browser has painted those in it. */
const BEYOND = 6;

/** How long after a change the rows beyond the view are drawn, in milliseconds. */
const REST = 100;

/**
 * Rows of one height of which only those in view are in the document. All heights are the same, so this is arithmetic: a
 * library for such lists (`@tanstack/virtual-core` was looked at) measures rows of any height, which we would not use.
 *
 * What is not drawn is the list's padding, in rows: so it follows the size of type and of the window by itself. The rule
 * stands in a sheet of its own, since nothing of ours has inline style. The row with the focus stays in the document
 * wherever the view goes.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {(row: Row) => HTMLElement} options.draw a `li` with `data-id`
 * @param {(row: Row, item: HTMLElement) => boolean} options.redraw Draws it over another one that isn't needed any more, if it can.
 * @param {(row: Row, item: HTMLElement) => void} options.fill Puts its texts in anew, with the marks that they have now.
 * @param {(row: Row) => string} options.look Another text where it must be drawn anew.
 * @param {(row: Row) => string} options.said Another text where its texts must be put in anew.
 * @param {() => number} options.covered How much of the view's head is covered, in pixels.
 */
export function openRows({ label, draw, redraw, fill, look, said, covered }) {
  const list = make("ul", { class: "list-rows", role: "list", "aria-label": label });
  const probe = make("div", { class: "list-probe", "aria-hidden": "true" });
  const node = make("div", { class: "list-window" }, probe, list);
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  /** @type {Row[]} */
  let rows = [];
  /** Where each row stands; made when it is asked for, since somebody who types asks for none. @type {Map<string, number> | null} */
  let places = null;
  /** What is in the document. @type {Map<string, {item: HTMLElement, look: string, said: string}>} */
  const drawn = new Map();
  /** The row that the Tab key leads to, and that keys are meant for. */
  let active = 0;
  let height = 0;
  let asked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  let spaces = "";
  /** What is shown as soon as no row is pressed. @type {Row[] | null} */
  let waiting = null;

  const later = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      paint();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  list.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Element && target.closest("[data-id]")) whenReleased(release);
  });

  /** The row on which a button or a finger is down. */
  function pressedRow() {
    const row = pressed()?.closest("[data-id]");
    return row && list.contains(row) ? row : null;
  }

  function release() {
    const now = waiting;
    waiting = null;
    if (now) set(now);
    else paint();
  }

  new ResizeObserver(() => {
    const now = probe.getBoundingClientRect().height;
    if (!now || now === height) return;
    // Type or window have another size: what was at the head stays there.
    const top = height ? Math.max(0, -list.getBoundingClientRect().top) / height : 0;
    height = now;
    paint();
    if (top >= 1) scrollBy({ top: list.getBoundingClientRect().top + top * height, behavior: "instant" });
  }).observe(probe);
  list.addEventListener("focusin", ({ target }) => {
    const at = placeOf(idOf(target) ?? "");
    if (at !== undefined) setActive(at);
  });

  /** @param {string} id */
  function placeOf(id) {
    places ??= new Map(rows.map((row, at) => [row.id, at]));
    return places.get(id);
  }

  /** The row that has the focus. */
  function focused() {
    return list.contains(document.activeElement) ? idOf(document.activeElement) : null;
  }

  /** First row in view and the one behind the last. */
  function inView() {
    const top = list.getBoundingClientRect().top;
    const first = Math.floor((covered() - top) / height);
    const end = Math.ceil((innerHeight - top) / height);
    return { first: clamp(first), end: Math.min(Math.max(end, 1), rows.length) };
  }

  /** @param {number} at */
  function clamp(at) {
    return Math.min(Math.max(at, 0), Math.max(rows.length - 1, 0));
  }

  function paint(beyond = BEYOND) {
    height ||= probe.getBoundingClientRect().height;
    if (!height) return;
    const seen = inView();
    const first = Math.max(0, seen.first - beyond);
    const end = Math.min(rows.length, seen.end + beyond);
    const kept = focused();
    const keptAt = kept === null ? undefined : placeOf(kept);
    // Without the focus the Tab key leads to what is in view.
    if (keptAt === undefined && (active < seen.first || active >= seen.end)) active = seen.first;

    /** @type {Set<string>} */
    const wanted = new Set();
    for (let at = first; at < end; at += 1) wanted.add(rows[at]?.id ?? "");
    const isFar = keptAt !== undefined && (keptAt < first || keptAt >= end);
    if (kept !== null && isFar) wanted.add(kept);
    /** Rows that aren't needed any more: to fill them anew is less work than to make others. @type {Set<Element>} */
    const spare = new Set();
    const held = pressedRow();
    for (const [id, { item }] of drawn) {
      if (wanted.has(id)) continue;
      drawn.delete(id);
      if (item === held || item.contains(document.activeElement)) item.remove();
      else spare.add(item);
    }
    /** @type {ChildNode | null} */
    let next = list.firstChild;
    const show = (/** @type {number} */ at) => {
      const row = rows[at];
      if (!row) return;
      const before = drawn.get(row.id)?.item ?? reused(row, next, spare);
      const item = itemOf(row, at);
      if (before && before === next) next = item;
      item.classList.toggle("list-far", at < first || at >= end);
      if (item === next) next = next.nextSibling;
      else list.insertBefore(item, next);
    };
    if (isFar && keptAt < first) show(keptAt);
    for (let at = first; at < end; at += 1) show(at);
    if (isFar && keptAt >= end) show(keptAt);
    for (const item of spare) item.remove();
    const space = (/** @type {number} */ count) => `calc(${count} * var(--list-row))`;
    const now = `.list-rows { padding-block: ${space(first)} ${space(rows.length - end)}; }`;
    if (now !== spaces) {
      sheet.replaceSync(now);
      spaces = now;
    }
    // What moved in the document, or was drawn anew, lost the focus.
    if (kept !== null && focused() !== kept) focusOn(kept);
  }

  /**
   * One of `spare` for a row that isn't drawn, the one that stands in its place if that is one of them.
   *
   * @param {Row} row
   * @param {ChildNode | null} place
   * @param {Set<Element>} spare
   */
  function reused(row, place, spare) {
    const item = place instanceof HTMLElement && spare.has(place) ? place : spare.values().next().value;
    if (!(item instanceof HTMLElement) || !redraw(row, item)) return undefined;
    spare.delete(item);
    drawn.set(row.id, { item, look: look(row), said: said(row) });
    return item;
  }

  /** @param {Row} row @param {number} at */
  function itemOf(row, at) {
    const [wanted, text] = [look(row), said(row)];
    const before = drawn.get(row.id);
    const isPressed = before !== undefined && before.item === pressedRow();
    const stays = before !== undefined && (before.look === wanted || isPressed);
    // Drawn over where it can be, so that the focus stays on what was pressed.
    const item = before && (stays || redraw(row, before.item)) ? before.item : draw(row);
    if (!stays) {
      if (before?.item !== item) before?.item.replaceWith(item);
      drawn.set(row.id, { item, look: wanted, said: text });
    } else if (before.said !== text && !isPressed) {
      fill(row, item);
      before.said = text;
    }
    put(item, "aria-posinset", String(at + 1));
    put(item, "aria-setsize", String(rows.length));
    for (const one of item.querySelectorAll("a, button, input")) {
      if (at === active) one.removeAttribute("tabindex");
      else put(one, "tabindex", "-1");
    }
    return item;
  }

  /** @param {number} at */
  function setActive(at) {
    if (at === active) return;
    const before = rows[active];
    active = at;
    for (const row of [before, rows[at]]) {
      if (row && drawn.has(row.id)) itemOf(row, placeOf(row.id) ?? 0);
    }
  }

  /** @param {string} id */
  function focusOn(id) {
    drawn.get(id)?.item.querySelector("a")?.focus({ preventScroll: true });
  }

  /** @param {number} to */
  function go(to) {
    const row = rows[clamp(to)];
    if (!row) return;
    setActive(clamp(to));
    const { top } = list.getBoundingClientRect();
    const head = top + active * height - covered();
    const foot = top + (active + 1) * height - innerHeight + BOTTOM;
    if (head < 0) scrollBy({ top: head, behavior: "instant" });
    else if (foot > 0) scrollBy({ top: foot, behavior: "instant" });
    paint();
    focusOn(row.id);
  }

  /** @param {Row[]} now */
  function set(now) {
    const before = focused();
    const at = active;
    const row = rows[at];
    rows = now;
    places = null;
    const same = row ? rows.indexOf(row) : -1;
    active = clamp(same >= 0 ? same : before === null || !row ? at : (placeOf(row.id) ?? at));
    // Whoever types waits for what is in view alone.
    paint(0);
    clearTimeout(resting);
    resting = setTimeout(() => paint(), REST);
    if (before !== null && placeOf(before) === undefined && rows.length) go(active);
  }

  return {
    node,
    list,

    /**
     * Shows these; once nothing is pressed any more. The focus stays on its row, or goes to the row that came in its place.
     *
     * @param {Row[]} now
     */
    set(now) {
      waiting = pressedRow() ? now : null;
      if (!waiting) set(now);
    },

    paint: () => paint(),

    /** How many there are. */
    count: () => rows.length,

    /** The place of the row that keys are meant for; the first in view while none has the focus. */
    active: () => active,

    /** @param {number} at */
    row: (at) => rows[at],

    /** @param {string} id */
    place: placeOf,

    hasFocus: () => focused() !== null,

    /** How many rows a page is. */
    page() {
      const { first, end } = inView();
      return Math.max(1, end - first - 2);
    },

    /**
     * Puts the focus on the row at that place and brings it into view.
     *
     * @param {number} at
     */
    go: (at) => go(at),
  };
}

/** Room for the line at the foot of the page. */
const BOTTOM = 16;

/** @param {EventTarget | null} target */
function idOf(target) {
  const item = target instanceof Element ? target.closest("[data-id]") : null;
  return /** @type {HTMLElement | null} */ (item)?.dataset.id ?? null;
}
