// @ts-check
/**
 * What a click costs until the reader is painted: `cargo xtask bench click [--nodes N] [--rounds N]`, in Chromium, beside the
 * same click on an extension that does nothing but put an empty dialog over the page (`empty/`). Both take turns.
 *
 * Cold is the first click after the browser was started; warm is the click on a further page of the same browser, which is
 * what somebody does who reads one article after the other.
 */

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../support/browser.js";
import { ROOT } from "../support/fixtures.js";
import { until } from "../support/wait.js";
import { makeWorld } from "../support/world.js";
import { newsPage } from "./page.js";

/** @import { Browser } from "../support/browser.js" */

const { values } = parseArgs({ options: { nodes: { type: "string" }, rounds: { type: "string" } } });
const nodes = Number(values.nodes ?? 10_000);
const rounds = Number(values.rounds ?? 7);

/** What is wanted: so many times the click on an empty extension. */
const WANTED = { cold: 2.5, warm: 1.5 };

/** How many warm clicks follow each cold one. */
const FURTHER = 5;

const ADDRESS = "https://uji.example/berita";

const folder = await mkdtemp(join(tmpdir(), "saring-click-"));
const world = await makeWorld();
world.server.put(ADDRESS, { body: newsPage(nodes) });
const empty = join(folder, "empty");
await cp(join(ROOT, "tests/browser/bench/empty"), empty, { recursive: true });
/** @typedef {{click: number, engine?: number, read?: number, draw?: number}} Steps */
/** @type {{name: "saring" | "empty", extension: string, cold: Steps[], warm: Steps[]}[]} */
const both = [
  { name: "empty", extension: empty, cold: [], warm: [] },
  { name: "saring", extension: world.extension, cold: [], warm: [] },
];

try {
  let version = "";
  let counted = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, extension, cold, warm } of both) {
      const browser = await openBrowser({
        extension,
        profile: join(folder, `${name}-profile`),
        port: world.server.port,
        language: "id",
      });
      version = browser.version;
      // The first start of a profile writes what later ones find.
      const first = await click(browser);
      counted = first.counted;
      if (round > 0) cold.push(first.steps);
      for (let further = 0; further < FURTHER; further += 1) {
        const { steps } = await click(browser);
        if (round > 0) warm.push(steps);
      }
      await browser.close();
    }
  }
  const [nothing, ours] = both;
  if (!nothing || !ours) throw new Error("nothing was measured");
  console.log(
    `Chromium ${version}, a page of ${counted} nodes, ${rounds - 1} browsers each, from click to painted, ms`,
  );
  for (const kind of /** @type {const} */ (["cold", "warm"])) {
    const of = (/** @type {Steps[]} */ all, /** @type {keyof Steps} */ step) =>
      middle(all.map((steps) => steps[step] ?? 0));
    const [base, own] = [of(nothing[kind], "click"), of(ours[kind], "click")];
    console.log(`  ${kind}: ${own} beside ${base}, ${(own / base).toFixed(1)} times (wanted ${WANTED[kind]})`);
    const parts = /** @type {const} */ (["engine", "read", "draw"]).map(
      (step) => `${step} ${of(ours[kind], step).toFixed(0)}`,
    );
    console.log(`    of it ${parts.join(", ")}`);
  }
} finally {
  await world.end();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** One click on a page that has just been opened and is quiet. @param {Browser} browser */
async function click(browser) {
  const tab = await browser.open(ADDRESS);
  const counted = await tab.evaluate(() => {
    const walk = document.createTreeWalker(document);
    let count = 1;
    while (walk.nextNode()) count += 1;
    return count;
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await browser.inBackground(() => chrome.storage.session.remove("timing"));
  await tab.clickButton();
  const steps = await until("the click is answered", () =>
    browser.inBackground(async () => {
      const { timing } = /** @type {{timing?: any}} */ (await chrome.storage.session.get("timing"));
      return /** @type {Steps | undefined} */ (timing?.steps.click && timing.steps);
    }),
  );
  await tab.close();
  return { steps, counted };
}

/** @param {number[]} times */
function middle(times) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
