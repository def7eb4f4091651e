// @ts-check
/** @import { OwnChange, Row, SavedRecord } from "../types" */
/** @import { Library, View } from "./library.js" */
/** @import { Choice, Sort } from "./filters.js" */

import { button, make } from "../reader/nodes.js";
import { anything, choiceIn, countsOf, filtered, placeOf, SORTS, sorted, unfiltered } from "./filters.js";
import { openFinder } from "./finder.js";
import { changedWords, changeMany, undoing } from "./list-bulk.js";
import { openHelp, openTagging } from "./list-dialogs.js";
import { drawDoors, openPanel } from "./list-panel.js";
import { drawRow, fillRow, redrawRow } from "./list-row.js";
import { openRows } from "./list-rows.js";
import { whenReleased } from "./press.js";

/** What nobody waits for comes so long after the last change: not between two letters. In milliseconds. */
const PAUSE = 250;

/** By then the first rows are painted. In milliseconds. */
const SOON_PAINTED = 50;

/** So long after the last letter the query is put into the address, in milliseconds. */
const REST = 300;

/** What takes longer than this shows how far it is. */
const SOON = 300;

/** @type {Record<Sort, string>} */
const SORT_WORDS = {
  saved: "sortSaved",
  oldest: "sortOldest",
  published: "sortPublished",
  title: "sortTitle",
  match: "sortMatch",
};

/**
 * The list of what was saved: searched, filtered, sorted, gone through by keyboard, and changed many at a time.
 *
 * @param {Library} library
 * @returns {View}
 */
