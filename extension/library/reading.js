// @ts-check
/** @import { OwnChange, SavedRecord } from "../types" */
/** @import { Library, View } from "./library.js" */
/** @import { Mine } from "./mine.js" */

import { copyFrom, enliven, isWriting } from "../reader/act.js";
import { changeInWords } from "../reader/change.js";
import { draw } from "../reader/draw.js";
import { listenControl } from "../reader/listen.js";
import { button, icon, link, make } from "../reader/nodes.js";
import { failureInWords } from "../reader/save.js";
import { copyOf, lengthOf } from "../reader/summary.js";
import { keepSetting } from "../shared/chosen.js";
import { localDay, shortDate } from "../shared/dates.js";
import { ask } from "../shared/messages.js";
import { ownOf } from "../shared/record.js";
import { rowOf } from "../shared/row.js";
import { newestFirst } from "../shared/store.js";
import { tellOwn } from "../shared/voice.js";
import { draftsOf } from "./drafts.js";
import { issuerLink } from "./issuer.js";
import { markedReading } from "./marks.js";
import { drawMine } from "./mine.js";
import { BACK } from "./parts.js";
import { whenReleased } from "./press.js";
import { shareButton } from "./share.js";

/**
 * What is shown: `print` is that of what is stored; without a record there is nothing to act on but deleting.
 *
 * @typedef {object} Shown
 * @property {string} id
 * @property {string | null} print
 * @property {SavedRecord | null} record
 * @property {Mine | null} mine
 * @property {Partial<Acts>} acts
 *
 * Buttons by the key that presses each: read, archive, share.
 *
 * @typedef {{r: HTMLButtonElement, e: HTMLButtonElement, s?: HTMLButtonElement}} Acts
 */

/** What is said where there is nothing to read: its headline, and what to do. */
const PLAIN = {
  broken: { title: "brokenTitle", lead: "brokenLead" },
  gone: { title: "gone", lead: "goneLead" },
  newer: { title: "newerTitle", lead: "newerLead" },
};

/**
 * One saved article, as it was read, without a network, with what its reader made of it.
 *
 * @param {Library} library
 * @returns {View}
 */
