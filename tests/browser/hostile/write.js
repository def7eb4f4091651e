// @ts-check
/**
 * Writes our own hostile pages and their list: `node tests/browser/hostile/write.js [FOLDER]`.
 */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../support/fixtures.js";
import { ATTACKS } from "./attacks.js";

const [folder = join(ROOT, "tests/pages/hostile")] = process.argv.slice(2);
await rm(folder, { recursive: true, force: true });
await mkdir(join(folder, "pages"), { recursive: true });
const lines = [];
for (const { page, id, ...rest } of ATTACKS) {
  const file = `pages/${id}.html`;
  await writeFile(join(folder, file), page);
  lines.push(`${JSON.stringify({ id, file, ...rest })}\n`);
}
await writeFile(join(folder, "cases.jsonl"), lines.join(""));
console.log(`${ATTACKS.length} pages in ${folder}`);
