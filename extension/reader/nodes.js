// @ts-check

/** Makes nodes by DOM calls alone: whatever a page says stays text. */

import { webAddress } from "../shared/address.js";

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */
/** @typedef {(Node | string | null | undefined | false)[]} Children */

/**
 * An element with attributes and children. Attributes that are null, undefined or false are left out; children too.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Children} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Gives an element an attribute, if it has another: browsers do all that follows from it even where nothing has changed.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function put(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Says a text to those who listen. What is said twice in a row must be another text, or browsers find that nothing is new.
 *
 * @param {Element} region
 * @param {string} text
 */
export function announceIn(region, text) {
  region.textContent = text && region.textContent === text ? `${text}\u00a0` : text;
}

/**
 * A link that tells nobody where it was followed from; only the words where the address is no web address.
 *
 * @param {string | null | undefined} address
 * @param {Attributes} attributes
 * @param {Children} children
 * @returns {HTMLElement}
 */
export function link(address, attributes, ...children) {
  const href = webAddress(address);
  if (!href) return make("span", attributes, ...children);
  const away = { href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" };
  return make("a", { ...away, ...attributes }, ...children);
}

/**
 * @param {string} label
 * @param {Attributes} [attributes]
 * @param {Children} children
 */
export function button(label, attributes = {}, ...children) {
  return make("button", { type: "button", ...attributes }, ...children, make("span", { class: "label" }, label));
}

/** Strokes on a field of 24. @type {Record<string, string>} */
const STROKES = {
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  library: "M5 4v16M10 4v16M14.5 4.6l4.6 15.2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  look: "M3.5 18.5L9 5l5.5 13.5M5.4 14h7.2M16 13c3-1.2 4.8-.2 4.8 2.2v3.3M20.8 15.4c-5-.4-5.4 3.3-2.6 3.3 1.4 0 2.6-1.2 2.6-2.6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  listen: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  play: "M8 5.5v13l10.5-6.5z",
  hold: "M8.5 5.5v13M15.5 5.5v13",
  before: "M7 5.5v13M18 5.5L9 12l9 6.5z",
  behind: "M17 5.5v13M6 5.5l9 6.5-9 6.5z",
  back: "M14.5 5.5L8 12l6.5 6.5",
};

/**
 * A small drawing beside words; it says nothing of its own.
 *
 * @param {keyof typeof STROKES} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", STROKES[name] ?? "");
  svg.append(path);
  return svg;
}
