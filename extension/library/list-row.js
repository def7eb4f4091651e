// @ts-check
/** @import { Row, Translate } from "../types" */

import { button, link, make, put } from "../reader/nodes.js";
import { webAddress } from "../shared/address.js";
import { localDay, shortDate } from "../shared/dates.js";
import { siteOf } from "./filters.js";

/** So many shares and tags are named in a row. */
const MOST = 4;

/** @typedef {{start: number, end: number}[]} Places */

/**
 * `said`: what stands below the title.
 *
 * @typedef {{words: Translate, isSelected: boolean, said: string, marks: (text: string) => Places}} RowOptions
 */

/**
 * One article in the list.
 *
 * @param {Row} row
 * @param {RowOptions} options
 */
export function drawRow(row, options) {
  const { words } = options;
  const item = make(
    "li",
    {},
    make("input", { type: "checkbox", class: "list-check" }),
    make(
      "div",
      { class: "list-text" },
      // The browser notes when it is painted, for whoever measures.
      make("h2", { elementtiming: "row" }, make("a", { class: "list-link" })),
      make("p", { class: row.state ? "list-problem" : "list-first" }),
    ),
    make("div", { class: "list-facts" }),
    make(
      "div",
      { class: "list-acts acts" },
      !row.state && button("", { class: "plain", "data-act": "archive" }),
      link(row.id, { class: "list-original" }, words("openOriginal")),
      button(words("delete"), { class: "plain", "data-act": "delete" }),
    ),
  );
  dress(item, row, options);
  return item;
}

/**
 * Draws an article over another one. Not where one of them can't be read or has no page to go to: those have other parts.
 *
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {RowOptions} options
 */
export function redrawRow(item, row, options) {
  const original = item.querySelector("a.list-original");
  const href = webAddress(row.id);
  if (row.state || !href || !original || !item.querySelector(".list-first")) return false;
  put(original, "href", href);
  dress(item, row, options);
  return true;
}

/** All that is of this article. @param {HTMLElement} item @param {Row} row @param {RowOptions} options */
function dress(item, row, options) {
  const { words, isSelected } = options;
  const { id, title, access, state, tickers, tags, note, read, archived } = row;
  const lang = words("lang");
  const name = title || words("untitled");
  const isUnread = read === null && !state;
  const facts = [siteOf(row), row.section, shortDate(row.published?.slice(0, 10), lang), savedWords(row, words)].filter(
    Boolean,
  );
  const pieces = [
    isUnread && make("span", { class: "unseen" }, `${words("unread")}.`),
    access === "partial" && make("span", { class: "list-problem" }, words("partialShort")),
    access === "address" && make("span", { class: "list-problem" }, words("addressShort")),
    ...tickers
      .slice(0, MOST)
      .map((code) => make("a", { class: "list-ticker", href: `#issuer=${encodeURIComponent(code)}` }, code)),
    make("span", { class: "list-about" }, facts.join(" · ")),
    ...tags.slice(0, MOST).map((tag) => make("span", { class: "list-tag" }, tag)),
    note && make("span", { class: "list-own" }, words("hasNote")),
    row.marks > 0 && make("span", { class: "list-own" }, words("hasMarks", row.marks)),
  ];
  put(item, "class", `list-row${isUnread ? " list-unread" : ""}${isSelected ? " list-selected" : ""}`);
  put(item, "data-id", id);
  const check = part(item, "input");
  check.checked = isSelected;
  put(check, "aria-label", words("selectNamed", name));
  put(part(item, "a"), "href", `#${encodeURIComponent(id)}`);
  item.querySelector(".list-facts")?.replaceChildren(...pieces.flatMap((piece) => (piece ? [piece, " "] : [])));
  for (const one of item.querySelectorAll("button")) {
    if (one.dataset.act === "delete") put(one, "aria-label", words("deleteNamed", name));
    else {
      const label = part(one, "span");
      const act = words(archived ? "unarchive" : "archive");
      if (label.textContent !== act) label.textContent = act;
      put(one, "aria-label", words(archived ? "unarchiveNamed" : "archiveNamed", name));
    }
  }
  fillRow(item, row, options);
}

/**
 * The first of that kind in what we have drawn ourselves.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Element} inside
 * @param {Tag} tag
 */
function part(inside, tag) {
  return /** @type {HTMLElementTagNameMap[Tag]} */ (inside.querySelector(tag));
}

/**
 * Puts title and first sentence in, with the marks that they have now.
 *
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {Pick<RowOptions, "words" | "said" | "marks">} options
 */
export function fillRow(item, { title, state }, { words, said, marks }) {
  const text = state ? words(state === "newer" ? "newerShort" : "brokenShort") : said;
  item.querySelector(".list-link")?.replaceChildren(...marked(title || words("untitled"), marks));
  item.querySelector(".list-text p")?.replaceChildren(...marked(text, marks));
}

/**
 * @param {string} text
 * @param {(text: string) => Places} marks
 * @returns {(Node | string)[]}
 */
export function marked(text, marks) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const { start, end } of marks(text)) {
    parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/**
 * When it was saved last; the year only where it is not the article's.
 *
 * @param {Row} row
 * @param {Translate} words
 */
function savedWords({ published, updated }, words) {
  const day = localDay(new Date(updated));
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day === localDay(today)) return words("savedToday");
  if (day === localDay(yesterday)) return words("savedYesterday");
  const date = shortDate(day, words("lang")) ?? "";
  return words("savedDate", published?.startsWith(day.slice(0, 4)) ? date.replace(/ \d{4}$/, "") : date);
}
