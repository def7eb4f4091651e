// @ts-check

import { copyFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./fixtures.js";

/**
 * Puts the modules of the library's page into the copy of the extension as they were before they were joined, below
 * `source`, so that a test can import one by itself.
 *
 * @param {string} extension the unpacked copy
 */
export async function addSources(extension) {
  for (const part of ["library", "reader", "shared"]) {
    await cp(join(ROOT, "extension", part), join(extension, "source", part), { recursive: true });
  }
  await copyFile(join(extension, "library/engine.js"), join(extension, "source/library/engine.js"));
}
