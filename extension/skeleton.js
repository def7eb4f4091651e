// @ts-check
/** @import { Reading } from "./types" */

/**
 * A page without its words: its elements as they stand, every letter an x and every digit a 0, no address and no picture.
 * It shows why a page was read wrongly, and not what was read. The page's own names for its fields can stand before those
 * of the DOM, so that everything is asked of the interfaces themselves.
 */

/** What says how a page is built, and nothing of what it says. All other values are blanked. Sorted. */
const KEPT = [
  ...["align", "aria-hidden", "charset", "class", "colspan", "dir", "height", "hidden", "id", "itemprop", "itemscope"],
  ...["lang", "media", "name", "property", "rel", "role", "rowspan", "sizes", "type", "width"],
];

/** Of these nothing is kept but that they were there. */
const EMPTIED = ["iframe", "object", "script", "svg", "template", "textarea", "style"];

/** These have no end. */
const VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/** Of an inline style, what decides whether it is seen. */
const SEEN = /\b(?:display|visibility|opacity|position)\s*:\s*[\w.-]+/g;

/** What stands in a value that is kept and could tell which page it is: a number of an article, a key. */
const TELLING = /\d{3,}|[\w-]{60,}/g;

/** A value that is kept is no longer than this (UTF-16 units); a page no longer than that. */
const LONGEST_VALUE = 300;
const LONGEST = 8_000_000;

/**
 * @param {Element} root The page's.
 * @param {Element | null} except What is ours in it.
 * @param {Reading | null} reading What was read of it, of which kinds and lengths are said.
 * @param {string} version
 * @returns {string}
 */
export function skeletonOf(root, except, reading, version) {
  const walk = Document.prototype.createTreeWalker.call(root.ownerDocument, root, NodeFilter.SHOW_ALL);
  const parts = [`<!-- saring ${JSON.stringify(measures(reading, version))} -->\n<!doctype html>\n`];
  let length = 0;
  const say = (/** @type {string} */ part) => {
    parts.push(part);
    length += part.length;
  };
  /** The names of what is open. @type {string[]} */
  const open = [];
  let node = /** @type {Node | null} */ (root);
  while (node) {
    const name = node instanceof Element ? nameOf(node) : null;
    if (node instanceof Element && name !== null && node !== except) {
      say(`<${name}${attributesOf(node)}>`);
      if (!EMPTIED.includes(name) && length < LONGEST) {
        const inner = walk.firstChild();
        if (inner) {
          open.push(name);
          node = inner;
          continue;
        }
      }
      if (!VOID.includes(name)) say(`</${name}>`);
    } else if (node instanceof Text) say(blanked(node.data));
    let next = walk.nextSibling();
    while (!next && open.length) {
      walk.parentNode();
      say(`</${open.pop()}>`);
      next = walk.nextSibling();
    }
    node = next;
  }
  return parts.join("");
}

/**
 * @param {Reading | null} reading
 * @param {string} version
 */
function measures(reading, version) {
  if (!reading) return { version };
  const { kind, reason, access, words, limits, blocks = [] } = reading;
  const size = (/** @type {Reading["blocks"][number]} */ block) => `${block.kind} ${block.text.length}`;
  const gone = (reading.trace ?? []).map(({ rule, after, blocks: inner }) => ({
    rule,
    after,
    blocks: inner.map(size),
  }));
  return { version, kind, reason, access, words, limits, blocks: blocks.map(size), trace: gone };
}

/** Names of elements may be anything; these can be written down. @param {Element} element */
function nameOf(element) {
  const name = getter(element, "localName");
  return /^[a-z][\w.-]*$/.test(name) ? name : "div";
}

/** @param {Element} element */
function attributesOf(element) {
  const names = Element.prototype.getAttributeNames.call(element);
  return names
    .filter((name) => /^[a-z_][\w:.-]*$/i.test(name))
    .map((name) => {
      const value = Element.prototype.getAttribute.call(element, name) ?? "";
      return ` ${name}="${shownValue(name.toLowerCase(), value)}"`;
    })
    .join("");
}

/** @param {string} name @param {string} value */
function shownValue(name, value) {
  // Nothing in it may ever run.
  if (name.startsWith("on")) return "";
  if (name === "style") return (value.match(SEEN) ?? []).join("; ");
  if (!KEPT.includes(name)) return blanked(value.slice(0, LONGEST_VALUE));
  return escaped(value.slice(0, LONGEST_VALUE).replace(TELLING, (part) => (/^\d+$/.test(part) ? zeros(part) : "x")));
}

/** @param {string} text */
function blanked(text) {
  const letters = text.replace(/\p{N}/gu, "0").replace(/[^\p{N}\p{P}\p{Z}\p{Sc}\p{Sm}\s]/gu, "x");
  return escaped(letters);
}

/** @param {string} text */
function zeros(text) {
  return "0".repeat(text.length);
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** @param {Element} element @param {"localName"} name @returns {string} */
function getter(element, name) {
  return Object.getOwnPropertyDescriptor(Element.prototype, name)?.get?.call(element) ?? "";
}