export function readingView(library) {
  const { words, store, catalogue, removal, announce } = library;
  const node = make("div", { class: "reading" });
  /** Which article is asked for; what comes late for another one is not shown. @type {string | null} */
  let wanted = null;
  /** @type {ReturnType<typeof markedReading> | null} */
  let marks = null;
  /** @type {ReturnType<typeof listenControl> | null} */
  let listen = null;
  /** @type {Shown | null} */
  let shown = null;
  /** The article that was left last, and when what was written is saved. @type {{id: string, saved: Promise<unknown>} | null} */
  let parting = null;

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || node.hidden) return;
    const { target, key } = event;
    if (key === "Escape") {
      event.preventDefault();
      // Out of what is written first, then back to the list.
      if (isWriting(target)) node.querySelector("h1")?.focus({ preventScroll: true });
      else location.hash = BACK;
      return;
    }
    if (event.shiftKey || event.repeat || isWriting(target) || !shown) return;
    const step = { j: 1, k: -1 }[key];
    const field = { n: shown.mine?.note.field, t: shown.mine?.tags.field }[key];
    if (step) go(step);
    else if (field) field.focus();
    else if (key === "p") listen?.press();
    else if (key === "r" || key === "e" || key === "s") shown.acts[key]?.click();
    else return;
    event.preventDefault();
  });
  catalogue.onChange(() => {
    const row = shown && catalogue.row(shown.id);
    if (shown?.record && row && row.print !== shown.print) whenReleased(renewed);
  });

  /** The article after this one, or before it, in the list that the reader came from. @param {number} step */
  function go(step) {
    const newest = () =>
      catalogue
        .rows()
        .filter(({ archived }) => archived === null)
        .sort(newestFirst)
        .map(({ id }) => id);
    const order = library.order ?? newest();
    const at = order.indexOf(wanted ?? "");
    const next = at < 0 ? undefined : order[at + step];
    if (next) location.hash = encodeURIComponent(next);
    else announce(words(step > 0 ? "noNext" : "noPrevious"));
  }

  function renewed() {
    if (shown) renew(shown.id);
  }

  /** What is stored is not what is shown. @param {string} id */
  async function renew(id) {
    const found = await store.read(id).catch(() => null);
    if (shown?.id !== id || !shown.record || !found || found.print === shown.print) return;
    const { record, mine, acts } = shown;
    if (!("record" in found)) return;
    const isOther = found.record.updated !== record.updated;
    shown.print = found.print;
    shown.record = found.record;
    mine?.look(found.record.own);
    nameActs(acts, found.record);
    if (!isOther) return;
    // Saved anew in another tab. What the reader is writing stays in the hand.
    const focused = document.activeElement;
    showRecord(found.record, found.print, { mine });
    if (focused instanceof HTMLElement && mine?.node.contains(focused)) focused.focus({ preventScroll: true });
  }

  /**
   * @param {string} id
   * @param {OwnChange} change
   * @param {string} said
   */
  async function changeOwn(id, change, said) {
    const reply = await ask({ kind: "change-own", ids: [id], change });
    announce(reply.ok ? words(said) : words("noteFailed", failureInWords(reply.code, words)));
    if (reply.ok) await renew(id);
  }

  /**
   * @param {SavedRecord} record
   * @returns {Acts}
   */
  function actsOf({ id }) {
    const read = button("", { class: "plain", "aria-keyshortcuts": "r" });
    const archive = button("", { class: "plain", "aria-keyshortcuts": "e" });
    const own = () => (shown?.id === id ? shown.record?.own : null);
    read.addEventListener("click", () => {
      const isRead = Boolean(own()?.read);
      changeOwn(id, { read: !isRead }, isRead ? "nowUnread" : "nowRead");
    });
    archive.addEventListener("click", () => {
      const isArchived = Boolean(own()?.archived);
      changeOwn(id, { archived: !isArchived }, isArchived ? "nowUnarchived" : "nowArchived");
    });
    return { r: read, e: archive };
  }

  /**
   * @param {Partial<Acts>} acts
   * @param {SavedRecord} record
   */
  function nameActs({ r, e }, { own }) {
    const name = (/** @type {HTMLButtonElement | undefined} */ act, /** @type {string} */ key) => {
      const label = act?.querySelector(".label");
      if (label) label.textContent = words(key);
    };
    name(r, own.read ? "markUnread" : "markRead");
    name(e, own.archived ? "unarchive" : "archive");
  }

  /**
   * The bar of every view: back to the list, and on the other side what can be done.
   *
   * @param {(HTMLElement | null | false)[]} acts
   */
  function drawBar(...acts) {
    const back = make(
      "a",
      { href: BACK, class: "back" },
      icon("back"),
      make("span", { class: "label" }, words("backToLibrary")),
    );
    return make(
      "div",
      { class: "bar", role: "group", "aria-label": words("toolbar") },
      back,
      make("span", { class: "bar-title" }),
      ...acts,
    );
  }

  /** @param {string} id @param {string} title */
  function removeButton(id, title) {
    const remove = button(words("delete"), { class: "plain" });
    remove.addEventListener("click", async () => {
      // What was typed a moment ago comes back with the rest, should it be put back.
      await shown?.mine?.flush();
      if (!(await removal.remove([{ id, title }]))) return;
      location.hash = BACK;
      removal.focus();
    });
    return remove;
  }

  /**
   * @param {SavedRecord} record
   * @param {string} print
   * @param {{pictures?: boolean, mine?: Mine | null}} [options] `mine`: what is drawn already and stays
   */
  function showRecord(record, print, { pictures = false, mine = null } = {}) {
    const { id, url } = record;
    const title = record.title || words("untitled");
    const isAddress = record.access === "address";
    silence();
    const acts = (mine && shown?.acts) || actsOf(record);
    const kept = mine ?? drawMine(library, record, Object.values(acts));
    shown = { id, print, record, mine: kept, acts };
    nameActs(acts, record);
    document.title = `${title} · Saring`;
    const remove = removeButton(id, title);
    if (isAddress) {
      const heading = make("h1", { tabindex: -1 }, title);
      const main = make(
        "main",
        { class: "page teaching reading-plain" },
        heading,
        make("p", { class: "reading-lead" }, words("addressKept")),
        make("p", {}, link(url, { class: "reading-open" }, words("openArticle"))),
        make("p", { class: "reading-address" }, url),
        kept.node,
      );
      node.replaceChildren(drawBar(remove), main);
      heading.focus({ preventScroll: true });
      return;
    }

    const drawing = draw(record, { words, pictures });
    enliven(drawing, { article: () => record, words, announce, scroller: () => document.scrollingElement });
    const share = shareButton(library, () => ({
      title,
      text: copyOf(record, "text", words, lengthOf(drawing.parts.summary)),
    }));
    acts.s = share;
    const more = !pictures && hasPictures(record) ? button(words("showPictures"), { class: "plain" }) : null;
    if (more) {
      more.title = words("showPicturesTitle");
      more.addEventListener("click", () => {
        // The record may have changed since.
        if (shown?.record && shown.print !== null) {
          showRecord(shown.record, shown.print, { pictures: true, mine: kept });
        }
      });
    }
    const paper = button(words("print"), { class: "plain" });
    paper.addEventListener("click", () => globalThis.print());
    const header = drawing.node.querySelector("header");
    const head = [drawIssuers(record), drawChange(record), kept.node].filter((part) => part !== null);
    header?.after(...head);
    const main = make("main", {}, drawing.node);
    const own = markedReading(library, { record, main, drawing, pictures, redrawn: () => listen?.redrawn() });
    marks = own;
    listen = listenControl({
      ...{ words, announce, settings: library.dress.settings(), keep: keepSetting, tell: tellOwn },
      article: () => record,
      drawing: own.drawing,
      scroller: () => document.scrollingElement,
      covered: () => bar.getBoundingClientRect().bottom,
    });
    const bar = drawBar(more, listen.open, share, paper, link(url, {}, words("openOriginal")), remove);
    bar.append(listen.panel);
    node.replaceChildren(bar, main);
    drawing.headline.focus({ preventScroll: true });
  }

  /** The issuers that the article names, each leading to all that is saved of it. @param {SavedRecord} record */
  function drawIssuers(record) {
    const { tickers, issuers } = rowOf(record.id, JSON.stringify(record));
    const coded = new Set((record.facts ?? []).flatMap(({ value }) => (value.code && value.name ? [value.name] : [])));
    const keys = [...tickers, ...issuers.filter((name) => !coded.has(name))];
    if (!keys.length) return null;
    const links = keys.map((key) => make("li", {}, issuerLink(key, words)));
    const label = make("h2", { class: "label", id: "saring-issuers" }, words("issuers"));
    return make(
      "div",
      { class: "reading-issuers", lang: words("lang"), dir: "ltr" },
      label,
      make("ul", { role: "list", "aria-labelledby": label.id }, ...links),
    );
  }

  /** What the last save found changed. @param {SavedRecord} record */
  function drawChange({ change, access }) {
    if (!change || access === "address") return null;
    const { parts, title } = changeInWords(change, words);
    const day = shortDate(localDay(new Date(change.at)), words("lang")) ?? "";
    const said = parts ? words("changedOn", day, parts) : words("changedTitleOn", day);
    return make(
      "p",
      { class: "reading-change", lang: words("lang"), dir: "ltr" },
      [said, title].filter(Boolean).join(" "),
    );
  }

  /**
   * What can't be shown says so, and what to do.
   *
   * @param {string} id
   * @param {keyof typeof PLAIN} state
   * @param {unknown} [stored] What is there, whatever that is.
   */
  function showPlain(id, state, stored) {
    const title = catalogue.row(id)?.title || "";
    shown = { id, print: null, record: null, mine: null, acts: {} };
    document.title = `${title || words("untitled")} · Saring`;
    const heading = make("h1", { tabindex: -1 }, words(PLAIN[state].title));
    const open = link(id, { class: "reading-open" }, words("openArticle"));
    const notes = [state === "broken" ? ownOf(stored).note : "", ...draftsOf(id).map(({ note }) => note)];
    const main = make(
      "main",
      { class: "page teaching reading-plain" },
      heading,
      title && make("p", { class: "reading-name" }, title),
      make("p", { class: "reading-lead" }, words(PLAIN[state].lead)),
      open.localName === "a" && make("p", {}, open),
      ...notes.filter((note) => note.trim()).map(drawSalvaged),
    );
    node.replaceChildren(drawBar(state !== "gone" && removeButton(id, title || words("untitled"))), main);
    heading.focus({ preventScroll: true });
  }

  /** The words of a note whose article can't be shown. @param {string} note */
  function drawSalvaged(note) {
    const copy = button(words("copyNote"), { class: "plain" });
    copy.addEventListener("click", () => copyFrom(copy, note, { words, announce }));
    return make(
      "section",
      { class: "reading-salvaged", "aria-label": words("note") },
      make("h2", { class: "label" }, words("note")),
      make("p", {}, note),
      copy,
    );
  }

  /** The article goes; what was written is still saved. */
  function leave() {
    if (shown?.mine) parting = { id: shown.id, saved: shown.mine.end() };
    shown = null;
    silence();
  }

  /** Nothing acts on the text that is drawn any more. */
  function silence() {
    marks?.stop();
    listen?.stop();
    [marks, listen] = [null, null];
  }

  return {
    node,
    async show(id) {
      if (wanted === id && shown) return;
      leave();
      wanted = id;
      // Who comes back at once finds what was written a moment ago.
      if (parting?.id === id) await parting.saved;
      const found = await store.read(id).catch(() => null);
      if (wanted !== id) return;
      if (found && "record" in found) {
        const { record, print } = found;
        showRecord(record, print);
        if (!record.own.read && record.access !== "address") {
          ask({ kind: "change-own", ids: [id], change: { read: true } });
        }
      } else {
        let stored;
        if (found) for await (const [one] of store.stored([id])) stored = one?.stored;
        if (wanted !== id) return;
        showPlain(id, found?.state ?? "gone", stored);
      }
      scrollTo(0, 0);
      // The list's line is of another record: it is made anew.
      const row = catalogue.row(id);
      if (found && row && row.print !== found.print) ask({ kind: "mend", ids: [id] });
    },
    hide() {
      leave();
      wanted = null;
      node.replaceChildren();
    },
  };
}

/** @param {SavedRecord} record */
function hasPictures({ lead_image, blocks }) {
  return Boolean(lead_image) || blocks.some((block) => block.kind === "figure");
}
