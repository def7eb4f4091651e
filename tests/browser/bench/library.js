// @ts-check
/**
 * How fast the library is when it is full: `cargo xtask bench library [--records N] [--rounds N]`, in Chromium, with articles
 * that are made for it. Each figure is the median of several rounds, beside what is wanted.
 */

import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { articles } from "../support/articles.js";
import { restoreAll } from "../support/filled.js";
import { fixture, serve } from "../support/fixtures.js";
import { until } from "../support/wait.js";
import { wordsOf } from "../support/words.js";
import { makeWorld, read } from "../support/world.js";
import { measureData } from "./data.js";

/** @import { Tab } from "../support/browser.js" */

const { values } = parseArgs({ options: { records: { type: "string" }, rounds: { type: "string" } } });
const total = Number(values.records ?? 10_000);
const rounds = Number(values.rounds ?? 7);
const words = wordsOf("id");

/** What is typed, letter by letter. */
const QUERIES = ["laba bersih", "kenaikan harga", "saham naik"];

const world = await makeWorld();
try {
  let browser = await world.browser();
  const address = browser.address("library/library.html");
  let tab = await browser.open(address);
  const begun = performance.now();
  await restoreAll(tab, articles(total));
  // As on another day: what the browser puts in order on its disk after so much writing is done.
  await browser.close();
  browser = await world.browser();
  tab = await browser.open(address);
  console.log(`Chromium ${browser.version}, ${total} articles (put in within ${since(begun)} s), ${rounds} rounds`);

  /** @type {Record<"rows" | "complete" | "index" | "keys" | "work" | "save", number[]>} */
  const times = { rows: [], complete: [], index: [], keys: [], work: [], save: [] };
  for (let round = 0; round < rounds; round += 1) {
    await opened(tab);
    const { rows, complete } = await tab.evaluate(paints);
    times.rows.push(rows);
    times.complete.push(complete);
    times.index.push(await readyAfter(tab));
    for (const query of QUERIES) {
      const { keys, work } = await typed(tab, query);
      times.keys.push(...keys);
      times.work.push(...work);
    }
  }
  say("page open to first rows painted", middle(times.rows), 300, "ms");
  say("page open to all lines there", middle(times.complete), null, "ms");
  say("index ready, from the first key", middle(times.index), 600, "ms");
  say("keystroke to results painted, median", middle(times.keys), 16, "ms");
  say("keystroke to results painted, 95th", part(times.keys, 0.95), 50, "ms");

  say("of it until it was answered, before a frame", middle(times.work), null, "ms");

  await opened(tab);
  await readyAfter(tab);
  const { heap } = await tab.memory();
  say("memory of the library page, its scripts' heap", heap / 1e6, 150, "MB");
  const own = privateMemory(world.folder);
  say("the same, all of the renderer's own memory", own / 1e6, 150, "MB");

  // Whoever saves has the library open seldom, and never in view.
  await tab.goto("about:blank");
  const page = fixture("kontan/desk-market");
  serve(world.server, page);
  for (let round = 0; round < rounds; round += 1) times.save.push(await saved(page.url));
  say("one save, from click to confirmed", middle(times.save), 30, "ms");
  say("beside it: storing a single letter", middle(await browser.inBackground(letters, rounds)), null, "ms");

  await tab.goto("about:blank");
  await browser.inBackground(async () => {
    const keys = Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith("rows:"));
    await chrome.storage.local.remove(keys);
  });
  const lost = performance.now();
  await tab.goto(address);
  // Until it is whole a text without figures stands in place of the count.
  const isWhole = () => tab.evaluate(() => /\d/.test(document.querySelector(".list-count")?.textContent ?? ""));
  await until("the list is whole again", isWhole, 120);
  say("the list made anew, where all of it was lost", (performance.now() - lost) / 1000, null, "s");

  /** @param {string} url */
  async function saved(url) {
    const site = await browser.open(url);
    await read(site);
    await site.inReader(
      (root, labels) => {
        /** @type {any} */ (globalThis).took = null;
        const button = [...root.querySelectorAll("button")].find((one) =>
          labels.includes(one.textContent?.trim() ?? ""),
        );
        if (!button) throw new Error("there is no button to save");
        let at = 0;
        button.addEventListener(
          "click",
          () => {
            at = performance.now();
          },
          { capture: true, once: true },
        );
        new MutationObserver(() => {
          if (at && button.textContent?.includes(labels[1] ?? "")) {
            /** @type {any} */ (globalThis).took ??= performance.now() - at;
          }
        }).observe(root, { childList: true, subtree: true, characterData: true });
      },
      [words("save"), words("saved")],
    );
    await site.press("button", words("save"));
    const took = await until("it is saved", () => site.inReader(() => /** @type {any} */ (globalThis).took));
    await site.close();
    // As if it had never been: each round saves a new record.
    const library = await browser.open(address);
    const reply = await library.evaluate(
      (id) => chrome.runtime.sendMessage({ kind: "remove", ids: [id] }),
      page.expected.canonical,
    );
    await library.close();
    if (!reply?.ok) throw new Error("the saved article could not be removed again");
    return took;
  }

  /** The page anew, with what sees its first rows painted. @param {Tab} one */
  async function opened(one) {
    await one.goto("about:blank");
    await one.goto(address);
    await until(
      "all lines are there",
      () => one.evaluate(() => Boolean(document.querySelector(".list-count")?.textContent)),
      60,
    );
  }
} finally {
  await world.end();
}

