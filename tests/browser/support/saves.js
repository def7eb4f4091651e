// @ts-check
/** @import { Browser, Tab } from "./browser.js" */

import assert from "node:assert/strict";
import { listedIds, storedRecords } from "./stored.js";

/** Saves without end, and what of it was confirmed: for what must hold when the browser ends in the middle of it. */

/** Articles of one site, so that its page may save them. @param {string} url The page's. @param {number} number */
export function smallArticle(url, number) {
  const address = `${url}-${number}`;
  const blocks = Array.from({ length: 30 }, (_, index) => ({
    kind: "paragraph",
    text:
      `Panen kemiri putaran ${number} di lereng bagian ${index + 1} menghasilkan ${number + index} karung, kata pengurus ` +
      "koperasi, dan semuanya dijual ke pabrik minyak di kota dengan harga yang sudah disepakati sejak awal musim.",
  }));
  return { url: address, canonical: address, title: `Panen kemiri ${number}`, blocks };
}

/**
 * From now on the page's script of ours saves one article after the other, without a pause. The button must have been
 * clicked there before: that lets the script in.
 *
 * @param {Browser} browser
 * @param {Tab} tab
 * @param {string} url The page's.
 * @param {number} first The number of the first article.
 */
export async function saveWithoutEnd(browser, tab, url, first) {
  const readings = Array.from({ length: 400 }, (_, index) => smallArticle(url, first + index));
  await browser.inBackground(
    async ({ url, readings }) => {
      // Without the permission for tabs their addresses are hidden, but for the one that was clicked.
      const tabs = await chrome.tabs.query({});
      const tabId = tabs.find((one) => one.url?.startsWith(url))?.id ?? -1;
      await chrome.scripting.executeScript({
        target: { tabId },
        args: [readings],
        func: (all) => {
          const told = document.documentElement.dataset;
          told.confirmed = "[]";
          const run = async () => {
            /** @type {string[]} */
            const confirmed = [];
            for (const reading of all) {
              const reply = await chrome.runtime.sendMessage({ kind: "save", reading });
              if (!reply?.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
              confirmed.push(reading.canonical);
              told.confirmed = JSON.stringify(confirmed);
            }
          };
          run().catch((error) => {
            told.failed = String(error);
          });
        },
      });
    },
    { url, readings },
  );
  await tab.evaluate(() => true);
}

/** Which saves the page knows to be confirmed. @param {Tab} tab @returns {Promise<string[]>} */
export async function confirmed(tab) {
  const { confirmed: ids, failed } = await tab.evaluate(() => ({ ...document.documentElement.dataset }));
  if (failed) throw new Error(failed);
  return JSON.parse(ids ?? "[]");
}

/**
 * Whether every save that was confirmed is there, nothing by halves, and in the list what is there.
 *
 * @param {Browser} browser started again
 * @param {string} url The page's.
 * @param {string[]} done which saves were confirmed
 */
export async function checkSaves(browser, url, done) {
  const records = await storedRecords(browser);
  for (const id of done) assert.ok(records[id], `${id} was confirmed`);
  for (const record of Object.values(records)) {
    const number = Number(record.id.split("-").at(-1));
    assert.deepEqual(record.blocks.length, smallArticle(url, number).blocks.length, record.id);
  }
  assert.deepEqual((await listedIds(browser)).sort(), Object.keys(records).sort());
}
