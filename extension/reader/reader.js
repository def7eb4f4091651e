// @ts-check
/** @import { Keeper, Mark, MarkChange, Reading, Reply, Rest, Settings, Tell, Translate } from "../types" */

/** The reader over a page or in a tab of its own, and the small messages that stand in its place. */

import { copyFrom, enliven } from "./act.js";
import { draw, redraw } from "./draw.js";
import { drawKeys, FIND, hearKeys, pieceAt, TELLS_FIND } from "./keys.js";
import { leftOutControl, withReturned } from "./left-out.js";
import { listenControl } from "./listen.js";
import { dressAs, lookControl } from "./look.js";
import { marksControl } from "./marks.js";
import { announceIn, button, icon, make } from "./nodes.js";
import { makeOverlay } from "./overlay.js";
import { pagesControl } from "./pages.js";
import { moreControl, panelControl } from "./panel.js";
import { onPress } from "./press.js";
import { failureInWords, saveControl } from "./save.js";
import { copyOf, lengthOf, showLength } from "./summary.js";

/** What stays free above a piece of text that is gone to, in pixels. */
const GAP = 12;

/**
 * @typedef {object} Dress
 * @property {string[]} css The texts of tokens.css and reader.css.
 * @property {Translate} words
 * @property {boolean} [openShadow] For tests only.
 * @property {() => void} [closed] Called once, after the page was given back.
 * @property {() => boolean} [served] Whether the extension that opened it still stands behind it.
 *
 * Makes a file of the page without its words and saves it; false where that failed.
 *
 * @typedef {(reading: Reading | null, dialog: HTMLElement) => boolean} Report
 *
 * @typedef {object} Mounted
 * @property {() => void} close
 * @property {(settings: Partial<Settings>) => void} wear Makes it look as was chosen, where that is known only now.
 *
 * What the reader is drawn into: a dialog over the page, or a page of ours.
 *
 * @typedef {object} Frame
 * @property {HTMLElement} dialog
 * @property {HTMLElement} [root] What bears the look, where that is more than the dialog.
 * @property {(focus: HTMLElement) => void} open
 * @property {() => void} close
 */

/**
 * Shows `reading` over the page. What it returns takes it away and gives the page back. `rest` brings the pages that the
 * reading lacks: the reader opens with what is there, and grows as they come. Where the page does not let it be seen or
 * used, it goes, and `lost` is told what was there.
 *
 * @param {Reading} reading
 * @param {Dress & {
 *   keeper?: Keeper,
 *   pictures?: boolean,
 *   settings?: Partial<Settings>,
 *   choose?: (change: Partial<Settings>) => void,
 *   tell?: Tell,
 *   rest?: Rest | null,
 *   lost?: (reading: Reading) => void,
 *   frame?: Frame,
 *   report?: Report,
 * }} options
 * @returns {Mounted}
 */
