// @ts-check
/** @import { Browser } from "./browser.js" */

import { makeRecord, textOf } from "../../../extension/shared/record.js";
import { article } from "./articles.js";

/**
 * The stored text of one article that is made up, with all that its reader made of it.
 *
 * @param {number} index
 * @param {object} [more] what is to be different
 * @returns {{id: string, stored: string}}
 */
export function storedArticle(index, more = {}) {
  const made = article(index);
  const record = { ...makeRecord(made, { saved: made.saved, updated: made.updated }), own: made.own, ...more };
  return { id: record.id, stored: textOf(record) };
}

/**
 * Puts records on disk, past all code of ours; the library makes its lines when it is opened.
 *
 * @param {Browser} browser
 * @param {{id: string, stored: unknown}[]} records
 */
export async function fill(browser, records) {
  for (let from = 0; from < records.length; from += 200) {
    const handful = records.slice(from, from + 200).map(({ id, stored }) => [`record:${id}`, stored]);
    await browser.inBackground((entries) => chrome.storage.local.set(Object.fromEntries(entries)), handful);
  }
}

/** All that is on disk, key by key. @param {Browser} browser @returns {Promise<Record<string, unknown>>} */
export function onDisk(browser) {
  return browser.inBackground(() => chrome.storage.local.get(null));
}

/** The records on disk as they are stored, by identity. @param {Browser} browser */
export async function storedTexts(browser) {
  const all = Object.entries(await onDisk(browser)).filter(([key]) => key.startsWith("record:"));
  return Object.fromEntries(all.map(([key, stored]) => [key.slice("record:".length), stored]));
}
