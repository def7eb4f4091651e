// @ts-check
/** @import { Block, Cell, Item, Picture, Translate } from "../types" */
/** @import { Place } from "./text.js" */

import { hostOf, webAddress } from "../shared/address.js";
import { link, make } from "./nodes.js";
import { drawText } from "./text.js";

/**
 * @typedef {object} Context
 * @property {Translate} words
 * @property {boolean} pictures Whether pictures may be fetched.
 * @property {Place[]} places The places in this block that something leads to.
 * @property {(level: number) => number} level The level that a heading gets, so that none is skipped.
 * @property {number} table Which of the article's tables this is, from 1.
 */

/** A cell that is a figure with its unit, or a dash in place of one. */
const FIGURE =
  /^[(+\-−–]?\s?(?:(?:Rp|US\$|\$|€|£)\s?)?[(+\-−–]?\d[\d.,]*(?:\s?(?:%|x|kali|ribu|juta|miliar|triliun|bps))?\)?$|^[-–—]$/i;

/**
 * @param {Block} block
 * @param {Context} context
 * @returns {Node | null}
 */
export function drawBlock(block, context) {
  switch (block.kind) {
    case "paragraph":
      return make("p", {}, drawText(block, context));
    case "heading": {
      const level = /** @type {"h2"} */ (`h${context.level(block.level ?? 2)}`);
      return make(level, {}, drawText(block, context));
    }
    case "quote":
      return make("blockquote", {}, ...paragraphs(block, context));
    case "list":
      return drawList(block.items ?? [], block.ordered === true, context);
    case "table":
      return drawTable(block, context);
    case "figure":
      return block.image ? drawFigure(block.image, context) : null;
    case "embed":
      return drawEmbed(block, context);
    case "code":
      return make("pre", { tabindex: 0, translate: "no" }, make("code", {}, drawText({ text: block.text }, context)));
    default:
      return null;
  }
}

/**
 * The paragraphs of a quotation, parted by line breaks.
 *
 * @param {Block} block
 * @param {Context} context
 */
function paragraphs({ text, spans }, context) {
  let from = 0;
  return text.split("\n").map((part) => {
    const start = from;
    from += part.length + 1;
    const moved = (spans ?? []).map((span) => ({ ...span, start: span.start - start, end: span.end - start }));
    return make("p", {}, drawText({ text: part, spans: moved }, { from: start, places: context.places }));
  });
}

/**
 * Entries with their level become lists in lists. The depth grows by one at most, whatever the levels say.
 *
 * @param {Item[]} items
 * @param {boolean} ordered
 * @param {Context} context
 */
function drawList(items, ordered, context) {
  const list = () => make(ordered ? "ol" : "ul");
  const open = [{ list: list(), level: items[0]?.level ?? 0 }];
  let from = 0;
  for (const item of items) {
    while (open.length > 1 && item.level < /** @type {{level: number}} */ (open.at(-1)).level) open.pop();
    const inner = /** @type {{list: HTMLElement, level: number}} */ (open.at(-1));
    const above = inner.list.lastElementChild;
    if (item.level > inner.level && above && open.length < 8) {
      const nested = { list: list(), level: item.level };
      above.append(nested.list);
      open.push(nested);
    }
    open.at(-1)?.list.append(make("li", {}, drawText(item, { from, places: context.places })));
    from += item.text.length + 1;
  }
  return open[0]?.list ?? null;
}

/**
 * A table in a region of its own that scrolls sideways, so that the page never does.
 *
 * @param {Block} block
 * @param {Context} context
 */
function drawTable({ rows, caption }, { words, places, table }) {
  const all = rows ?? [];
  const body = all.findIndex((row) => row.some((cell) => !cell.header));
  const figures = figureColumns(all.slice(Math.max(body, 0)));
  let from = 0;
  const drawn = all.map((row, index) => {
    const cells = row.map((cell, column) => {
      const attributes = {
        scope: cell.header && (index < body ? "col" : "row"),
        colspan: cell.columns > 1 && Math.min(cell.columns, 100),
        rowspan: cell.rows > 1 && Math.min(cell.rows, 1000),
        class: (figures ? figures[column] : isFigure(cell)) && "figure",
      };
      const drawn = make(cell.header ? "th" : "td", attributes, drawText(cell, { from, places }));
      from += cell.text.length + " | ".length;
      return drawn;
    });
    from += row.length ? "\n".length - " | ".length : "\n".length;
    return make("tr", {}, ...cells);
  });
  const heads = Math.max(body, 0);
  return make(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": caption || words("table", table) },
    make(
      "table",
      {},
      caption ? make("caption", {}, make("span", {}, caption)) : null,
      heads > 0 && make("thead", {}, ...drawn.slice(0, heads)),
      make("tbody", {}, ...drawn.slice(heads)),
    ),
  );
}

/**
 * Which columns hold figures and nothing else, or null where cells that cover others leave no plain columns.
 *
 * @param {Cell[][]} rows
 */
function figureColumns(rows) {
  if (rows.some((row) => row.some((cell) => cell.columns > 1 || cell.rows > 1))) return null;
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: widest }, (_, column) => {
    const filled = rows.flatMap((row) => (row[column]?.text.trim() ? [/** @type {Cell} */ (row[column])] : []));
    return filled.length > 0 && filled.every(isFigure);
  });
}

/** @param {Cell} cell */
function isFigure({ text }) {
  return text.length < 40 && FIGURE.test(text.trim());
}

/**
 * @param {Picture} picture
 * @param {Pick<Context, "words" | "pictures">} context
 * @param {Record<string, string>} [attributes]
 */
export function drawFigure(picture, { words, pictures }, attributes = {}) {
  const src = webAddress(picture.src);
  const image = src && pictures ? drawPicture(src, picture) : null;
  const credit = picture.credit && make("span", { class: "credit" }, words("credit", picture.credit));
  const caption =
    picture.caption || credit
      ? make("figcaption", {}, picture.caption, picture.caption && credit && " ", credit)
      : null;
  return image || caption ? make("figure", attributes, image, caption) : null;
}

/**
 * @param {string} src
 * @param {Picture} picture
 */
function drawPicture(src, { alt, width, height }) {
  const known = width && height ? { width, height } : {};
  // How it is fetched comes before what is fetched: an address that is set first may be fetched at once.
  return make("img", {
    referrerpolicy: "no-referrer",
    loading: "lazy",
    decoding: "async",
    alt: alt ?? "",
    class: "picture",
    ...known,
    src,
  });
}

/**
 * What the page showed in a frame, as a link to the place where it can be seen.
 *
 * @param {Block} block
 * @param {Context} context
 */
function drawEmbed({ href, text }, { words }) {
  const address = webAddress(href);
  if (!address) return null;
  const host = hostOf(address);
  const name = make("span", { class: "embed-name" }, text || words("embed"));
  return make("p", { class: "embed" }, link(address, {}, name, make("span", { class: "embed-host" }, host)));
}
