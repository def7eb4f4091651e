// @ts-check
/** @import { Browser, Tab } from "../support/browser.js" */
/** @import { Server } from "../support/server.js" */
/** @import { Look } from "./look.js" */

/**
 * One hostile page from end to end, as a person goes through it: open it, click the button, point at everything, step
 * through it, follow every link, save, find it in the library, look again, close. What happened meanwhile, and not what
 * should have, is handed back; `musts.js` judges it.
 */

import { storedRecords } from "../support/stored.js";
import { until } from "../support/wait.js";
import { wordsOf } from "../support/words.js";
import {
  blockLinks,
  focusLink,
  focusOn,
  look,
  notedLinks,
  readable,
  saveState,
  scrolled,
  sticksOut,
  stops,
  VOCABULARY,
} from "./look.js";

/**
 * How long the page's own attack may work before the click, and the reader before it is judged, in milliseconds.
 *
 * @typedef {{loaded: number, shown: number}} Pace
 *
 * @typedef {object} Case
 * @property {string} id
 * @property {string} url
 * @property {string | Buffer} body
 * @property {string[]} must
 * @property {boolean} [scripts] the page's own scripts are the attack, and go on changing the page
 * @property {Record<string, string>} [others] what else its site answers, by address
 *
 * @typedef {object} Seen
 * @property {"article" | "message" | "elsewhere" | "nothing"} opened what the click brought: an article over the page, a
 *   message there, a page of the extension's own, or nothing
 * @property {number} seconds from the click until it could be read
 * @property {string[]} ran contexts in which a script of the page's had worked
 * @property {string[]} leaked
 * @property {string[]} asked what was asked of hosts that are nobody's but the attacker's
 * @property {string[]} further what was fetched as further pages
 * @property {string[]} faults
 * @property {{where: string, look: Look}[]} looks
 * @property {string[]} wide
 * @property {string[]} followed addresses of the links that were activated
 * @property {number} unasked records that were there before anybody saved
 * @property {any} record what was saved
 * @property {string} refused why it was not saved, in the reader's words
 * @property {string[]} silent contexts that did not answer in time
 * @property {boolean} closed the reader closed on Escape
 * @property {string} changed how the page is not as it was
 */

/** @typedef {{where: string, tab: Tab, ask: <T, A>(work: (root: any, arg: A) => T, arg?: A) => Promise<T>}} View */

/** Hosts of this ending belong to no one (RFC 2606): here they are the attacker's. */
const ATTACKER = /(^|\.)example$/;

/** Whether no animation of a page goes on that will ever end. */
const STILL = "!document.getAnimations().some((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))";

/** No context may take longer to answer, in milliseconds. */
const PATIENCE = 5000;

const words = wordsOf("id");

/**
 * @param {{browser: Browser, server: Server, tab: Tab}} world `tab`: one tab for all pages, in front
 * @param {Case} page
 * @param {Pace} pace
 * @returns {Promise<Seen>}
 */
export async function visit({ browser, server, tab }, page, pace) {
  server.mute(ATTACKER);
  server.put(page.url, { body: page.body });
  for (const [url, body] of Object.entries(page.others ?? {})) server.put(url, { body });
  /** @type {Seen} */
  const seen = {
    opened: "nothing",
    seconds: Number.POSITIVE_INFINITY,
    ...{ ran: [], leaked: [], asked: [], further: [], faults: [], looks: [], wide: [], followed: [], silent: [] },
    ...{ unasked: 0, record: null, refused: "", closed: false, changed: "" },
  };
  try {
    await tab.resize(1280, 800);
    await tab.goto(page.url);
    // What moves in the page by itself ends before it is clicked: its handlers are the page's own affair.
    if (!page.scripts) await until("nothing moves", () => tab.value(STILL), 2).catch(() => {});
    await pause(pace.loaded);
    await tab.value("globalThis.__pwned = undefined, globalThis.__leak = undefined, 0");
    const found = page.scripts ? null : await stateOf(tab);
    server.asked.length = 0;
    server.met.length = 0;

    const view = await opened(browser, tab, page, seen);
    if (view) {
      await pause(pace.shown);
      try {
        await touch(view, page, seen);
        await save(browser, view, page, seen);
      } catch (error) {
        seen.faults.push(`the reader went while it was touched: ${error instanceof Error ? error.message : error}`);
      }
    }
    await contexts(browser, view, tab, seen);
    note(server, seen);
    if (view?.tab === tab) {
      await tab.key("Escape");
      seen.closed = await until("the reader goes", async () => !(await tab.hasReader()), 5).then(
        () => true,
        () => false,
      );
      if (found) seen.changed = difference(found, await stateOf(tab));
    }
    await inTime("leaving the page", seen, () => tab.goto(browser.address("library/library.html")));
    // What the page's own scripts do when they have their page and its focus back is their affair.
    server.asked.length = 0;
    server.met.length = 0;
    if (seen.record) await revisit(tab, page, seen);

    seen.faults.push(...(await browser.faults()));
    note(server, seen);
  } finally {
    await clean(browser, tab);
  }
  return seen;
}

