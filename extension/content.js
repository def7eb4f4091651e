// @ts-check
/** @import { Engine, Keeper, Reading } from "./types" */

/** One click: read the page, show the reader. A second click takes it away. */

import reader from "./reader/reader.css";
import { mount, mountMessage } from "./reader/reader.js";
import tokens from "./reader/tokens.css";
import { restOf } from "./rest.js";
import { api } from "./shared/api.js";
import { ask } from "./shared/messages.js";
import { extensionWords } from "./shared/words.js";

const started = performance.now();

/** This world's memory between clicks. A name that nobody has taken is answered for by the page's element of that id. */
const known = Object.hasOwn(globalThis, "saring") ? globalThis.saring : null;
const state = known ?? { close: null, turn: 0 };
globalThis.saring = state;
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
    const engine = await globalThis.saringEngine.load();
    // Of clicks that come faster than the engine, the last one counts.
    if (state.turn === turn) readPage(engine);
  } catch (error) {
    if (state.turn === turn) sayOrSignal(failure(error));
  }
}

/** @param {Engine} engine */
function readPage(engine) {
  const loaded = performance.now();
  const reading = engine.read(document);
  const read = performance.now();
  if (reading.kind !== "article") return sayOrSignal(notArticle(reading));
  const rest = restOf(engine, reading);
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
  // Chromium applies the page's policy to our Wasm; its error has no text to speak of, only its name.
  const forbidden = /** @type {{name?: string} | null} */ (error)?.name === "CompileError";
  return forbidden
    ? { title: words("forbidden"), text: words("forbiddenHint") }
    : { title: words("broken"), text: words("brokenHint") };
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
