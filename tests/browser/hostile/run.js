// @ts-check
/** @import { Case, Pace } from "./visit.js" */

/**
 * Visits every page of a folder with `cases.jsonl`, and prints each `must` with its verdict.
 *
 *     node tests/browser/hostile/run.js --data FOLDER [--large FOLDER] [--control] [--only PATTERN]
 *
 * `cargo xtask hostile` calls it.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeWorld } from "../support/world.js";
import { readCases } from "./cases.js";
import { readNatively } from "./cli.js";
import { spoil } from "./control.js";
import { desk } from "./frame.js";
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

const cases = (await readCases(values.data, values.large)).filter(({ id }) => new RegExp(values.only).test(id));
const world = await makeWorld();
/** How many pages broke a `must`. @type {Map<string, number>} */
const broken = new Map();
/** What each page broke. @type {Map<string, string[]>} */
const faultsOf = new Map();
const begun = performance.now();
try {
  if (values.control) await spoil(world.extension);
  let visitor = await open();
  console.log(`${cases.length} hostile pages in ${visitor.browser.name} ${visitor.browser.version}`);
  if (values.control) console.log("CONTROL: a reader that assigns the page's markup; what it does must be caught");
  console.log(`an honest page takes ${(await honest(visitor)).toFixed(1)} s here, from the click to the text`);
  for (const { file, ...listed } of cases) {
    const page = { ...listed, body: await readFile(file) };
    let time = "";
    let verdicts;
    try {
      const seen = await visit({ ...visitor, server: world.server }, page, PACE);
      time = `${seen.seconds.toFixed(1)} s to read`;
      verdicts = judge(page, seen);
    } catch (error) {
      verdicts = [{ must: "no-crash", fault: `the visit ended: ${error instanceof Error ? error.stack : error}` }];
      await visitor.browser.close().catch(() => {});
      visitor = await open();
    }
    if (!values.control) verdicts.push(await readNatively(file, page.url));
    tell(page, verdicts, time);
  }
} finally {
  await world.end();
}
const seconds = Math.round((performance.now() - begun) / 1000);
const held = [...faultsOf.values()].filter((faults) => !faults.length).length;
console.log(`\n${held} of ${cases.length} pages hold, in ${seconds} s`);
for (const [name, count] of broken) console.log(`  ✗ ${name}: ${count} pages`);
process.exitCode = values.control ? await uncaught(values.data) : Number(held < cases.length);

/** A browser, and the one tab in it that visits page after page. */
async function open() {
  const browser = await world.browser();
  await browser.faults(); // from now on they are gathered
  return { browser, tab: await browser.open("about:blank") };
}

/**
 * What times are to be compared with where other programs are at work.
 *
 * @param {{browser: import("../support/browser.js").Browser, tab: import("../support/browser.js").Tab}} visitor
 */
async function honest(visitor) {
  const url = "https://investasi.kontan.co.id/news/biasa";
  const page = { id: "honest", url, body: desk(url, {}), must: [] };
  let seconds = 0;
  // The first time is that of a browser that has just started.
  for (let time = 0; time < 2; time += 1) ({ seconds } = await visit({ ...visitor, server: world.server }, page, PACE));
  return seconds;
}

/**
 * @param {{id: string, attack: string}} page
 * @param {{must: string, fault: string | null}[]} verdicts
 * @param {string} time
 */
function tell({ id, attack }, verdicts, time) {
  const wrong = verdicts.filter(({ fault }) => fault);
  const names = wrong.map(({ must }) => must.split(":")[0] ?? "");
  faultsOf.set(id, names);
  for (const name of new Set(names)) broken.set(name, (broken.get(name) ?? 0) + 1);
  console.log(`\n${wrong.length ? "FAILS" : "holds"} ${id} (${attack}): ${time}`);
  console.log(`      ${verdicts.map(({ must, fault }) => `${fault ? "✗" : "✓"} ${must}`).join("  ")}`);
  for (const { must, fault } of wrong) console.log(`      ✗ ${must}: ${fault}`);
}

/**
 * Whether the control was caught wherever the folder's `measured.json` knows that a copy of the page does something.
 *
 * @param {string} folder
 * @returns {Promise<number>} 1 where it was not
 */
async function uncaught(folder) {
  const measured = JSON.parse(await readFile(join(folder, "measured.json"), "utf8").catch(() => '{"cases":{}}'));
  // What a document has asked for already it may not ask for again: then the style or address in the view tells.
  /** @type {Record<string, string[]>} */
  const musts = {
    script: ["no-script"],
    request: ["no-request", "no-inline-style", "links-only-http"],
    address: ["links-only-http"],
  };
  const known = cases.flatMap(({ id }) => {
    const copy = /** @type {string[]} */ (measured.cases[id]?.copy ?? []);
    return copy.map((kind) => ({ id, kind, isCaught: musts[kind]?.some((must) => faultsOf.get(id)?.includes(must)) }));
  });
  for (const kind of Object.keys(musts)) {
    const of = known.filter((one) => one.kind === kind);
    if (of.length) console.log(`  ${of.filter(({ isCaught }) => isCaught).length} of ${of.length} caught: ${kind}`);
  }
  const missed = known.filter(({ isCaught }) => !isCaught);
  for (const { id, kind } of missed) console.log(`  NOT CAUGHT: ${kind} of ${id}`);
  return missed.length || (!known.length && !broken.size) ? 1 : 0;
}
