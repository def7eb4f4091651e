// @ts-check
/**
 * How long a library of many articles takes to come in and to go out: node tests/browser/bench/data.js [COUNT]
 *
 * The articles are made up. They come in as one backup file through the page, as a reader would bring it, and go out by the
 * same page; times are those of the page's own clock, from the choice of the file to the word that it is done. Prints one
 * line of JSON.
 */

import { fileURLToPath } from "node:url";
import { answer, choose, keepFiles } from "../support/files.js";
import { storedArticle } from "../support/filled.js";
import { makeWorld } from "../support/world.js";

/** How many records are made at once. */
const HANDFUL = 500;

/**
 * @param {number} count
 * @param {(text: string) => void} [note]
 */
export async function measureData(count, note = () => {}) {
  const world = await makeWorld();
  try {
    const browser = await world.browser();
    const tab = await browser.open(browser.address("library/library.html#data"));
    await keepFiles(tab);
    await timed(tab);
    note(`making ${count} articles`);
    const parts = ['{"format":"saring","version":1,"exported":"2026-01-01T00:00:00.000Z","records":[\n'];
    for (let from = 0; from < count; from += HANDFUL) {
      const indices = Array.from({ length: Math.min(HANDFUL, count - from) }, (_, index) => from + index);
      parts.push(`${from ? ",\n" : ""}${indices.map((index) => storedArticle(index).stored).join(",\n")}`);
    }
    parts.push("\n]}\n");
    note("importing");
    await choose(tab, parts);
    const said = await answer(tab, 300);
    const imported = await took(tab);
    note(String(said));
    if (!said?.includes(count.toLocaleString("id"))) throw new Error(`the import said: ${said}`);
    note("exporting");
    await tab.evaluate(() => {
      document.querySelector(".data-answer")?.remove();
      /** @type {HTMLElement} */ (document.querySelector(".data button.primary")).click();
    });
    await answer(tab, 300);
    const exported = await took(tab);
    const bytes = await tab.evaluate(() => /** @type {any} */ (globalThis).kept.at(-1).size);
    return { browser: browser.name, count, bytes, importMs: Math.round(imported), exportMs: Math.round(exported) };
  } finally {
    await world.end();
  }
}

/** From now on the page notes when a work begins and when it is done. @param {import("../support/browser.js").Tab} tab */
async function timed(tab) {
  await tab.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    const input = document.querySelector(".data input[type=file]");
    const begin = () => {
      page.begun = performance.now();
      page.took = null;
    };
    input?.addEventListener("change", begin, true);
    document.querySelector(".data button.primary")?.addEventListener("click", begin, true);
    new MutationObserver(() => {
      if (page.took === null && document.querySelector(".data-work:not([hidden]) .data-answer")) {
        page.took = performance.now() - page.begun;
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** @param {import("../support/browser.js").Tab} tab @returns {Promise<number>} */
function took(tab) {
  return tab.evaluate(() => /** @type {any} */ (globalThis).took);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(process.argv[2] ?? 10_000);
  console.log(JSON.stringify(await measureData(count, (text) => console.error(text))));
}
