// @ts-check

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ROOT } from "../support/fixtures.js";

/** No page may take the core longer than this, in milliseconds: the program is built without optimisation. */
const PATIENCE = 30_000;

/**
 * Feeds the page's bytes to the core without a browser: it must come to an end, and not by a panic. What it reads holds
 * no other addresses than the reader's.
 *
 * @param {string} file
 * @param {string} url
 * @returns {Promise<{must: string, fault: string | null}>}
 */
export async function readNatively(file, url) {
  const program = process.env.SARING_CLI ?? `${ROOT}/target/debug/saring`;
  const must = "reads-natively";
  try {
    const options = { timeout: PATIENCE, maxBuffer: 2 ** 30 };
    const { stdout } = await promisify(execFile)(program, ["read", file, "--url", url, "--format", "json"], options);
    const wrong = addressesOf(JSON.parse(stdout)).filter((address) => !/^https?:\/\//.test(address));
    return { must, fault: wrong.length ? wrong.slice(0, 3).join(", ") : null };
  } catch (error) {
    const { killed, code, stderr } = /** @type {any} */ (error);
    return { must, fault: killed ? `no end after ${PATIENCE / 1000} s` : `${code ?? error}: ${stderr ?? ""}` };
  }
}

/** @param {any} value @returns {string[]} */
function addressesOf(value) {
  if (!value || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, one]) =>
    ["href", "src", "url", "canonical", "next", "all"].includes(name) && typeof one === "string"
      ? [one]
      : addressesOf(one),
  );
}
