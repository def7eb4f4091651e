// @ts-check
/** @import { Span, Words } from "../types" */

import { link, make } from "./nodes.js";

/**
 * A stretch of a block that something leads to; every element drawn for it is added to `elements`.
 *
 * @typedef {{start: number, end: number, elements: HTMLElement[]}} Place
 * @typedef {{start: number, end: number, open: () => HTMLElement}} Stretch
 */

/** @type {Record<Exclude<Span["style"], "link">, keyof HTMLElementTagNameMap>} */
const TAGS = {
  strong: "strong",
  emphasis: "em",
  code: "code",
  mark: "mark",
  subscript: "sub",
  superscript: "sup",
  deleted: "del",
};

/** Nobody reads text inside more than this many styles; deeper ones would only weigh on the page. */
const DEEPEST = 12;

/**
 * The words with their emphasis, links and places. Stretches may nest and overlap: an element stays open as long as
 * its stretch does, and is opened again only where another had to close across it.
 *
 * @param {Words} words
 * @param {{from?: number, places?: Place[]}} [context] `from`: where these words begin in the text of their block
 * @returns {DocumentFragment}
 */
export function drawText({ text, spans }, { from = 0, places = [] } = {}) {
  const stretches = stretchesOf(text, spans ?? [], from, places);
  const borders = [...new Set([0, text.length, ...stretches.flatMap(({ start, end }) => [start, end])])];
  borders.sort((one, other) => one - other);

  const fragment = document.createDocumentFragment();
  /** What is open at the moment, outermost first. @type {{stretch: Stretch, element: HTMLElement}[]} */
  let opened = [];
  let next = 0;
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1];
    if (end === undefined) break;
    const closing = opened.findIndex(({ stretch }) => stretch.end <= start);
    const across =
      closing < 0 ? [] : opened.slice(closing).flatMap(({ stretch }) => (stretch.end > start ? [stretch] : []));
    if (closing >= 0) opened = opened.slice(0, closing);
    const opening = [...across];
    while (next < stretches.length && /** @type {Stretch} */ (stretches[next]).start <= start) {
      opening.push(/** @type {Stretch} */ (stretches[next]));
      next += 1;
    }
    for (const stretch of opening.slice(0, DEEPEST - opened.length)) {
      const element = stretch.open();
      (opened.at(-1)?.element ?? fragment).append(element);
      opened.push({ stretch, element });
    }
    (opened.at(-1)?.element ?? fragment).append(text.slice(start, end));
  }
  return fragment;
}

/**
 * @param {string} text
 * @param {Span[]} spans
 * @param {number} from
 * @param {Place[]} places
 * @returns {Stretch[]}
 */
function stretchesOf(text, spans, from, places) {
  /** @type {Stretch[]} */
  const stretches = [];
  for (const span of spans) {
    const open = () => (span.style === "link" ? link(span.href, {}) : make(TAGS[span.style] ?? "span"));
    stretches.push({ start: span.start, end: span.end, open });
  }
  for (const place of places) {
    const open = () => {
      const element = make("span", { class: "place" });
      place.elements.push(element);
      return element;
    };
    stretches.push({ start: place.start - from, end: place.end - from, open });
  }
  return stretches
    .map(({ start, end, open }) => ({ start: Math.max(0, start), end: Math.min(text.length, end), open }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end);
}