export function mount(
  reading,
  { words, closed, keeper, pictures = true, settings = {}, choose, tell, rest, lost, frame, report, ...dress },
) {
  let isLost = false;
  const ended = () => {
    more?.stop();
    marks?.stop();
    listen?.stop();
    // Who shows it from now on lets the other pages come.
    if (isLost) rest?.pause();
    else rest?.stop();
    closed?.();
  };
  const losing = () => {
    isLost = true;
    overlay.close();
    lost?.(base);
  };
  const overlay =
    frame ??
    makeOverlay({ ...dress, covers: true, lang: words("lang"), closed: ended, lost: lost ? losing : undefined });
  const { dialog } = overlay;
  const { region, announce } = liveRegion();
  /** As the core has read it, and with what was put back of what it left out. */
  let base = reading;
  let article = reading;
  /** @type {Set<string>} */
  const returned = new Set();
  /** @param {() => void} change */
  const still = (change) => holdStill(dialog, drawing.node, change);
  const gaps = () => drawing.parts.gaps;
  const more = rest ? pagesControl({ rest, words, announce, article: () => article, gaps, grow, still }) : null;
  let drawing = draw(reading, { words, pictures, length: settings.length, status: more?.line, returned });
  let hasChosen = false;
  const chose = (/** @type {Settings["length"]} */ length) => {
    hasChosen = true;
    choose?.({ length });
  };
  const live = () =>
    enliven(drawing, { article: () => article, words, announce, scroller: () => dialog, still, chose });
  live();
  more?.draw();

  const close = button(words("close"), { class: "plain icon-only close", title: words("closeTitle") }, icon("close"));
  onPress(close, overlay.close);
  const title = make("span", { class: "bar-title", "aria-hidden": "true" }, reading.title);
  const copy = button(words("copy"), { class: "plain compact copy", title: words("copyTitle") }, icon("copy"));
  onPress(copy, () =>
    copyFrom(copy, copyOf(article, "text", words, lengthOf(drawing.parts.summary)), { words, announce }),
  );
  const settled = () => more?.settled() ?? Promise.resolve();
  const place = frame?.root ?? dialog;
  dressAs(place, settings);
  /** Of these one is open at a time. @type {{panel: HTMLElement, close: () => void}[]} */
  const panels = [];
  /** @param {HTMLElement} panel */
  const opened = (panel) => {
    for (const one of panels) if (one.panel !== panel) one.close();
  };
  const kept = keeper && shelf({ keeper, words, announce, article: () => article, settled, opened });
  const look = choose
    ? lookControl({
        ...{ words, announce, settings, opened, keep: choose },
        dress: (now) => still(() => dressAs(place, now)),
      })
    : null;
  /** @returns {number} */
  const covered = () => bar.getBoundingClientRect().bottom;
  const listen =
    choose && tell
      ? listenControl({
          ...{ words, announce, settings, tell, covered, opened, keep: choose },
          article: () => article,
          drawing: () => drawing,
          scroller: () => dialog,
        })
      : null;
  /** @param {1 | -1} way */
  const step = (way) => {
    const pieces = drawing.parts.blocks.flatMap(({ node }) =>
      node instanceof HTMLElement && node.isConnected ? [node] : [],
    );
    const { activeElement } = /** @type {Document | ShadowRoot} */ (dialog.getRootNode());
    const piece = pieceAt(pieces, activeElement, covered(), way);
    if (!piece) return;
    if (!piece.hasAttribute("tabindex")) piece.tabIndex = -1;
    piece.focus({ preventScroll: true });
    dialog.scrollTop += piece.getBoundingClientRect().top - covered() - GAP;
  };
  /** @type {import("./keys.js").Key[]} */
  const keys = [
    { shown: ["J"], heard: ["j"], says: "keyNext", repeats: true, act: () => step(1) },
    { shown: ["K"], heard: ["k"], says: "keyPrevious", repeats: true, act: () => step(-1) },
    ...(kept
      ? [
          { shown: ["S"], heard: ["s"], says: "save", act: kept.press },
          { shown: ["H"], says: "keyMark" },
          { shown: ["L"], heard: ["l"], says: "libraryTitle", act: kept.openLibrary },
        ]
      : []),
    ...(look
      ? [
          { shown: ["T"], heard: ["t"], says: "keyTheme", act: look.nextTheme },
          { shown: ["+"], heard: ["+", "="], says: "sizeLarger", repeats: true, act: () => look.resize(1) },
          { shown: ["−"], heard: ["-"], says: "sizeSmaller", repeats: true, act: () => look.resize(-1) },
        ]
      : []),
    ...(listen ? [{ shown: ["P"], heard: ["p"], says: "keyListen", act: listen.press }] : []),
    { ...FIND, heard: TELLS_FIND, act: () => tellFind() },
    { shown: ["?"], heard: ["?"], says: "keyHelp", act: () => help.turn() },
    { shown: ["Esc"], says: "keyClose" },
  ];
  const keyButton = button("?", {
    class: "plain keys-button",
    title: words("keysList"),
    "aria-label": words("keysList"),
  });
  const help = panelControl(keyButton, {
    label: words("keysList"),
    draw: () => [drawKeys(keys, words)],
    opened,
  });
  const tellFind = () => {
    if (help.panel.hidden) help.turn();
    announce(words("findBy", [FIND.shown].flat().join("+")));
  };
  const content = [look?.open, copy, kept?.library].filter((one) => one !== undefined);
  const others = moreControl({ words, content, opened });
  panels.push(...[help, look, listen, others].filter((one) => one !== null));
  if (kept) panels.push({ panel: kept.row, close: kept.close });
  const bar = make(
    "div",
    { class: "bar", role: "group", "aria-label": words("toolbar") },
    ...[close, title, keyButton, listen?.open, others.open, others.panel, kept?.save, kept?.row],
    ...[help.panel, listen?.panel, look?.panel],
  );

  /** @param {Reading} larger */
  function grow(larger) {
    base = larger;
    change();
  }

  /** The article is another one now. */
  function change() {
    article = withReturned(base, returned).article;
    drawAnew();
    marks?.redrawn();
    kept?.grown();
  }

  function drawAnew() {
    still(() => {
      const { length } = settings;
      drawing = redraw(drawing, article, { words, pictures, length, marks: marks?.placed(), returned });
      live();
      more?.draw();
      listen?.redrawn();
    });
  }

  // Where something around it bears the look, it has none of its own: its tokens would stand before those of the theme.
  dialog.className = frame?.root ? "reader" : "saring reader";
  dialog.setAttribute("aria-labelledby", drawing.headline.id);
  const main = make("main", {}, drawing.node);
  const marks = kept
    ? marksControl({
        ...{ main, keys: dialog, words, announce, draw: drawAnew, change: kept.mark },
        article: () => article,
        drawing: () => drawing,
      })
    : null;
  leftOutControl({
    ...{ main, scroller: dialog, words, announce, returned, draw: change },
    reading: () => base,
    drawing: () => drawing,
  });
  if (report) main.append(reportLine({ words, announce, report: () => report(base, dialog) }));
  dialog.append(bar, main, region);
  hearKeys(dialog, keys);
  // A panel that was opened by its key, with the focus in the text: Escape is for the panel first, then for the reader.
  const hearEscape = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (!event.isTrusted || event.key !== "Escape" || event.isComposing) return;
    const open = panels.filter(({ panel }) => !panel.hidden);
    // Inside of a panel it hears that by itself.
    if (!open.length || open.some(({ panel }) => event.composedPath().includes(panel))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const one of open) one.close();
  };
  dialog.addEventListener("keydown", hearEscape, { capture: true });
  // A press on the text is for the text.
  main.addEventListener("pointerdown", (event) => {
    if (!event.isTrusted) return;
    look?.close();
    help.close();
    others.close();
    kept?.close();
    if (!listen?.isSpeaking()) listen?.close();
  });
  // The headline stands in the bar once it has left the view.
  const follow = new IntersectionObserver(([entry]) => title.classList.toggle("shown", !entry?.isIntersecting), {
    root: dialog,
  });
  follow.observe(drawing.headline);
  overlay.open(drawing.headline);
  kept?.look().then((found) => found && marks?.show(found.marks));
  // What is there is to be seen first.
  if (more) requestAnimationFrame(() => setTimeout(more.load));
  return {
    close: overlay.close,
    wear(chosen) {
      still(() => {
        dressAs(place, chosen);
        const view = drawing.choices.views.find(({ length }) => length === chosen.length);
        const card = drawing.parts.summary;
        if (view && card && !hasChosen) showLength(card, drawing.choices.views, view.length);
      });
      look?.show(chosen);
    },
  };
}