/**
 * What the attacker was asked, and which further pages, since the server was last told to forget.
 *
 * @param {Server} server
 * @param {Seen} seen
 */
function note(server, seen) {
  seen.asked.push(...server.asked.map(({ url }) => url).filter((url) => ATTACKER.test(hostOf(url))));
  seen.asked.push(...server.met.filter((host) => ATTACKER.test(host)).map((host) => `a connection to ${host}`));
  const fetched = server.asked.filter(({ kind, errand }) => kind === "empty" && !errand);
  seen.further.push(...fetched.map(({ url }) => url));
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {string} url */
const hostOf = (url) => URL.parse(url)?.hostname ?? "";

/**
 * Everything of a page that a reader might disturb.
 *
 * @param {Tab} tab
 * @returns {Promise<{html: string, scroll: number, focus: string}>}
 */
function stateOf(tab) {
  const focus = "Document.prototype.__lookupGetter__('activeElement').call(document)?.localName ?? ''";
  const html =
    "Element.prototype.__lookupGetter__('outerHTML').call(document.lastElementChild ?? document.firstElementChild)";
  return tab.value(`({ html: ${html}, scroll: scrollY, focus: ${focus} })`);
}

/** @param {{html: string, scroll: number, focus: string}} before @param {{html: string, scroll: number, focus: string}} after */
function difference(before, after) {
  if (before.scroll !== after.scroll) return `it stood at ${before.scroll} and stands at ${after.scroll}`;
  if (before.focus !== after.focus) return `the focus was on ${before.focus} and is on ${after.focus}`;
  let at = 0;
  while (at < before.html.length && before.html[at] === after.html[at]) at += 1;
  if (before.html === after.html) return "";
  return `${before.html.slice(at, at + 60)} became ${after.html.slice(at, at + 60)}`;
}

/**
 * Clicks, and waits for something to read: over the page, or in a page of our own.
 *
 * @param {Browser} browser
 * @param {Tab} tab
 * @param {Case} page
 * @param {Seen} seen
 * @returns {Promise<View | null>}
 */
async function opened(browser, tab, page, seen) {
  const limit = Number(page.must.map((must) => /^under-seconds:(.*)/.exec(must)?.[1]).find(Boolean) ?? 2);
  /** @type {View} */
  const over = { where: "reader", tab, ask: (work, arg) => tab.inReader(work, /** @type {any} */ (arg)) };
  const begun = performance.now();
  await tab.clickButton();
  return until(
    "there is something to read",
    async () => {
      const what = (await tab.hasReader()) ? await over.ask(readable) : "";
      if (what) {
        seen.seconds = (performance.now() - begun) / 1000;
        seen.opened = what;
        return over;
      }
      const own = await ownPages(browser);
      if (!own) return null;
      const other = pageView("extension page", await browser.opened(browser.address("")));
      const said = await other.ask(readable);
      if (!said) return null;
      seen.seconds = (performance.now() - begun) / 1000;
      seen.opened = "elsewhere";
      return other;
    },
    limit + 15,
  ).catch(() => null);
}

/**
 * A view that is a page of the extension's. What is asked there must not need the page's own functions.
 *
 * @param {string} where
 * @param {Tab} tab
 * @returns {View}
 */
function pageView(where, tab) {
  const root = "document.querySelector('.reading:not([hidden])') ?? document.body";
  return { where, tab, ask: (work, arg) => tab.value(`(${work})(${root}, ${JSON.stringify(arg ?? null)})`) };
}

/** How many tabs show a page of the extension's. @param {Browser} browser @returns {Promise<number>} */
function ownPages(browser) {
  return browser.inBackground(async () => {
    const own = chrome.runtime.getURL("");
    return (await chrome.tabs.query({})).filter(({ url }) => url?.startsWith(own)).length;
  });
}

/**
 * @param {View} view
 * @param {Case} page
 * @returns {Promise<Look>}
 */
function see(view, page) {
  const wanted = page.must.flatMap((must) => /^text-(?:has|lacks):(.*)/s.exec(must)?.[1] ?? []);
  return view.ask(look, { vocabulary: VOCABULARY, wanted });
}

/**
 * Looks, points at everything, steps through everything, follows every link, and looks at two widths.
 *
 * @param {View} view
 * @param {Case} page
 * @param {Seen} seen
 */
async function touch(view, page, seen) {
  seen.looks.push({ where: view.where, look: await see(view, page) });
  for (let begin = true, left = 6; left > 0; begin = false, left -= 1) {
    const { places, more } = await view.ask(scrolled, { begin });
    await view.tab.hover(places);
    if (!more) break;
  }
  const keys = Math.min(60, (await view.ask(stops)) + 2);
  await Promise.all(Array.from({ length: keys }, () => view.tab.key("Tab")));
  const links = await view.ask(blockLinks);
  for (let which = 0; which < links; which += 1) {
    if (await view.ask(focusLink, which)) await view.tab.key("Enter");
  }
  seen.followed.push(...(await view.ask(notedLinks)));
  for (const width of [360, 1280]) {
    await view.tab.resize(width, 800);
    seen.wide.push(...(await view.ask(sticksOut)).map((one) => `${view.where} at ${width}: ${one}`));
  }
}

/** @param {Browser} browser */
const records = async (browser) => Object.values(await storedRecords(browser));

/**
 * @param {Browser} browser
 * @param {View} view
 * @param {Case} page
 * @param {Seen} seen
 */
async function save(browser, view, page, seen) {
  seen.unasked = (await records(browser)).length;
  const { there } = await view.ask(saveState);
  if (!there || !(await view.ask(focusOn, "button.save"))) return;
  await view.tab.key("Enter");
  const said = await until(
    "it is saved",
    async () => {
      const { state, said } = await view.ask(saveState);
      return state === "saved" ? "saved" : state === "busy" ? "" : said;
    },
    10,
  ).catch(() => "no answer");
  if (said !== "saved") seen.refused = said;
  [seen.record = null] = await records(browser);
  seen.looks.push({ where: `${view.where}, saved`, look: await see(view, page) });
}

/**
 * The saved article in the library, with its pictures.
 *
 * @param {Tab} tab at the library
 * @param {Case} page
 * @param {Seen} seen
 */
async function revisit(tab, page, seen) {
  const view = pageView("library", tab);
  if (!(await inTime("the library", seen, () => until("a row", () => view.ask(focusOn, "a.list-link"), 5)))) return;
  await tab.key("Enter");
  await inTime("the saved article", seen, () => until("it is shown", () => view.ask(isRead), 5));
  await touch(view, page, seen);
  if (await view.ask(focusNamed, words("showPictures"))) {
    await tab.key("Enter");
    await pause(50);
    seen.looks.push({ where: "library, with pictures", look: await see(view, page) });
  }
  const ran = await inTime("the library", seen, () => tab.value("typeof globalThis.__pwned"));
  if (ran && ran !== "undefined") seen.ran.push("library");
}

/** Whether a saved article is on view. @param {ParentNode} root */
function isRead(root) {
  return Boolean(root.querySelector("article h1"));
}

/** @param {ParentNode} root @param {string} name */
function focusNamed(root, name) {
  const button = [...root.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  button?.focus({ preventScroll: true });
  return Boolean(button);
}

/**
 * Asks every context whether anything of the page's has run there.
 *
 * @param {Browser} browser
 * @param {View | null} view
 * @param {Tab} tab
 * @param {Seen} seen
 */
async function contexts(browser, view, tab, seen) {
  const page = await inTime("page", seen, () => tab.value("[typeof globalThis.__pwned, typeof globalThis.__leak]"));
  if (page && page[0] !== "undefined") seen.ran.push("page");
  if (page && page[1] !== "undefined") seen.leaked.push("page");
  const background = await inTime("background", seen, () =>
    browser.inBackground(() => typeof (/** @type {any} */ (globalThis).__pwned)),
  );
  if (background && background !== "undefined") seen.ran.push("background");
  // The world in which our own script stands beside the page's; where its view went elsewhere, the page is not in front.
  if (view && view.tab !== tab) return;
  const content = await inTime("content script", seen, () =>
    browser.inBackground(async () => {
      const tabs = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const target = { tabId: tabs[0]?.id ?? -1 };
      const func = () => typeof (/** @type {any} */ (globalThis).__pwned);
      const [found] = await chrome.scripting.executeScript({ target, func });
      return found?.result;
    }),
  );
  if (content && content !== "undefined") seen.ran.push("content script");
}

/**
 * @template T
 * @param {string} where
 * @param {Seen} seen
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>}
 */
async function inTime(where, seen, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  try {
    return /** @type {T} */ (await Promise.race([work(), late]));
  } catch (error) {
    seen.silent.push(`${where}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Nothing of one page is left for the next: neither records nor other tabs.
 *
 * @param {Browser} browser
 * @param {Tab} tab
 */
async function clean(browser, tab) {
  // The library asks the background for its list: one that sleeps wakes by it.
  await tab.goto(browser.address("library/library.html")).catch(() => {});
  await tab.goto("about:blank");
  await browser.inBackground(async () => {
    const own = chrome.runtime.getURL("");
    const extra = (await chrome.tabs.query({})).filter(({ url }) => url?.startsWith(own));
    for (const { id } of extra) if (id !== undefined) await chrome.tabs.remove(id);
    await chrome.storage.local.clear();
  });
}
