// @ts-check
/** @import { Browser, Tab } from "./browser.js" */

import { makeRecord, textOf } from "../../../extension/shared/record.js";
import { byShard } from "../../../extension/shared/store.js";
import { article } from "./articles.js";

/** How many records go to the library in one message. */
const HANDFUL = 100;

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

/**
 * Puts records into the library, as what was removed is put back: by the request that the library's page makes.
 *
 * @param {Tab} library a tab at the library's page
 * @param {import("./articles.js").Made[]} made
 */
export async function restoreAll(library, made) {
  // In the order of the list's shards: each message then rewrites one or two of them and not all.
  const byId = new Map(made.map((one) => [one.id, one]));
  const ordered = byShard(byId.keys()).flatMap((id) => byId.get(id) ?? []);
  for (let from = 0; from < ordered.length; from += HANDFUL) {
    const handful = ordered.slice(from, from + HANDFUL).map((one) => {
      const record = makeRecord(one, { saved: one.saved, updated: one.updated });
      return { id: record.id, stored: textOf({ ...record, own: one.own }) };
    });
    const reply = await library.evaluate(
      (sent) => chrome.runtime.sendMessage({ kind: "restore", records: sent }),
      handful,
    );
    if (!reply?.ok) throw new Error(`the library does not take records: ${JSON.stringify(reply)}`);
  }
}