/**
 * Changes the text without moving what is being read: the block of text a third down the view, where eyes are, stays where
 * it is; or what stands above the text where none is in view.
 *
 * @param {HTMLElement} scroller
 * @param {HTMLElement} column
 * @param {() => void} change
 */
function holdStill(scroller, column, change) {
  const height = scroller.clientHeight;
  const inView = [".body > :not(.gap)", ".lead, .card, header > *"].flatMap((parts) =>
    [...column.querySelectorAll(parts)]
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > 0 && box.top < height * 0.75)
      .map(({ part, box }) => ({ part, top: box.top, far: Math.max(box.top - height / 3, height / 3 - box.bottom, 0) }))
      .sort((one, other) => one.far - other.far),
  );
  // The browser's own way of holding still would do the same once more.
  scroller.classList.add("held");
  change();
  const still = inView.find(({ part }) => part.isConnected);
  if (still) scroller.scrollTop += still.part.getBoundingClientRect().top - still.top;
  scroller.classList.remove("held");
}

/**
 * The bar's part that has to do with the library.
 *
 * @param {Parameters<typeof saveControl>[0]} options
 */
function shelf(options) {
  const { keeper, words, announce } = options;
  const { save, row, close, look, grown, ensure, press } = saveControl(options);
  const library = button(words("library"), { class: "plain compact", title: words("libraryTitle") }, icon("library"));
  const openLibrary = async () => {
    const reply = await keeper.library();
    if (!reply.ok) announce(failureInWords(reply.code, words));
  };
  onPress(library, openLibrary);
  /**
   * Marks the saved article; one that is not saved yet is saved first, also where it was removed meanwhile.
   *
   * @param {MarkChange} change
   * @returns {Promise<Reply<Mark[]>>}
   */
  const mark = async (change) => {
    const refused = await ensure();
    if (refused) return { ok: false, code: refused };
    const reply = await keeper.mark(change);
    if (reply.ok || reply.code !== "gone") return reply;
    if (!change.add?.length) return { ok: true, value: [] };
    const again = await ensure(true);
    return again ? { ok: false, code: again } : keeper.mark(change);
  };
  return { library, save, row, close, look, grown, mark, press, openLibrary };
}

