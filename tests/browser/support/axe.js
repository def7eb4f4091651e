// @ts-check
/** @import { Tab } from "./browser.js" */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./fixtures.js";

/** What keeps people out of a page, as far as a program can tell. It is asked for what WCAG 2.2 demands up to AA. */

const SOURCE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/**
 * The faults of all that a page shows, one line each.
 *
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
export async function faultsOf(tab) {
  if (!(await tab.value("typeof axe === 'object'"))) await tab.run(SOURCE);
  return tab.value(`(${linesOf})(document, ${JSON.stringify(OPTIONS)})`);
}

/**
 * The faults of the reader over a page, in the world where the page sees nothing of it.
 *
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
export function faultsOfReader(tab) {
  // It is a text, as every function is that goes to a page. axe looks into open roots alone; in this world ours is one.
  const work = `(root, options) => {
    if (!("axe" in window)) { ${SOURCE} }
    Object.defineProperty(root.host, "shadowRoot", { value: root, configurable: true });
    return (${linesOf})(root.querySelector("dialog"), options);
  }`;
  return tab.inReader(/** @type {any} */ (work), OPTIONS);
}

/**
 * Runs in the page.
 *
 * @param {Node} context
 * @param {object} options
 */
async function linesOf(context, options) {
  const { violations } = await /** @type {any} */ (window).axe.run(context, options);
  return violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
    nodes.map(
      (/** @type {any} */ { target, failureSummary }) =>
        `${id} (${help}): ${target.flat().join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`,
    ),
  );
}
