// @ts-check
/** @import { Case } from "./visit.js" */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the pages are served when they do not say: an article's address of a site that has a profile. */
const SITE = "https://investasi.kontan.co.id/news/";

/** @typedef {Omit<Case, "body"> & {file: string, attack: string}} Listed */

/**
 * The pages that a folder's `cases.jsonl` lists: a line for each, with `id`, `file`, `attack` and `must`. Those that are
 * `generated` stand in `large`, and are left out without it.
 *
 * @param {string} folder
 * @param {string} [large]
 * @returns {Promise<Listed[]>}
 */
export async function readCases(folder, large) {
  const lines = (await readFile(join(folder, "cases.jsonl"), "utf8")).split("\n").filter((line) => line.trim());
  return lines.flatMap((line) => {
    const { id, file, attack, must, generated = false, url = SITE + id, ...rest } = JSON.parse(line);
    if (generated && large === undefined) return [];
    // What goes on changing the page is not the reader's doing.
    const scripts = /(^|-)page-/.test(id);
    return [{ id, file: join(generated ? (large ?? "") : folder, file), attack, must, url, scripts, ...rest }];
  });
}
