// @ts-check
/** @import { Tab } from "./browser.js" */

import { until } from "./wait.js";

/**
 * From now on what the page makes a file of is kept in the page, and does not go to the downloads of whoever runs the tests.
 *
 * @param {Tab} tab
 */
export async function keepFiles(tab) {
  await tab.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    page.kept = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      page.kept.push(blob);
      return make(blob);
    };
    addEventListener(
      "click",
      (event) => {
        const { target } = event;
        if (!(target instanceof HTMLAnchorElement) || !target.download) return;
        event.preventDefault();
        page.downloaded = target.download;
      },
      true,
    );
  });
}

/** The file that was made last, as text. @param {Tab} tab @returns {Promise<string>} */
export function keptText(tab) {
  return tab.evaluate(() => /** @type {any} */ (globalThis).kept.at(-1).text());
}

/** The same as bytes. @param {Tab} tab */
export async function keptBytes(tab) {
  const bytes = await tab.evaluate(async () => {
    const blob = /** @type {Blob} */ (/** @type {any} */ (globalThis).kept.at(-1));
    const letters = [];
    for (const byte of new Uint8Array(await blob.arrayBuffer())) letters.push(byte);
    return letters;
  });
  return Buffer.from(bytes);
}

/**
 * Chooses a file on the page, as if it had been picked from the disk.
 *
 * @param {Tab} tab
 * @param {(string | number[])[]} parts texts, or bytes
 * @param {string} [name]
 */
export async function choose(tab, parts, name = "saring.json") {
  await tab.evaluate(() => {
    /** @type {any} */ (globalThis).parts = [];
  });
  for (const part of parts) {
    await tab.evaluate((one) => {
      const page = /** @type {any} */ (globalThis);
      page.parts.push(typeof one === "string" ? one : new Uint8Array(one));
    }, part);
  }
  await tab.evaluate((called) => {
    const page = /** @type {any} */ (globalThis);
    const chosen = new DataTransfer();
    chosen.items.add(new File(page.parts, called));
    page.parts = [];
    const input = /** @type {HTMLInputElement} */ (document.querySelector(".data input[type=file]"));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
  }, name);
}

/** What the last work came to, when it is done. @param {Tab} tab @param {number} [seconds] */
export function answer(tab, seconds = 60) {
  return until(
    "the work is done",
    () => tab.evaluate(() => document.querySelector(".data-work:not([hidden]) .data-answer")?.textContent),
    seconds,
  );
}
