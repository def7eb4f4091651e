// @ts-check
/** @import { Row, SavedRecord } from "../types" */
/** @import { Library, View } from "./library.js" */

import { button, link, make } from "../reader/nodes.js";
import { localDay, shortDate } from "../shared/dates.js";
import { newestFirst } from "../shared/store.js";
import { excerpt, fold, hasAll, hits, wordsOf } from "./search.js";

/** So many rows are drawn at once; more come when the end of the list comes into view. */
const HANDFUL = 50;

/**
 * The list of what was saved, with its search.
 *
 * @param {Library} library
 * @returns {View}
 */
export function listView({ words, store, catalogue, removal }) {
  /** @type {Row[]} */
  let rows = [];
  /** The folded text of each record, and its plain text, once it was read. @type {Map<string, {print: string, folded: string, text: string}>} */
  const texts = new Map();
  /** Which rows the search leaves, and how many of them are drawn. @type {Row[]} */
  let found = [];
  let drawn = 0;
  /** Where the list was when it went. @type {{scroll: number, id: string | null} | null} */
  let left = null;

  const search = make("input", {
    type: "search",
    "aria-label": words("librarySearch"),
    placeholder: words("librarySearch"),
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const count = make("p", { class: "count", role: "status" });
  const list = make("ul", { class: "rows", role: "list", "aria-label": words("libraryList") });
  const more = button(words("libraryMore"), { class: "plain more", hidden: true });
  const empty = make("div", { class: "teaching", hidden: true });
  const note = make("p", { class: "erase" }, words("libraryErase"));
  const node = make(
    "div",
    { class: "page" },
    make("header", { class: "top" }, make("h1", {}, words("library")), make("search", {}, search)),
    make("main", {}, count, list, more, empty, note),
  );

  search.addEventListener("input", draw);
  search.addEventListener("focus", readTexts, { once: true });
  more.addEventListener("click", () => drawMore(true));
  new IntersectionObserver(([entry]) => entry?.isIntersecting && drawMore(false), { rootMargin: "600px" }).observe(
    more,
  );
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || node.hidden) return;
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    search.focus();
  });
  catalogue.onChange(() => {
    if (catalogue.hasFailed()) {
      count.textContent = words("libraryFailed");
      return;
    }
    rows = catalogue.rows().sort(newestFirst);
    draw();
    if (textsAsked) readTexts();
  });
  removal.onEnd({
    left: () => search.focus(),
    back: (id) => focusRow(id),
  });

  /** Draws the list from its top. */
  function draw() {
    const query = wordsOf(search.value);
    found = query.length ? rows.filter((row) => hasAll(foldedOf(row), query)) : rows;
    list.replaceChildren();
    drawn = 0;
    drawMore(false);
    const reading = query.length > 0 && texts.size < rows.filter((row) => !row.state).length;
    if (reading) readTexts();
    count.textContent =
      !rows.length || !catalogue.isComplete()
        ? ""
        : query.length
          ? [words("libraryFound", number(found.length), number(rows.length)), reading && words("librarySearching")]
              .filter(Boolean)
              .join(" · ")
          : words("libraryCount", number(rows.length));
    teach(query.length > 0);
    note.hidden = rows.length === 0;
    search.disabled = rows.length === 0 && !search.value;
  }

  /** @param {number} value */
  function number(value) {
    return value.toLocaleString(words("lang"));
  }

  /** @param {Row} row */
  function foldedOf({ id, print, title, first, section }) {
    const text = texts.get(id);
    return text?.print === print ? text.folded : fold([title, first, section].join(" "));
  }

  /** @param {boolean} byKey Whether somebody asked for it, and the focus should go on with the list. */
  function drawMore(byKey) {
    const query = wordsOf(search.value);
    const next = found.slice(drawn, drawn + HANDFUL).map((row) => drawRow(row, query));
    list.append(...next);
    drawn += next.length;
    more.hidden = drawn >= found.length;
    if (byKey) next[0]?.querySelector("a")?.focus();
  }

  /**
   * What to do where there is nothing to show.
   *
   * @param {boolean} searching
   */
  function teach(searching) {
    empty.hidden = found.length > 0 || !catalogue.isComplete();
    if (empty.hidden) return;
    if (searching && rows.length) {
      const clear = button(words("libraryClear"), { class: "plain" });
      clear.addEventListener("click", () => {
        search.value = "";
        search.focus();
        draw();
      });
      empty.replaceChildren(make("p", {}, words("libraryNothing", search.value.trim())), clear);
      return;
    }
    const steps = ["libraryEmpty1", "libraryEmpty2", "libraryEmpty3"].map((key) => make("li", {}, words(key)));
    empty.replaceChildren(make("h2", {}, words("libraryEmptyTitle")), make("ol", {}, ...steps));
  }

  /**
   * @param {Row} row
   * @param {string[]} query
   */
  function drawRow(row, query) {
    const { id, title, first, section, site, published, access, state } = row;
    const name = title || words("untitled");
    const lang = words("lang");
    const said = state ? words(state === "newer" ? "newerShort" : "brokenShort") : shownText(row, query, first);
    const remove = button(words("delete"), { class: "plain", "aria-label": words("deleteNamed", name) });
    remove.addEventListener("click", () => removeRow(id, name));
    const facts = [section, section ? null : site, shortDate(published?.slice(0, 10), lang), savedWords(row.updated)];
    return make(
      "li",
      { class: "row", "data-id": id },
      make("h2", {}, make("a", { class: "row-link", href: `#${encodeURIComponent(id)}` }, ...marked(name, query))),
      said && make("p", { class: state ? "problem" : "first" }, ...marked(said, query)),
      make(
        "div",
        { class: "facts" },
        access === "partial" && make("span", { class: "problem" }, words("partialShort")),
        make("span", {}, facts.filter(Boolean).join(" · ")),
        make("span", { class: "acts" }, link(id, {}, words("openOriginal")), remove),
      ),
    );
  }

  /**
   * The first sentence, or the piece of the text where the words were found that it lacks.
   *
   * @param {Row} row
   * @param {string[]} query
   * @param {string} first
   */
  function shownText({ id, title }, query, first) {
    const near = fold(`${title} ${first}`);
    const missing = query.filter((word) => !near.includes(word));
    const text = missing.length ? texts.get(id)?.text : null;
    return text ? excerpt(text, missing) : first;
  }

  /**
   * @param {string} text
   * @param {string[]} query
   * @returns {(Node | string)[]}
   */
  function marked(text, query) {
    if (!query.length) return [text];
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const { start, end } of hits(text, query)) {
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  /** @param {string} instant */
  function savedWords(instant) {
    const day = localDay(new Date(instant));
    const today = new Date();
    const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
    if (day === localDay(today)) return words("savedToday");
    if (day === localDay(yesterday)) return words("savedYesterday");
    return words("savedDate", shortDate(day, words("lang")) ?? "");
  }

  let textsAsked = false;
  let textsReading = false;

  /** Reads the text of the records that were not read yet, in handfuls, and searches again when they are there. */
  async function readTexts() {
    textsAsked = true;
    if (textsReading) return;
    textsReading = true;
    try {
      const missing = rows.filter(({ id, state, print }) => !state && texts.get(id)?.print !== print);
      for (let from = 0; from < missing.length; from += 100) {
        const handful = new Map(missing.slice(from, from + 100).map(({ id, print }) => [id, print]));
        const records = await store.records([...handful.keys()]);
        for (const record of records) {
          texts.set(record.id, { print: handful.get(record.id) ?? "", ...searchable(record) });
        }
      }
    } finally {
      textsReading = false;
    }
    if (search.value.trim()) draw();
  }

  /** @param {string} id @param {string} title */
  async function removeRow(id, title) {
    const at = found.findIndex((row) => row.id === id);
    if (!(await removal.remove([{ id, title }]))) return;
    const next = list.children[Math.min(at, list.children.length - 1)];
    const target = next?.querySelector(/** @type {"a"} */ ("a, button"));
    if (target) target.focus({ preventScroll: true });
    else removal.focus();
  }

  /** @param {string | null} id */
  function focusRow(id) {
    const row = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.id === id);
    row?.querySelector("a")?.focus({ preventScroll: true });
  }

  return {
    node,
    show() {
      document.title = `${words("library")} · Saring`;
      if (!left) return;
      scrollTo(0, left.scroll);
      focusRow(left.id);
      left = null;
    },
    hide() {
      const row = document.activeElement?.closest("[data-id]");
      left = { scroll: scrollY, id: /** @type {HTMLElement | null} */ (row)?.dataset.id ?? null };
    },
  };
}

/** @param {SavedRecord} record */
function searchable({ title, byline, section, summary, blocks, tags }) {
  const text = blocks
    .map((block) => block.text)
    .join(" ")
    .replace(/\s+/g, " ");
  const rest = [title, section, ...byline.authors, ...tags, ...summary.sentences.map((sentence) => sentence.text)];
  return { text, folded: fold([...rest, text].join(" ")) };
}