const moved = await measureData(total);
say(`import of ${(moved.bytes / 1e6).toFixed(0)} MB, from the choice of the file`, moved.importMs / 1000, 20, "s");
say("export to JSON", moved.exportMs / 1000, 5, "s");

/** When the first rows and all lines were painted, since the page was asked for. Runs in the page. */
async function paints() {
  /** @type {any[]} */
  const entries = [];
  await new Promise((resolve) => {
    new PerformanceObserver((list) => {
      entries.push(...list.getEntries());
      if (entries.some(({ identifier }) => identifier === "count")) resolve(null);
    }).observe({ type: "element", buffered: true });
  });
  const at = (/** @type {string} */ name) =>
    Math.min(
      ...entries
        .filter((/** @type {any} */ one) => one.identifier === name)
        .map((/** @type {any} */ one) => one.renderTime),
    );
  return { rows: at("row"), complete: at("count") };
}

/** Focuses the search and waits until all texts can be found. @param {Tab} tab */
function readyAfter(tab) {
  return tab.evaluate(async () => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector(".list-search input"));
    const count = /** @type {HTMLElement} */ (document.querySelector(".list-count"));
    const begun = performance.now();
    field.focus();
    field.value = "laba";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // While texts are still being read, a second part says so.
    while (count.textContent?.includes("·") || !document.querySelector(".list-row mark")) {
      await new Promise((next) => setTimeout(next, 4));
      if (performance.now() - begun > 60_000) throw new Error("the index is not ready after a minute");
    }
    const took = performance.now() - begun;
    field.value = "";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return took;
  });
}

/**
 * Types with the keyboard; how long after each key it was answered, and its results were painted.
 *
 * @param {Tab} tab
 * @param {string} query
 */
async function typed(tab, query) {
  await tab.evaluate(() => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector(".list-search input"));
    field.focus();
    field.value = "";
    const all = /** @type {number[]} */ ([]);
    const work = /** @type {number[]} */ ([]);
    Object.assign(globalThis, { keys: all, work });
    let at = 0;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      at = event.timeStamp;
    };
    const onInput = () => {
      const begun = at;
      work.push(performance.now() - begun);
      // A message that is sent before the frame arrives when it is drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => all.push(performance.now() - begun);
        port2.postMessage(null);
      });
    };
    /** @type {any} */ (globalThis).stop?.();
    addEventListener("keydown", onKey, true);
    addEventListener("input", onInput);
    /** @type {any} */ (globalThis).stop = () => {
      removeEventListener("keydown", onKey, true);
      removeEventListener("input", onInput);
    };
  });
  for (const [at, letter] of [...query].entries()) {
    await tab.type(letter);
    await until("it is painted", () => tab.evaluate((n) => /** @type {any} */ (globalThis).keys.length > n, at));
  }
  return tab.evaluate(() => {
    /** @type {any} */ (globalThis).stop();
    const { keys, work } = /** @type {{keys: number[], work: number[]}} */ (/** @type {any} */ (globalThis));
    return { keys, work };
  });
}

/** How long it takes to store a single letter, again and again. Runs in the background. @param {number} rounds */
async function letters(rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await chrome.storage.local.set({ letter: String(round % 10) });
    times.push(performance.now() - begun);
  }
  await chrome.storage.local.remove(["letter"]);
  return times;
}

/**
 * What the largest renderer of the extension has for itself, in bytes: the library's page, since no other is open.
 *
 * @param {string} folder in which the browser's profile lies
 */
function privateMemory(folder) {
  let most = Number.NaN;
  for (const id of processes()) {
    const line = readText(`/proc/${id}/cmdline`);
    if (!line.includes("--type=renderer") || !line.includes("--extension-process")) continue;
    if (!ancestors(id).some((one) => readText(`/proc/${one}/cmdline`).includes(folder))) continue;
    const sums = readText(`/proc/${id}/smaps_rollup`);
    const own = [...sums.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((sum, one) => sum + Number(one[1]), 0) * 1024;
    most = Number.isNaN(most) ? own : Math.max(most, own);
  }
  return most;
}

/** @returns {string[]} */
function processes() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

/** The process and all that it came from. @param {string} id @returns {string[]} */
function ancestors(id) {
  const parent = /^PPid:\s+(\d+)$/m.exec(readText(`/proc/${id}/status`))?.[1];
  return parent && parent !== "0" ? [id, ...ancestors(parent)] : [id];
}

/** A file's text, or nothing where the process has gone. @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} what @param {number} found @param {number | null} wanted @param {string} unit */
function say(what, found, wanted, unit) {
  const limit = wanted === null ? "" : `wanted at most ${wanted} ${unit}`;
  console.log(
    `  ${what.padEnd(46)} ${`${found.toFixed(found < 100 ? 1 : 0)} ${unit}`.padStart(10)}   ${limit}`.trimEnd(),
  );
}

/** @param {number[]} all */
function middle(all) {
  return part(all, 0.5);
}

/** @param {number[]} all @param {number} share */
function part(all, share) {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/** @param {number} begun */
function since(begun) {
  return ((performance.now() - begun) / 1000).toFixed(0);
}
