// @ts-check
/** @import { Reading, Rest, Said, Settings, Source } from "./types" */

/** One click: read the page, show the reader. A second click takes it away. */

import reader from "./reader/reader.css";
import { mount, mountMessage } from "./reader/reader.js";
import tokens from "./reader/tokens.css";
import { restOf } from "./rest.js";
import { api } from "./shared/api.js";
import { askForSettings, keepSetting } from "./shared/chosen.js";
import { keeperOf } from "./shared/keeper.js";
import { answerLines, ask } from "./shared/messages.js";
import { Refusal } from "./shared/refusal.js";
import { saidInWords } from "./shared/said.js";
import { extensionWords } from "./shared/words.js";
import { skeletonOf } from "./skeleton.js";
import { elsewhere, inPlace, tell as tellTexts } from "./source.js";

const started = performance.now();

/** This world's memory between clicks. A name that nobody has taken is answered for by the page's element of that id. */
const known = Object.hasOwn(globalThis, "saring") ? globalThis.saring : undefined;
const state = known ?? { close: null, wear: null, turn: 0, handed: null };
globalThis.saring = state;
const words = extensionWords();
// An update of the extension leaves this script without its words; what it must say then is looked up now.
for (const key of ["saving", "failStale"]) words(key);
const served = () => Boolean(api.runtime?.id);
const dress = { css: [tokens, reader], words, openShadow: __OPEN_SHADOW__, closed, served, report };

if (!known) answerLines("rest", "tab", restForTab);
click();

/** The page was given back. */
function closed() {
  state.close = null;
  state.wear = null;
}

async function click() {
  state.turn += 1;
  if (state.close) return state.close();
  const { turn } = state;
  // The answer comes while the engine is being made ready; one that takes longer still counts.
  const chosen = askForSettings((settings) => {
    if (state.turn === turn) state.wear?.(settings);
  });
  try {
    const source = await whereverItRuns();
    const loaded = performance.now();
    const reading = await source.read();
    const read = performance.now();
    const settings = await chosen();
    // Of clicks that come faster than the engine, the last one counts.
    if (state.turn === turn) showReading(source, reading, { loaded, read, settings });
    else source.stop();
  } catch (error) {
    const settings = await chosen();
    if (state.turn === turn) say(failure(error), settings);
  }
}

/** In Chromium a page's policy can forbid the engine in the page; then it runs elsewhere. */
async function whereverItRuns() {
  let engine;
  try {
    engine = await globalThis.saringEngine.load();
  } catch {
    return elsewhere();
  }
  return inPlace(engine);
}

/**
 * @param {Source} source
 * @param {Reading} reading
 * @param {{loaded: number, read: number, settings: Partial<Settings>}} when `loaded`: when the engine was
 *   there, `read`: when it had read the page
 */
function showReading(source, reading, { loaded, read, settings }) {
  const rest = reading.kind === "article" ? restOf(source, reading) : null;
  if (!rest) source.stop();
  if (reading.kind !== "article") return say(reading.reason === "list-page" ? "list" : "not-article", settings);
  const lost = (/** @type {Reading} */ article) => handOver(article, rest);
  try {
    const keeper = keeperOf(reading, api.extension?.inIncognitoContext === true);
    const begun = performance.now();
    const shown = mount(reading, { ...dress, keeper, rest, lost, settings, choose: keepSetting, tell: tellTexts });
    ({ close: state.close, wear: state.wear } = shown);
    tell({ engine: loaded - started, read: read - loaded, draw: performance.now() - begun });
  } catch {
    // A document that can't even hold a dialog.
    lost(reading);
  }
}

/**
 * The page does not let the reader be: a tab of ours shows the article, and this script goes on fetching its pages.
 *
 * @param {Reading} article
 * @param {Rest | null} rest
 */
async function handOver(article, rest) {
  state.close = null;
  // The extension was updated meanwhile, and its new reader lies there.
  if (!served()) return rest?.stop();
  state.handed?.stop();
  state.handed = rest;
  const reply = await ask({ kind: "take-over", reading: article });
  if (reply.ok) return;
  rest?.stop();
  // In a private window the button says it.
  if (reply.code === "private-window") return;
  ask({ kind: "say-apart", said: reply.code === "record-too-large" ? "too-large" : "broken" });
}

/**
 * Says why there is nothing to read, over the page or, where that can't be seen, beside it.
 *
 * @param {Said} said
 * @param {Partial<Settings>} settings
 */
function say(said, settings) {
  const lost = () => {
    state.close = null;
    ask({ kind: "say-apart", said });
  };
  try {
    const keeper = { library: () => ask({ kind: "open-library" }) };
    const shown = mountMessage(saidInWords(said, words), { ...dress, keeper, lost, settings });
    ({ close: state.close, wear: state.wear } = shown);
  } catch {
    lost();
  }
}

/**
 * What went wrong.
 *
 * @param {unknown} error
 * @returns {Said}
 */
function failure(error) {
  const code = error instanceof Refusal ? error.code : "";
  if (code === "page-too-large") return "too-large";
  return code === "no-engine" ? "no-engine" : "broken";
}

/**
 * Saves a file of this page without its words, for who wants to tell us what was read wrongly. It goes to the person's
 * downloads and nowhere else.
 *
 * @param {Reading | null} reading
 * @param {HTMLElement} dialog What is ours in the page.
 */
function report(reading, dialog) {
  try {
    const { host } = /** @type {ShadowRoot} */ (dialog.getRootNode());
    const text = skeletonOf(document.documentElement, host, reading, api.runtime.getManifest().version);
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "saring-laporan.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells how long each step took, once the reader is painted.
 *
 * @param {Record<string, number>} steps
 */
function tell(steps) {
  afterPaint(() => ask({ kind: "timing", steps: { ...steps, total: performance.now() - started }, at: Date.now() }));
}

/** The tab that shows this page's article lets its other pages come from here. @returns {import("./shared/messages.js").LineAnswers} */
function restForTab() {
  const rest = state.handed;
  return {
    answers: {
      async load(_, say) {
        if (!rest) throw new Refusal("no-answer");
        await rest.load({ progress: (pages) => say({ pages }), arrived: (reading) => say({ reading }) });
        return rest.hopeful();
      },
    },
    ended: () => rest?.pause(),
  };
}

/** @param {() => void} then */
function afterPaint(then) {
  requestAnimationFrame(() => setTimeout(then));
}
