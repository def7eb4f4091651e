// @ts-check
/** @import { Keeper, Reading, Source } from "./types" */

/** One click: read the page, show the reader. A second click takes it away. */

import reader from "./reader/reader.css";
import { mount, mountMessage } from "./reader/reader.js";
import tokens from "./reader/tokens.css";
import { restOf } from "./rest.js";
import { api } from "./shared/api.js";
import { ask } from "./shared/messages.js";
import { Refusal } from "./shared/refusal.js";
import { extensionWords } from "./shared/words.js";
import { elsewhere, inPlace } from "./source.js";

const started = performance.now();

/** This world's memory between clicks. */
globalThis.saring ??= { close: null, turn: 0 };
const state = globalThis.saring;
const words = extensionWords();
// An update of the extension leaves this script without its words; what it must say then is looked up now.
for (const key of ["saving", "failStale"]) words(key);
const dress = { css: [tokens, reader], words, openShadow: __OPEN_SHADOW__, closed };

click();

/** The page was given back. */
function closed() {
  state.close = null;
}

async function click() {
  state.turn += 1;
  if (state.close) return state.close();
  const { turn } = state;
  try {
    const source = await whereverItRuns();
    const loaded = performance.now();
    const reading = await source.read();
    // Of clicks that come faster than the engine, the last one counts.
    if (state.turn === turn) showReading(source, reading, loaded);
    else source.stop();
  } catch (error) {
    if (state.turn === turn) sayOrSignal(failure(error));
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
 * @param {number} loaded When the engine was there.
 */
function showReading(source, reading, loaded) {
  const read = performance.now();
  const rest = reading.kind === "article" ? restOf(source, reading) : null;
  if (!rest) source.stop();
  if (reading.kind !== "article") return sayOrSignal(notArticle(reading));
  const shown = show(() => mount(reading, { ...dress, keeper: keeperOf(reading), rest }));
  if (shown) report({ engine: loaded - started, read: read - loaded, draw: performance.now() - read });
}

/**
 * Shows something and makes sure that it is to be seen; where the page prevents that, the background says so.
 *
 * @param {() => import("./reader/reader.js").Mounted} mounting
 */
function show(mounting) {
  const mounted = mounting();
  const { close } = mounted;
  state.close = close;
  const seen = () => {
    if (state.close !== close || mounted.healthy()) return true;
    close();
    ask({ kind: "refused", reason: "hidden" });
    return false;
  };
  // Once at once, and once more when the page's own scripts have had their turn.
  afterPaint(() => setTimeout(seen, 100));
  return seen();
}

/** @param {{title: string, text: string}} message */
function sayOrSignal(message) {
  const keeper = { library: () => ask({ kind: "open-library" }) };
  try {
    show(() => mountMessage(message, { ...dress, keeper }));
  } catch {
    // A document that can't even hold a dialog, such as a bare drawing.
    ask({ kind: "refused", reason: "hidden" });
  }
}

/**
 * @param {Reading} reading
 * @returns {Keeper}
 */
function keeperOf({ canonical: id }) {
  return {
    private: api.extension?.inIncognitoContext === true,
    find: () => ask({ kind: "find-record", id }),
    // The trace is for the eyes; the record needs none of it.
    save: ({ trace, ...article }) => ask({ kind: "save", reading: article }),
    library: () => ask({ kind: "open-library" }),
  };
}

/** @param {Reading} reading */
function notArticle({ reason }) {
  const list = reason === "list-page";
  return { title: words("notArticle"), text: words(list ? "notArticleList" : "notArticleHint") };
}

/**
 * What went wrong, in words that ask for no knowledge of ours.
 *
 * @param {unknown} error
 */
function failure(error) {
  const code = error instanceof Refusal ? error.code : "";
  if (code === "page-too-large") return { title: words("tooLarge"), text: words("tooLargeHint") };
  if (code === "no-engine") return { title: words("forbidden"), text: words("forbiddenHint") };
  return { title: words("broken"), text: words("brokenHint") };
}

/**
 * Tells how long each step took, once the reader is painted.
 *
 * @param {Record<string, number>} steps
 */
function report(steps) {
  afterPaint(() => ask({ kind: "timing", steps: { ...steps, total: performance.now() - started }, at: Date.now() }));
}

/** @param {() => void} then */
function afterPaint(then) {
  requestAnimationFrame(() => setTimeout(then));
}
