// @ts-check
/** @import { Mark, Span, Words } from "../types" */

import { link, make } from "./nodes.js";

/**
 * A stretch of a block that something leads to, or that the reader has marked; every element drawn for it is added to
 * `elements`.
 *
 * @typedef {{start: number, end: number, elements: HTMLElement[], mark?: Mark}} Place
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

/** Where each drawn text stands in the text of its block: for what is selected. @type {WeakMap<Node, number>} */
const starts = new WeakMap();

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
    const drawn = document.createTextNode(text.slice(start, end));
    starts.set(drawn, from + start);
    (opened.at(-1)?.element ?? fragment).append(drawn);
  }
  return fragment;
}

/**
 * What of a block's text a range covers, in the block's own offsets, without the space at its ends, and the last text that
 * it reaches; null for nothing.
 *
 * @param {AbstractRange} range
 * @param {Node} node What was drawn of the block.
 * @param {string} text The block's.
 */
export function coveredBy(range, node, text) {
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  /** @type {Range | null} */
  let last = null;
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let one = walk.nextNode(); one; one = walk.nextNode()) {
    const at = starts.get(one);
    const length = one.nodeValue?.length ?? 0;
    if (at === undefined) continue;
    const from = one === range.startContainer ? range.startOffset : isBehind(range, one) ? 0 : length;
    const to = one === range.endContainer ? range.endOffset : isBefore(range, one) ? length : 0;
    if (from >= to) continue;
    start = Math.min(start, at + from);
    end = Math.max(end, at + to);
    if (!one.nodeValue?.slice(from, to).trim()) continue;
    last = document.createRange();
    last.setStart(one, from);
    last.setEnd(one, to);
  }
  const covered = text.slice(start, end);
  start += covered.length - covered.trimStart().length;
  end -= covered.length - covered.trimEnd().length;
  return last && start < end ? { start, end, last } : null;
}

/**
 * The stretch `start..end` of a block's text where it was drawn; null where nothing of it was.
 *
 * @param {Node} node What was drawn of the block.
 * @param {number} start
 * @param {number} end
 */
export function rangeOf(node, start, end) {
  /** @type {Range | null} */
  let range = null;
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let one = walk.nextNode(); one; one = walk.nextNode()) {
    const at = starts.get(one);
    const length = one.nodeValue?.length ?? 0;
    if (at === undefined || at + length <= start || at >= end) continue;
    if (!range) {
      range = document.createRange();
      range.setStart(one, Math.max(0, start - at));
    }
    range.setEnd(one, Math.min(length, end - at));
  }
  return range;
}

/** Whether a text stands behind the range's beginning. @param {AbstractRange} range @param {Node} node */
function isBehind({ startContainer, startOffset }, node) {
  return comesBefore(startContainer, startOffset, node);
}

/** Whether a text stands before the range's end. @param {AbstractRange} range @param {Node} node */
function isBefore({ endContainer, endOffset }, node) {
  return !comesBefore(endContainer, endOffset, node);
}

/**
 * Whether a border stands before a text that does not hold it.
 *
 * @param {Node} container
 * @param {number} offset
 * @param {Node} node
 */
function comesBefore(container, offset, node) {
  if (container.contains(node)) {
    const next = container.childNodes[offset];
    if (!next) return false;
    return next.contains(node) || Boolean(next.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
  return Boolean(container.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
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
      const element = place.mark ? make("mark", { class: "marks-own" }) : make("span", { class: "place" });
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
