// @ts-check
/** @import { Row, SavedRecord } from "../types" */

/** The page of saved articles: the list with its search, and the saved reading. It reads; the background writes. */

import { copyFrom, enliven } from "../reader/act.js";
import { draw } from "../reader/draw.js";
import { button, icon, link, make } from "../reader/nodes.js";
import { copyOf } from "../reader/summary.js";
import { api } from "../shared/api.js";
import { localDay, shortDate } from "../shared/dates.js";
import { ask } from "../shared/messages.js";
import { isShard, newestFirst, openStore } from "../shared/store.js";
import { extensionWords } from "../shared/words.js";
import { excerpt, fold, hasAll, hits, wordsOf } from "./search.js";

/** So many rows are drawn at once; more come when the end of the list comes into view. */
const HANDFUL = 50;

const words = extensionWords();
const store = openStore(api.storage.local);

/** @type {Row[]} */
let rows = [];
/** The folded text of each record, and its plain text, once it was read. @type {Map<string, {folded: string, text: string}>} */
const texts = new Map();
/** What was removed and can still be put back. @type {{id: string, title: string, stored: unknown}[]} */
let removed = [];

const live = make("p", { class: "unseen", role: "status" });
const listView = make("div", { class: "page" });
const readView = make("div", { class: "reading", hidden: true });
const undoBar = make("div", { class: "undo", role: "group", "aria-label": words("undo"), hidden: true });

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

/** @param {string} text */
const announce = (text) => {
  live.textContent = text;
};

start();

async function start() {
  document.documentElement.lang = words("lang");
  document.title = `${words("library")} · Saring`;
  listView.append(
    make("header", { class: "top" }, make("h1", {}, words("library")), make("search", {}, search)),
    make("main", {}, count, list, more, empty, note),
  );
  document.body.append(listView, readView, undoBar, live);

  search.addEventListener("input", show);
  search.addEventListener("focus", readTexts, { once: true });
  more.addEventListener("click", () => drawMore(true));
  new IntersectionObserver(([entry]) => entry?.isIntersecting && drawMore(false), { rootMargin: "600px" }).observe(
    more,
  );
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", go);
  api.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && Object.keys(changes).some(isShard)) refresh();
  });

  await refresh();
  await go();
}

/** Reads the list anew. */
async function refresh() {
  let listed;
  try {
    listed = await store.list();
  } catch {
    count.textContent = words("libraryFailed");
    return;
  }
  const before = new Map(rows.map((row) => [row.id, row.print]));
  rows = listed.rows.sort(newestFirst);
  for (const { id, print } of rows) if (before.get(id) !== print) texts.delete(id);
  show();
  if (textsAsked) readTexts();
  // The lines can always be made again; what is written then comes back as a change.
  if (!listed.whole || !(await store.matches(rows))) await ask({ kind: "mend" });
}

/** Which rows the search leaves, and how many of them are drawn. @type {Row[]} */
let found = [];
let drawn = 0;

