// @ts-check
/** @import { Tab } from "./browser.js" */

import { makeRecord, textOf } from "../../../extension/shared/record.js";
import { byShard } from "../../../extension/shared/store.js";

/** How many records go to the library in one message. */
const HANDFUL = 100;

/**
 * Puts records into the library, as what was removed is put back: by the request that the library's page makes.
 *
 * @param {Tab} library a tab at the library's page
 * @param {import("./articles.js").Made[]} made
 */
export async function fill(library, made) {
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