/**
 * Says something short in place of a reading.
 *
 * @param {{title: string, text: string}} message
 * @param {Dress & {keeper?: Pick<Keeper, "library">, lost?: () => void, report?: Report, settings?: Partial<Settings>}} options
 * @returns {Mounted}
 */
export function mountMessage({ title, text }, { words, keeper, lost, report, settings = {}, ...dress }) {
  const losing = () => {
    overlay.close();
    lost?.();
  };
  const overlay = makeOverlay({ ...dress, lang: words("lang"), lost: lost ? losing : undefined });
  const { dialog } = overlay;
  const close = button(words("close"), { class: "primary" });
  onPress(close, overlay.close);
  const said = make("p", { id: "saring-text" }, text);
  const door = keeper && button(words("openLibrary"), { class: "plain" });
  if (door) {
    onPress(door, async () => {
      const reply = await keeper.library();
      if (reply.ok) overlay.close();
      else said.textContent = failureInWords(reply.code, words);
    });
  }
  dialog.className = "saring message";
  dressAs(dialog, settings);
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "saring-title");
  dialog.setAttribute("aria-describedby", "saring-text");
  dialog.append(make("h1", { id: "saring-title" }, title), said, make("div", { class: "choices" }, door, close));
  if (report) {
    const { region, announce } = liveRegion();
    dialog.append(reportLine({ words, announce, report: () => report(null, dialog) }), region);
  }
  overlay.open(close);
  return { close: overlay.close, wear: (chosen) => dressAs(dialog, chosen) };
}

/**
 * The way to tell what went wrong with a page, at the very end.
 *
 * @param {{words: Translate, announce: (text: string) => void, report: () => boolean}} options
 */
function reportLine({ words, announce, report }) {
  const save = button(words("report"), { class: "plain" });
  const said = make("p", {}, words("reportWhy"));
  onPress(save, () => {
    said.textContent = words(report() ? "reportDone" : "reportFailed");
    announce(said.textContent);
  });
  return make("div", { class: "report", lang: words("lang"), dir: "ltr" }, said, save);
}

/** A region that speaks and is not seen. */
function liveRegion() {
  const region = make("div", { class: "unseen", role: "status", "aria-live": "polite" });
  /** @param {string} text */
  const announce = (text) => announceIn(region, text);
  return { region, announce };
}