/** Draws the list from its top. */
function show() {
  const query = wordsOf(search.value);
  found = query.length ? rows.filter((row) => hasAll(foldedOf(row), query)) : rows;
  list.replaceChildren();
  drawn = 0;
  drawMore(false);
  const reading = query.length > 0 && texts.size < rows.filter((row) => !row.state).length;
  if (reading) readTexts();
  count.textContent = !rows.length
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
function foldedOf({ id, title, first, section }) {
  return texts.get(id)?.folded ?? fold([title, first, section].join(" "));
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
  empty.hidden = found.length > 0;
  if (found.length) return;
  if (searching && rows.length) {
    const clear = button(words("libraryClear"), { class: "plain" });
    clear.addEventListener("click", () => {
      search.value = "";
      search.focus();
      show();
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
  remove.addEventListener("click", () => removeRecord(id, name));
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

/** Reads the text of the records that were not read yet, in handfuls, and searches again as they come. */
async function readTexts() {
  textsAsked = true;
  if (textsReading) return;
  textsReading = true;
  try {
    const missing = rows.filter(({ id, state }) => !state && !texts.has(id)).map(({ id }) => id);
    for (let from = 0; from < missing.length; from += 100) {
      const records = await store.records(missing.slice(from, from + 100));
      for (const record of records) texts.set(record.id, searchable(record));
    }
  } finally {
    textsReading = false;
  }
  if (search.value.trim()) show();
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

/**
 * Removes a record at once; it can be put back as long as this page stays open.
 *
 * @param {string} id
 * @param {string} title
 */
async function removeRecord(id, title) {
  const taken = [];
  for await (const handful of store.stored([id])) taken.push(...handful);
  const reply = await ask({ kind: "remove", ids: [id] });
  if (!reply.ok) return say(words("deleteFailed"), false);
  const at = found.findIndex((row) => row.id === id);
  removed.push(...taken.map(({ stored }) => ({ id, title, stored })));
  rows = rows.filter((row) => row.id !== id);
  texts.delete(id);
  if (location.hash) location.hash = "";
  show();
  say(removed.length > 1 ? words("deletedMany", removed.length) : words("deletedOne", title), removed.length > 0);
  const next = list.children[Math.min(at, list.children.length - 1)] ?? undoBar;
  next.querySelector(/** @type {"a"} */ ("a, button"))?.focus({ preventScroll: true });
}

async function putBack() {
  const [last] = removed.slice(-1);
  for (const one of [...removed]) {
    const reply = await ask({ kind: "restore", records: [{ id: one.id, stored: one.stored }] });
    if (!reply.ok) return say(words("undoFailed"), true);
    removed = removed.filter((other) => other !== one);
  }
  await refresh();
  say("", false);
  announce(words("restored"));
  for (const row of list.children) {
    if (/** @type {HTMLElement} */ (row).dataset.id === last?.id) row.querySelector("a")?.focus();
  }
}

/**
 * A line at the foot of the page, with a way back where there is one. It stays until somebody sends it away.
 *
 * @param {string} text
 * @param {boolean} undoable
 */
function say(text, undoable) {
  undoBar.hidden = !text;
  announce(text);
  if (!text) return undoBar.replaceChildren();
  const undo = button(words("undo"), { class: "plain" });
  undo.addEventListener("click", putBack);
  const dismiss = button(words("dismiss"), { class: "plain icon-only" }, icon("close"));
  dismiss.addEventListener("click", () => {
    removed = [];
    say("", false);
    search.focus();
  });
  undoBar.replaceChildren(make("p", {}, text), ...(undoable ? [undo] : []), dismiss);
}

/** Where the list was when a reading was opened. @type {{scroll: number, id: string | null}} */
let left = { scroll: 0, id: null };

/** Shows what the address names: the list, or one saved reading. */
async function go() {
  const id = idInAddress();
  if (id === null) {
    const reading = !readView.hidden;
    readView.hidden = true;
    readView.replaceChildren();
    listView.hidden = false;
    document.title = `${words("library")} · Saring`;
    if (reading) {
      scrollTo(0, left.scroll);
      const row = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.id === left.id);
      row?.querySelector("a")?.focus({ preventScroll: true });
    }
    return;
  }
  if (readView.hidden) left = { scroll: scrollY, id };
  const found = await store.read(id).catch(() => null);
  if (idInAddress() === id) showReading(id, found);
}

function idInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}

/**
 * @param {string} id
 * @param {Awaited<ReturnType<typeof store.read>>} found
 * @param {boolean} [pictures]
 */
function showReading(id, found, pictures = false) {
  const record = found && "record" in found ? found.record : null;
  const title = record?.title || rows.find((row) => row.id === id)?.title || words("untitled");
  const back = make(
    "a",
    { href: "#", class: "back" },
    icon("back"),
    make("span", { class: "label" }, words("backToLibrary")),
  );
  const remove = button(words("delete"), { class: "plain" });
  remove.addEventListener("click", () => removeRecord(id, title));
  const bar = make(
    "div",
    { class: "bar", role: "group", "aria-label": words("toolbar") },
    back,
    make("span", { class: "bar-title" }),
  );
  document.title = `${title} · Saring`;

  listView.hidden = true;
  readView.hidden = false;
  if (!record) {
    const why = found && "state" in found ? (found.state === "newer" ? "newerShort" : "brokenShort") : "gone";
    if (found) bar.append(remove);
    readView.replaceChildren(bar, make("main", { class: "page teaching" }, make("h1", { tabindex: -1 }, words(why))));
    readView.querySelector("h1")?.focus();
    return;
  }

  const drawing = draw(record, { words, pictures });
  enliven(drawing, { article: record, words, announce, scroller: () => document.scrollingElement });
  if (!pictures && hasPictures(record)) {
    const show = button(words("showPictures"), { class: "plain", title: words("showPicturesTitle") });
    show.addEventListener("click", () => showReading(id, found, true));
    bar.append(show);
  }
  const copy = button(words("copy"), { class: "plain", title: words("copyTitle") });
  copy.addEventListener("click", () => copyFrom(copy, copyOf(record, "text", words), { words, announce }));
  bar.append(copy, link(record.url, {}, words("openOriginal")), remove);
  readView.replaceChildren(bar, make("main", {}, drawing.node));
  if (!pictures) scrollTo(0, 0);
  drawing.headline.focus({ preventScroll: true });
}

/** @param {SavedRecord} record */
function hasPictures({ lead_image, blocks }) {
  return Boolean(lead_image) || blocks.some((block) => block.kind === "figure");
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && !readView.hidden) {
    event.preventDefault();
    location.hash = "";
  }
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing && readView.hidden) {
    event.preventDefault();
    search.focus();
  }
}
