// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What the build made. */
export const DIST = process.env.SARING_DIST ?? join(ROOT, "dist");

const PAGES = join(ROOT, "tests/pages");

/**
 * One page of `tests/pages`: `name` is `site/page`, `expected` its `want.json`.
 *
 * @typedef {{
 *   name: string,
 *   file: string,
 *   url: string,
 *   headers: Record<string, string>,
 *   body: Buffer,
 *   readonly expected: import("../../../extension/types").Reading,
 * }} Fixture
 */

/** @param {string} name @returns {Fixture} */
export function fixture(name) {
  const folder = join(PAGES, name);
  const { url, headers = {} } = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
  const file = join(folder, "page.html");
  return {
    name,
    file,
    url,
    headers,
    body: readFileSync(file),
    get expected() {
      return JSON.parse(readFileSync(join(folder, "want.json"), "utf8"));
    },
  };
}

/** Every page of `tests/pages` that has a case. @returns {Fixture[]} */
export function fixtures() {
  return readdirSync(PAGES, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("case.json"))
    .map((path) => path.split(/[\\/]/).slice(0, -1).join("/"))
    .sort()
    .map(fixture);
}

/** @param {import("./server.js").Server} server @param {Fixture} page */
export function serve(server, page) {
  server.put(page.url, { body: page.body, headers: page.headers });
}
