// @ts-check
/** @import { Tab } from "./browser.js" */

/** How many records go to the library in one message. */
const HANDFUL = 100;

/**
 * Puts records into the library, as what was removed is put back: by the request that the library's page makes.
 *
 * @param {Tab} library a tab at the library's page
 * @param {{id: string}[]} records
 */
export async function fill(library, records) {
  for (let from = 0; from < records.length; from += HANDFUL) {
    const handful = records.slice(from, from + HANDFUL).map((one) => ({ id: one.id, stored: JSON.stringify(one) }));
    const reply = await library.evaluate(
      (sent) => chrome.runtime.sendMessage({ kind: "restore", records: sent }),
      handful,
    );
    if (!reply?.ok) throw new Error(`the library does not take records: ${JSON.stringify(reply)}`);
  }
}
