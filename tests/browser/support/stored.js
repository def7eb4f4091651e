// @ts-check
/** @import { Browser } from "./browser.js" */

/** What the library has on disk, past all code of ours that could be wrong about it. */

/**
 * The stored records by identity. @param {Browser} browser @returns {Promise<Record<string, any>>}
 */
export function storedRecords(browser) {
  return browser.inBackground(async () => {
    const all = /** @type {Record<string, string>} */ (await chrome.storage.local.get(null));
    const found = Object.entries(all).filter(([key]) => key.startsWith("record:"));
    return Object.fromEntries(found.map(([key, text]) => [key.slice("record:".length), JSON.parse(text)]));
  });
}

/**
 * The same in a list, without the times of saving, which differ from run to run.
 *
 * @param {Browser} browser
 * @returns {Promise<any[]>}
 */
export async function storedTimeless(browser) {
  return Object.values(await storedRecords(browser)).map((record) => ({ ...record, saved: "", updated: "" }));
}

/** The identities that the list's lines name. @param {Browser} browser @returns {Promise<string[]>} */
export function listedIds(browser) {
  return browser.inBackground(async () => {
    const all = /** @type {Record<string, string>} */ (await chrome.storage.local.get(null));
    const shards = Object.entries(all).filter(([key]) => /^rows:\d+$/.test(key));
    return shards.flatMap(([, text]) => JSON.parse(text).rows.map((/** @type {{id: string}} */ row) => row.id));
  });
}
