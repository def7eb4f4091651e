// @ts-check
/** @import { Handed, Reading, Rest, Settings } from "../types" */

/** The article of a page that does not let it be shown there, in a tab of its own: the same reader, the same deeds. */

import { dressAs } from "../reader/look.js";
import { button, link, make } from "../reader/nodes.js";
import { onPress } from "../reader/press.js";
import { mount } from "../reader/reader.js";
import { askForSettings, keepSetting } from "../shared/chosen.js";
import { keeperOf } from "../shared/keeper.js";
import { ask, openLineTo } from "../shared/messages.js";
import { saidInWords } from "../shared/said.js";
import { rememberTheme } from "../shared/theme.js";
import { tellOwn } from "../shared/voice.js";
import { extensionWords } from "../shared/words.js";

const words = extensionWords();
const chosen = askForSettings(wear);

start();

async function start() {
  document.documentElement.lang = words("lang");
  document.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    leave();
  });
  const reply = await ask({ kind: "handed", token: location.hash.slice(1) });
  const handed = /** @type {Handed | null} */ (reply.ok ? reply.value : null);
  try {
    if (handed?.reading) return await show(handed, handed.reading);
  } catch {
    document.body.replaceChildren();
    return teach(saidInWords("broken", words), handed?.url);
  }
  if (handed?.said) teach(saidInWords(handed.said, words), handed.url);
  else teach({ title: words("tabGone"), text: words("tabGoneHint") }, handed?.url);
}

/** What stands here in place of an article wears the theme, too. @param {Partial<Settings>} settings */
function wear(settings) {
  dressAs(document.documentElement, settings);
  rememberTheme(settings);
}

/** @param {Partial<Settings>} change */
function choose(change) {
  keepSetting(change);
  if (change.theme) rememberTheme(change);
}

/** Back to the page. */
async function leave() {
  const { ok } = await ask({ kind: "give-back" });
  if (!ok) close();
}

/**
 * @param {Handed} handed
 * @param {Reading} reading
 */
async function show(handed, reading) {
  // Where the text is pressed the focus stays in it, and the reader's keys with it.
  const sheet = make("div", { tabindex: -1 });
  const note = make("p", { class: "apart", lang: words("lang") }, words("tabNote"));
  const frame = {
    dialog: sheet,
    root: document.documentElement,
    /** @param {HTMLElement} focus */
    open(focus) {
      sheet.classList.add("sheet");
      sheet.querySelector("article > header")?.prepend(note);
      document.body.append(sheet);
      focus.focus({ preventScroll: true });
    },
    close: leave,
  };
  document.title = reading.title || words("untitled");
  const settings = await chosen();
  const keeper = keeperOf(reading, handed.private);
  const rest = restOf(handed, reading);
  mount(reading, { css: [], words, keeper, rest, frame, settings, choose, tell: tellOwn });
  const total = performance.now();
  requestAnimationFrame(() => setTimeout(() => ask({ kind: "timing", steps: { total }, at: Date.now() })));
}

/**
 * The other pages come through the page's own script, in its own session, as long as the page is there.
 *
 * @param {Handed} handed
 * @param {Reading} reading
 * @returns {Rest | null}
 */
function restOf({ source }, reading) {
  if (!reading.pages?.missing?.length) return null;
  let latest = reading;
  let hopeful = true;
  return {
    async load({ progress, arrived }) {
      const line = openLineTo(source, "rest");
      try {
        hopeful = await line.ask({ kind: "load" }, ({ pages, reading: larger }) => {
          if (pages) return progress(pages);
          latest = larger;
          arrived(larger);
        });
      } catch {
        // The page was closed, or shows something else by now.
        hopeful = false;
      } finally {
        line.end();
      }
      return latest;
    },
    hopeful: () => hopeful,
    pause() {},
    stop() {},
  };
}

/**
 * @param {{title: string, text: string}} message
 * @param {string | undefined} url
 */
function teach({ title, text }, url) {
  document.title = title;
  const library = button(words("openLibrary"), { class: "plain" });
  onPress(library, () => ask({ kind: "open-library" }));
  const back = button(words("close"), { class: "primary" });
  onPress(back, leave);
  const heading = make("h1", { tabindex: -1 }, title);
  const choices = make("div", { class: "choices" }, back, library, url ? link(url, {}, words("openOriginal")) : null);
  document.body.append(make("main", { class: "teaching" }, heading, make("p", {}, text), choices));
  heading.focus();
}