export function listView(library) {
  const { words, store, catalogue, removal, announce } = library;
  /** All lines in each order that was asked for; made anew when they change. @type {Map<Sort, Row[]>} */
  const orders = new Map();
  let choice = anything();
  /** What is shown, in its order. @type {Row[]} */
  let found = [];
  /** What the search leaves, before filters. @type {Row[]} */
  let searched = [];
  /** @type {Set<string>} */
  const selected = new Set();
  /** Where Shift goes on from. */
  let anchor = 0;
  /** @type {Awaited<ReturnType<typeof openFinder>> | null} */
  let finder = null;
  let finderAsked = false;
  /** Pieces of texts where the query was found. @type {Map<string, string>} */
  const pieces = new Map();
  /** Where the list was when it went. @type {{scroll: number, id: string | null} | null} */
  let left = null;
  /** What is being done to many. @type {{stopped: boolean} | null} */
  let work = null;

  const search = make("input", {
    type: "search",
    "aria-label": words("librarySearch"),
    placeholder: words("librarySearch"),
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const filterCount = make("span", { class: "list-filter-count", hidden: true });
  const filterButton = button(words("filters"), { class: "plain list-filter-button", "aria-expanded": "false" });
  filterButton.append(filterCount);
  const all = make("input", { type: "checkbox", class: "list-check", "aria-label": words("selectAll") });
  const count = make("p", { class: "list-count", role: "status", elementtiming: "count" });
  const sort = make("select", { "aria-label": words("sort") });
  const progress = make("progress", { "aria-label": words("working") });
  const stop = button(words("stop"), { class: "plain" });
  const acts = make("div", { class: "list-bulk", role: "group", "aria-label": words("withSelected"), hidden: true });
  const tools = make(
    "div",
    { class: "list-tools" },
    all,
    count,
    acts,
    make("label", { class: "list-sort" }, make("span", { class: "unseen" }, words("sort")), sort),
  );
  const empty = make("div", { class: "teaching list-empty", hidden: true });
  const erase = make("p", { class: "list-erase", hidden: true }, words("libraryErase"));
  const panel = openPanel({
    words,
    change: (change, goesOn) => choose({ ...choice, ...change }, goesOn),
    clear: () => choose(unfiltered(choice)),
  });
  const rows = openRows({
    label: words("libraryList"),
    covered: () => Math.max(header.getBoundingClientRect().bottom, tools.getBoundingClientRect().bottom),
    look: (row) => `${row.print}\n${selected.has(row.id)}`,
    said: (row) => `${finder !== null}\n${choice.query}\n${pieces.get(row.id) ?? ""}`,
    draw: (row) => drawRow(row, optionsOf(row)),
    redraw: (row, item) => redrawRow(item, row, optionsOf(row)),
    fill: (row, item) => fillRow(item, row, optionsOf(row)),
  });
  const tagging = openTagging(words, (wanted, change) => changeRows(wanted, change));
  const help = openHelp(words);
  const main = make("main", { class: "list-main" }, panel.chips, tools, rows.node, empty, erase);
  const header = make(
    "header",
    { class: "list-top" },
    make("h1", {}, words("library")),
    make("search", { class: "list-search" }, search),
    filterButton,
  );
  const node = make("div", { class: "list-page" }, header, panel.node, main, tagging.node, help.node);

  drawActs();
  drawSorts();
  panel.setChoice(choice);

  /** @param {Row} row */
  function optionsOf(row) {
    return {
      words,
      isSelected: selected.has(row.id),
      said: pieces.get(row.id) ?? row.first,
      marks: (/** @type {string} */ text) => (choice.query && finder ? finder.marks(text, choice.query) : []),
    };
  }

  const inWords = new Intl.NumberFormat(words("lang"));
  /** @param {number} value */
  const number = (value) => inWords.format(value);

  // ---- what is shown

  /** All lines in the order of `kind`. @param {Sort} kind */
  function inOrder(kind) {
    let rowsNow = orders.get(kind);
    if (!rowsNow) {
      rowsNow = sorted(catalogue.rows(), kind, words("lang"));
      orders.set(kind, rowsNow);
    }
    return rowsNow;
  }

  /** Finds, filters, sorts and paints. */
  function apply() {
    if (catalogue.hasFailed() && !catalogue.isComplete()) return fail();
    const query = choice.query.trim();
    const isFirst = !catalogue.isComplete();
    // The newest lines are those that are painted first only where the list begins with them.
    if (isFirst && (query || choice.sort !== "saved" || choice.show === "archive")) return say();
    const kind = choice.sort === "match" && !query ? "saved" : choice.sort;
    if (query && finder) {
      const order = kind === "match" ? null : inOrder(kind);
      searched = finder.search(query, order).rows;
    } else if (query) {
      searched = simply(query, kind);
    } else {
      searched = inOrder(kind);
    }
    const now = new Date();
    found = filtered(searched, choice, now);
    for (const id of selected) if (!catalogue.row(id)) selected.delete(id);
    rows.set(found);
    say();
    // How many could be selected has changed.
    if (selected.size && !work) whenReleased(drawActs);
    if (isFirst) return;
    teach(query);
    erase.hidden = catalogue.count() === 0;
    countLater();
    findPieces();
  }

  /** What can be found before the texts can. @param {string} query @param {Sort} kind */
  function simply(query, kind) {
    const wanted = query.toLowerCase().split(/\s+/);
    return inOrder(kind).filter((row) => {
      const text = `${row.title} ${row.first}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  }

  /** How many there are, or how many are selected. */
  function say() {
    const total = catalogue.count();
    const isAll = found.length > 0 && selected.size >= found.length && found.every(({ id }) => selected.has(id));
    all.checked = isAll;
    all.indeterminate = selected.size > 0 && !isAll;
    all.disabled = found.length === 0;
    acts.hidden = selected.size === 0 && !work;
    node.classList.toggle("list-selecting", !acts.hidden);
    if (!catalogue.isComplete()) {
      tell(catalogue.isMending() ? words("libraryMending") : "");
      return;
    }
    if (selected.size) return tell(words("selectedCount", number(selected.size)));
    const isSearching = choice.query.trim() !== "" && finder?.complete !== true && total > 0;
    // Away in the archive does not count as missing.
    const isWhole = placeOf({ ...choice, sort: "saved" }) === "";
    const said = isWhole
      ? words("libraryCount", number(found.length))
      : words("libraryFound", number(found.length), number(total));
    tell(total ? [said, isSearching && words("librarySearching")].filter(Boolean).join(" · ") : "");
  }

  /** @param {string} text */
  function tell(text) {
    if (count.textContent !== text) count.textContent = text;
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let counting;
  let hasCounted = false;
  /** The counts beside the filters follow when the list is painted; the first ones soon, since filters come with them. */
  function countLater() {
    if (counting !== undefined && !hasCounted) return;
    clearTimeout(counting);
    counting = setTimeout(
      () => {
        hasCounted = true;
        panel.setCounts(countsOf(searched, choice, new Date()), found.length);
      },
      hasCounted ? PAUSE : SOON_PAINTED,
    );
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let finding;
  let findingTurn = 0;
  /** For the rows in view whose first sentence has none of the words: the piece of the text that has. */
  function findPieces() {
    clearTimeout(finding);
    findingTurn += 1;
    if (!choice.query.trim() || !finder) return;
    const turn = findingTurn;
    const query = choice.query;
    finding = setTimeout(async () => {
      const seen = [...rows.list.children].flatMap((item) => {
        const row = catalogue.row(/** @type {HTMLElement} */ (item).dataset.id ?? "");
        return row && !row.state && !pieces.has(row.id) && !finder?.marks(row.first, query).length ? [row.id] : [];
      });
      if (!seen.length) return;
      const records = await store.records(seen).catch(() => []);
      if (turn !== findingTurn || !finder) return;
      for (const id of seen) pieces.set(id, catalogue.row(id)?.first ?? "");
      for (const record of records) {
        const text = textOf(record);
        if (finder.marks(text, query).length) pieces.set(record.id, finder.excerpt(text, query));
      }
      rows.paint();
    }, PAUSE);
  }
  addEventListener("scroll", findPieces, { passive: true });

  /** What is taught at this moment. */
  let taught = "";
  /** What to do where there is nothing to show. @param {string} query */
  function teach(query) {
    empty.hidden = found.length > 0;
    const total = catalogue.count();
    tools.hidden = total === 0;
    search.disabled = total === 0 && !query;
    filterButton.disabled = total === 0;
    node.classList.toggle("list-nothing", total === 0);
    const lesson = found.length ? "" : `${total === 0} ${placeOf(choice)}`;
    // While texts are still being read this comes again and again: a button must not go from under a finger.
    if (lesson === taught) return;
    taught = lesson;
    if (found.length) return;
    if (total === 0) {
      const steps = ["libraryEmpty1", "libraryEmpty2", "libraryEmpty3"].map((key) => make("li", {}, words(key)));
      const doors = make("p", {}, ...drawDoors(words));
      empty.replaceChildren(make("h2", {}, words("libraryEmptyTitle")), make("ol", {}, ...steps), doors);
      return;
    }
    const isFiltered = placeOf({ ...choice, query: "", sort: "saved" }) !== "";
    const nodes = [];
    if (query) {
      nodes.push(make("h2", {}, words("libraryNothing", query)));
      if (isFiltered) nodes.push(make("p", {}, words("nothingFiltered")));
      else nodes.push(make("p", {}, words("nothingHint")));
      nodes.push(
        act(words("libraryClear"), () => {
          search.focus();
          choose({ ...choice, query: "" });
        }),
      );
    } else if (placeOf(choice) === placeOf({ ...anything(), sort: choice.sort, show: "archive" })) {
      nodes.push(make("h2", {}, words("emptyArchive")), make("p", {}, words("emptyArchiveHint")));
    } else if (placeOf(choice) === placeOf({ ...anything(), sort: choice.sort, show: "unread" })) {
      nodes.push(make("h2", {}, words("emptyUnread")), make("p", {}, words("emptyUnreadHint")));
    } else if (!isFiltered) {
      nodes.push(make("h2", {}, words("emptyShown")), make("p", {}, words("emptyShownHint")));
      nodes.push(act(words("showArchive"), () => choose({ ...choice, show: "archive" })));
    } else {
      nodes.push(make("h2", {}, words("nothingLeft")));
    }
    if (isFiltered) nodes.push(act(words("takeOffAll"), () => choose(unfiltered(choice))));
    empty.replaceChildren(...nodes);
  }

  /** @param {string} label @param {() => void} press */
  function act(label, press) {
    const one = button(label, { class: "plain" });
    one.addEventListener("click", press);
    return one;
  }

  function fail() {
    rows.set([]);
    tell("");
    taught = "failed";
    tools.hidden = true;
    empty.hidden = false;
    empty.replaceChildren(
      make("h2", {}, words("libraryFailedTitle")),
      make("p", {}, words("libraryFailed")),
      act(words("reload"), () => location.reload()),
    );
    announce(words("libraryFailed"));
  }

  // ---- what is asked for

  /**
   * Shows another choice, and puts it into the address: as a place to go back to, unless it is only a letter more.
   *
   * @param {Choice} now
   * @param {boolean} [goesOn] Whether it takes the place of the last one.
   */
  function choose(now, goesOn = false) {
    const isLeft = rows.list.getBoundingClientRect().top < 0;
    take(now);
    clearTimeout(resting);
    const place = placeOf(choice);
    if (goesOn) history.replaceState(null, "", `#${place}`);
    else if (location.hash.replace(/^#/, "") !== place) location.hash = place;
    if (isLeft) toHead();
  }

  /** @param {Choice} now */
  function take(now) {
    if (now.query !== choice.query) {
      pieces.clear();
      prepare();
    }
    choice = now;
    if (search.value !== choice.query) search.value = choice.query;
    const set = panel.setChoice(choice);
    filterCount.hidden = set === 0;
    if (filterCount.textContent !== String(set)) filterCount.textContent = String(set);
    drawSorts();
    apply();
  }

  /** The head of the list into view, where it has been left. */
  function toHead() {
    scrollTo({ top: 0, behavior: "instant" });
    rows.paint();
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  search.addEventListener("input", () => {
    const place = placeOf({ ...choice, query: search.value });
    // Asked before anything is drawn: afterwards the browser would have to lay out all of it to answer.
    const isLeft = rows.list.getBoundingClientRect().top < 0;
    take({ ...choice, query: search.value });
    if (isLeft) toHead();
    clearTimeout(resting);
    resting = setTimeout(() => history.replaceState(null, "", `#${place}`), REST);
  });
  search.addEventListener("focus", prepare);
  sort.addEventListener("change", () => choose({ ...choice, sort: /** @type {Sort} */ (sort.value) }));

  function drawSorts() {
    const wanted = SORTS.filter((one) => one !== "match" || choice.query.trim());
    if (sort.options.length !== wanted.length) {
      sort.replaceChildren(...wanted.map((one) => make("option", { value: one }, words(SORT_WORDS[one]))));
    }
    sort.value = wanted.includes(choice.sort) ? choice.sort : "saved";
  }

  /** Gets the search ready. */
  async function prepare() {
    if (finderAsked || !catalogue.isComplete()) return;
    finderAsked = true;
    try {
      finder = await openFinder({
        read: async (ids) => {
          const records = new Map((await store.records(ids)).map((record) => [record.id, record]));
          return ids.map((id) => records.get(id) ?? null);
        },
        hear: () => {
          if (choice.query.trim()) applyLater();
        },
      });
      await finder.update(inOrder("saved"));
    } catch (fault) {
      console.error(fault);
      finderAsked = false;
    }
    if (choice.query.trim()) apply();
  }

  let applying = false;
  /** Once for all that changes at once. */
  function applyLater() {
    if (applying) return;
    applying = true;
    setTimeout(() => {
      applying = false;
      apply();
    }, 50);
  }

  let wasComplete = false;
  catalogue.onChange(() => {
    orders.clear();
    const isNew = catalogue.isComplete() && !wasComplete;
    wasComplete = catalogue.isComplete();
    if (work) applyLater();
    else apply();
    if (!wasComplete) return;
    // Whoever opens the library may search it at once.
    if (isNew) setTimeout(prepare, 0);
    else if (finder) finder.update(inOrder("saved")).then(() => choice.query.trim() && applyLater());
  });

  // ---- selecting

  /** @param {number} at @param {boolean} isOn */
  function select(at, isOn) {
    const row = rows.row(at);
    if (!row) return;
    if (isOn) selected.add(row.id);
    else selected.delete(row.id);
  }

  function selectionChanged() {
    rows.paint();
    say();
    drawActs();
  }

  function selectNone() {
    selected.clear();
    selectionChanged();
  }

  function selectAll() {
    for (const { id } of found) selected.add(id);
    selectionChanged();
  }

  /** From the anchor to `at`, as Shift does. @param {number} at */
  function extendTo(at) {
    for (let one = Math.min(anchor, at); one <= Math.max(anchor, at); one += 1) select(one, true);
    selectionChanged();
  }

  rows.list.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const at = rows.place(/** @type {HTMLElement | null} */ (target.closest("[data-id]"))?.dataset.id ?? "");
    const row = at === undefined ? undefined : rows.row(at);
    if (!row || at === undefined) return;
    if (target instanceof HTMLInputElement) {
      if (event.shiftKey && target.checked) return extendTo(at);
      anchor = at;
      select(at, target.checked);
      return selectionChanged();
    }
    const asked = /** @type {HTMLElement | null} */ (target.closest("[data-act]"))?.dataset.act;
    if (asked === "archive") changeRows([row], { archived: row.archived === null });
    if (asked === "delete") removeRows([row]);
  });
  all.addEventListener("change", () => (all.checked ? selectAll() : selectNone()));

  /** The rows that keys and buttons mean: those selected, else the one with the focus. */
  function meant() {
    if (selected.size) return inOrder("saved").filter(({ id }) => selected.has(id));
    const row = rows.hasFocus() ? rows.row(rows.active()) : undefined;
    return row ? [row] : [];
  }

  function drawActs() {
    const held = acts.contains(document.activeElement) ? document.activeElement : null;
    drawActsOf();
    if (!held || acts.hidden) return;
    // The button that was pressed may have another name now, or be gone.
    const drawn = [...acts.querySelectorAll("button")];
    (drawn.find((one) => one.textContent === held.textContent) ?? drawn[0])?.focus({ preventScroll: true });
  }

  function drawActsOf() {
    if (work) return acts.replaceChildren(progress, stop);
    const chosen = selected.size ? inOrder("saved").filter(({ id }) => selected.has(id)) : [];
    const unread = chosen.some(({ read }) => read === null);
    const unarchived = chosen.some(({ archived }) => archived === null);
    const remaining = found.length - selected.size;
    acts.replaceChildren(
      ...(remaining > 0 && selected.size ? [act(words("selectAllCount", number(found.length)), selectAll)] : []),
      act(words(unread ? "markRead" : "markUnread"), () => changeRows(meant(), { read: unread })),
      act(words(unarchived ? "archive" : "unarchive"), () => changeRows(meant(), { archived: unarchived })),
      act(words("tagAct"), () => tagging.show(meant(), catalogue.rows())),
      act(words("delete"), () => removeRows(meant())),
      act(words("selectNone"), () => {
        selectNone();
        rows.go(rows.active());
      }),
    );
  }

  // ---- changing

  /**
   * Does something to many and shows how far it is.
   *
   * @template T
   * @param {number} total
   * @param {(goesOn: (done: number) => boolean) => Promise<T>} job
   */
  async function working(total, job) {
    const mine = { stopped: false };
    work = mine;
    progress.max = total;
    progress.value = 0;
    const held = rows.hasFocus() || acts.contains(document.activeElement);
    const shown = setTimeout(() => {
      drawActs();
      say();
    }, SOON);
    try {
      return await job((done) => {
        progress.value = done;
        if (done > 0 && acts.contains(progress)) tell(words("doneOf", number(done), number(total)));
        return !mine.stopped;
      });
    } finally {
      clearTimeout(shown);
      work = null;
      selected.clear();
      drawActs();
      apply();
      if (held && !rows.hasFocus() && found.length) rows.go(rows.active());
    }
  }
  stop.addEventListener("click", () => {
    if (work) work.stopped = true;
  });

  /** @param {Row[]} wanted @param {OwnChange} change */
  async function changeRows(wanted, change) {
    const chosen = wanted.filter(({ state }) => !state);
    if (work || !chosen.length) return;
    const back = undoing(chosen, change);
    const { done, ok } = await working(chosen.length, (goesOn) =>
      changeMany(
        chosen.map(({ id }) => id),
        change,
        goesOn,
      ),
    );
    if (!ok) return removal.offer(words("changeFailed"), () => changeRows(wanted, change), words("retry"));
    const changed = new Set(done);
    const steps = back.map((step) => ({ ...step, ids: step.ids.filter((id) => changed.has(id)) }));
    // A single one is seen to change; where it goes from view, or there were many, it can be taken back at once.
    const text = changedWords(words, change, number(new Set(steps.flatMap(({ ids }) => ids)).size));
    if (chosen.length === 1 && change.read !== undefined) return announce(text);
    removal.offer(text, async () => {
      const total = steps.reduce((sum, { ids }) => sum + ids.length, 0);
      let before = 0;
      const undone = await working(total, async (goesOn) => {
        for (const step of steps) {
          const { ok } = await changeMany(step.ids, step.back, (done) => goesOn(before + done));
          if (!ok) return false;
          before += step.ids.length;
        }
        return true;
      });
      announce(words(undone ? "undone" : "changeFailed"));
      focusRow(chosen.at(0)?.id ?? null);
    });
    // Where nothing is left in view, the line that takes it back has the focus.
    if (document.activeElement === document.body) removal.focus();
  }

  /** @param {Row[]} wanted */
  async function removeRows(wanted) {
    if (work || !wanted.length) return;
    const at = rows.place(wanted[0]?.id ?? "") ?? 0;
    const held = node.contains(document.activeElement);
    await working(wanted.length, (goesOn) =>
      removal.remove(
        wanted.map(({ id, title }) => ({ id, title: title || words("untitled") })),
        goesOn,
      ),
    );
    if (!held) return;
    if (found.length) rows.go(wanted.length === 1 ? at : rows.active());
    else removal.focus();
  }
  removal.onEnd({
    left: () => {
      if (node.hidden) focusHeading();
      else if (found.length) rows.go(rows.active());
      else search.focus();
    },
    back: (id) => focusRow(id),
  });

  /** @param {string | null} id */
  function focusRow(id) {
    if (node.hidden) return focusHeading();
    const at = rows.place(id ?? "");
    if (at !== undefined) rows.go(at);
    else if (found.length) rows.go(rows.active());
  }

  /** Another view is shown: the focus stays there. */
  function focusHeading() {
    const heading = [...document.querySelectorAll("h1")].find((one) => one.checkVisibility());
    heading?.focus({ preventScroll: true });
  }

  // ---- filters on a narrow page

  const wide = matchMedia("(min-width: 60em)");
  /** @param {boolean} isOpen */
  function openFilters(isOpen) {
    node.classList.toggle("list-filtering", isOpen);
    filterButton.setAttribute("aria-expanded", String(isOpen));
    for (const part of [header, main]) part.inert = isOpen;
    if (isOpen) panel.node.focus();
    else filterButton.focus();
  }
  const isFiltering = () => node.classList.contains("list-filtering");
  filterButton.addEventListener("click", () => openFilters(true));
  panel.close.addEventListener("click", () => openFilters(false));
  panel.done.addEventListener("click", () => openFilters(false));
  panel.keys.addEventListener("click", () => help.show());
  wide.addEventListener("change", () => isFiltering() && openFilters(false));

  // ---- keys

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const anywhere = {
    "/": () => {
      search.focus();
      search.select();
    },
    "?": () => help.show(),
    j: () => rows.go(rows.hasFocus() ? rows.active() + 1 : rows.active()),
    k: () => rows.go(rows.hasFocus() ? rows.active() - 1 : rows.active()),
    a: selectAll,
    r: () => changeRows(meant(), { read: meant().some(({ read }) => read === null) }),
    e: () => changeRows(meant(), { archived: meant().some(({ archived }) => archived === null) }),
    t: () => meant().length && !work && tagging.show(meant(), catalogue.rows()),
    Delete: () => removeRows(meant()),
  };

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const inRows = {
    ArrowDown: (event) => step(rows.active() + 1, event.shiftKey),
    ArrowUp: (event) => step(rows.active() - 1, event.shiftKey),
    Home: (event) => step(0, event.shiftKey),
    End: (event) => step(rows.count() - 1, event.shiftKey),
    PageDown: (event) => step(rows.active() + rows.page(), event.shiftKey),
    PageUp: (event) => step(rows.active() - rows.page(), event.shiftKey),
    x: () => {
      const at = rows.active();
      anchor = at;
      select(at, !selected.has(rows.row(at)?.id ?? ""));
      selectionChanged();
    },
  };

  /** @param {number} to @param {boolean} extends_ */
  function step(to, extends_) {
    const at = Math.min(Math.max(to, 0), rows.count() - 1);
    if (extends_ && !selected.size) anchor = rows.active();
    rows.go(at);
    if (extends_) extendTo(at);
    else anchor = at;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || node.hidden) return;
    if (document.querySelector("dialog[open]")) return;
    const { key, target } = event;
    if (key === "Escape") return goBack(event);
    if (isTyping(target)) {
      // Whoever types waits for the next frame: it is asked for before the work is begun, so that none is missed meanwhile.
      if (target === search) requestAnimationFrame(() => {});
      if (target !== search || (key !== "ArrowDown" && key !== "Enter") || !found.length) return;
      event.preventDefault();
      return rows.go(0);
    }
    if (isFiltering()) return;
    const named = key.length === 1 && !event.shiftKey ? key.toLowerCase() : key;
    const act = (rows.hasFocus() ? inRows[named] : undefined) ?? anywhere[named];
    if (!act) return;
    event.preventDefault();
    act(event);
  });

  /** @param {KeyboardEvent} event */
  function goBack(event) {
    const { target } = event;
    if (isFiltering()) openFilters(false);
    else if (work) work.stopped = true;
    else if (selected.size) selectNone();
    else if (choice.query) {
      if (target !== search) search.focus();
      choose({ ...choice, query: "" });
    } else if (target === search) search.blur();
    else return;
    event.preventDefault();
  }

  // ---- going and coming

  return {
    node,
    show(place) {
      document.title = `${words("library")} · Saring`;
      const back = left;
      left = null;
      // A plain way back leads to the list as it was left.
      if (back && place === "") {
        const kept = placeOf(choice);
        history.replaceState(null, "", kept ? `#${kept}` : location.pathname);
      } else if (placeOf(choiceIn(place)) !== placeOf(choice)) take(choiceIn(place));
      else if (search.value !== choice.query) search.value = choice.query;
      if (!back) return;
      apply();
      scrollTo({ top: back.scroll, behavior: "instant" });
      rows.paint();
      if (back.id) focusRow(back.id);
    },
    hide() {
      clearTimeout(resting);
      library.order = found.map(({ id }) => id);
      if (isFiltering()) openFilters(false);
      const row = rows.hasFocus() ? rows.row(rows.active()) : undefined;
      left = { scroll: scrollY, id: row?.id ?? null };
    },
  };
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** What of a record is shown as a piece of its text. @param {SavedRecord} record */
function textOf({ blocks, own }) {
  return [...blocks.map((block) => block.text), own.note].join(" ").replace(/\s+/g, " ");
}
