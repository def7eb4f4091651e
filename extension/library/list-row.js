// @ts-check
/** @import { Row, Translate } from "../types" */

import { button, link, make } from "../reader/nodes.js";
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
  const check = make("input", { type: "checkbox", class: "list-check", "aria-label": words("selectNamed", name) });
  check.checked = isSelected;
  const item = make(
    "li",
    { class: `list-row${isUnread ? " list-unread" : ""}${isSelected ? " list-selected" : ""}`, "data-id": id },
    check,
    make(
      "div",
      { class: "list-text" },
      // The browser notes when it is painted, for whoever measures.
      make("h2", { elementtiming: "row" }, make("a", { class: "list-link", href: `#${encodeURIComponent(id)}` })),
      make("p", { class: state ? "list-problem" : "list-first" }),
    ),
    make("div", { class: "list-facts" }, ...pieces.flatMap((piece) => (piece ? [piece, " "] : []))),
    make(
      "div",
      { class: "list-acts acts" },
      !state &&
        button(words(archived ? "unarchive" : "archive"), {
          class: "plain",
          "data-act": "archive",
          "aria-label": words(archived ? "unarchiveNamed" : "archiveNamed", name),
        }),
      link(id, {}, words("openOriginal")),
      button(words("delete"), { class: "plain", "data-act": "delete", "aria-label": words("deleteNamed", name) }),
    ),
  );
  fillRow(item, row, options);
  return item;
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
