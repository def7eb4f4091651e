// @ts-check
/** @import { Case, Pace } from "./visit.js" */

/**
 * Visits every page of a folder with `cases.jsonl`, and prints each `must` with its verdict.
 *
 *     node tests/browser/hostile/run.js --data FOLDER [--large FOLDER] [--control] [--only PART]
 *
 * `cargo xtask hostile` calls it.
 */

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { makeWorld } from "../support/world.js";
import { readCases } from "./cases.js";
import { readNatively } from "./cli.js";
import { spoil } from "./control.js";
import { judge } from "./musts.js";
import { visit } from "./visit.js";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    large: { type: "string" },
    control: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
if (!values.data) throw new Error("--data FOLDER is missing: the folder with cases.jsonl");

/** What a person would take. @type {Pace} */
const PACE = { loaded: 500, shown: 1000 };

const cases = (await readCases(values.data, values.large)).filter(({ id }) => id.includes(values.only));
const world = await makeWorld();
let failed = 0;
const begun = performance.now();
try {
  if (values.control) await spoil(world.extension);
  const browser = await world.browser();
  await browser.faults(); // from now on they are gathered
  const tab = await browser.open("about:blank");
  console.log(
    `${cases.length} hostile pages in ${browser.name} ${browser.version}${values.control ? ", CONTROL" : ""}\n`,
  );
  /** @type {Map<string, number>} */
  const caught = new Map();
  for (const { file, ...listed } of cases) {
    const page = { ...listed, body: await readFile(file) };
    let verdicts;
    try {
      verdicts = judge(page, await visit({ browser, server: world.server, tab }, page, PACE));
    } catch (error) {
      verdicts = [{ must: "no-crash", fault: `the visit ended: ${error instanceof Error ? error.stack : error}` }];
    }
    if (!values.control) verdicts.push(await readNatively(file, page.url));
    const wrong = verdicts.filter(({ fault }) => fault);
    if (wrong.length) failed += 1;
    for (const { must } of wrong) {
      const name = must.split(":")[0] ?? "";
      caught.set(name, (caught.get(name) ?? 0) + 1);
    }
    console.log(`${wrong.length ? "FAILS" : "holds"} ${page.id}`);
    console.log(`      ${verdicts.map(({ must, fault }) => `${fault ? "✗" : "✓"} ${must}`).join("  ")}`);
    for (const { must, fault } of wrong) console.log(`      ✗ ${must}: ${fault}`);
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`\n${cases.length - failed} of ${cases.length} pages hold in ${browser.name}, in ${seconds} s`);
  for (const [name, count] of caught) console.log(`  ✗ ${name}: ${count} pages`);
} finally {
  await world.end();
}
process.exitCode = failed ? 1 : 0;
