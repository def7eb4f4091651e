// @ts-check
/**
 * What a click costs until the reader is painted: `cargo xtask bench click [--nodes N] [--rounds N]`, in Chromium, beside the
 * same click on an extension that does nothing but put an empty dialog over the page (`empty/`). Both take turns.
 *
 * Cold is the first click after the browser was started. Warm is the click on a further page of the same browser, in a tab of
 * its own; on the next page of the same site in the same tab, as when somebody goes from article to article; and on the same
 * page once more, after the reader was closed.
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

/** @import { Browser, Tab } from "../support/browser.js" */

const { values } = parseArgs({ options: { nodes: { type: "string" }, rounds: { type: "string" } } });
const nodes = Number(values.nodes ?? 10_000);
const rounds = Number(values.rounds ?? 7);

/** What is wanted: so many times the click on an empty extension. */
const WANTED = { cold: 2.5, warm: 1.5, next: 1.5, again: 1.5 };

/** What the kinds of clicks are called. */
const NAMES = { cold: "cold", warm: "warm, in another tab", next: "warm, on the next page", again: "warm, once more" };

/** How many warm clicks follow each cold one. */
const FURTHER = 5;

const ADDRESS = "https://uji.example/berita";

const folder = await mkdtemp(join(tmpdir(), "saring-click-"));
const world = await makeWorld();
for (let at = 0; at <= 2 * FURTHER; at += 1) world.server.put(`${ADDRESS}/${at}`, { body: newsPage(nodes) });
const empty = join(folder, "empty");
await cp(join(ROOT, "tests/browser/bench/empty"), empty, { recursive: true });
/** @typedef {{click: number, engine?: number, read?: number, draw?: number}} Steps */
/** @typedef {Record<keyof typeof WANTED, Steps[]>} Clicks */
/** @type {{name: "saring" | "empty", extension: string, clicks: Clicks}[]} */
const both = [
  { name: "empty", extension: empty, clicks: { cold: [], warm: [], next: [], again: [] } },
  { name: "saring", extension: world.extension, clicks: { cold: [], warm: [], next: [], again: [] } },
];

try {
  let version = "";
  let counted = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, extension, clicks } of both) {
      const browser = await openBrowser({
        extension,
        profile: join(folder, `${name}-profile`),
        port: world.server.port,
        language: "id",
      });
      version = browser.version;
      // The first start of a profile writes what later ones find.
      const note = (/** @type {keyof Clicks} */ kind, /** @type {Steps} */ steps) =>
        round > 0 && clicks[kind].push(steps);
      for (let at = 0; at <= FURTHER; at += 1) {
        const tab = await browser.open(`${ADDRESS}/${at}`);
        counted = await tab.evaluate(countNodes);
        note(at === 0 ? "cold" : "warm", await click(browser, tab));
        if (at === FURTHER) {
          for (let next = 1; next <= FURTHER; next += 1) {
            await tab.key("Escape");
            note("again", await click(browser, tab));
            await tab.goto(`${ADDRESS}/${at + next}`);
            note("next", await click(browser, tab));
          }
        }
        await tab.close();
      }
      await browser.close();
    }
  }
  const [nothing, ours] = both;
  if (!nothing || !ours) throw new Error("nothing was measured");
  console.log(
    `Chromium ${version}, a page of ${counted} nodes, ${rounds - 1} browsers each, from click to painted, ms`,
  );
  for (const kind of /** @type {const} */ (["cold", "warm", "next", "again"])) {
    const of = (/** @type {Steps[]} */ all, /** @type {keyof Steps} */ step) =>
      middle(all.map((steps) => steps[step] ?? 0));
    const [base, own] = [of(nothing.clicks[kind], "click"), of(ours.clicks[kind], "click")];
    console.log(`  ${NAMES[kind]}: ${own} beside ${base}, ${(own / base).toFixed(1)} times (wanted ${WANTED[kind]})`);
    const parts = /** @type {const} */ (["engine", "read", "draw"]).map(
      (step) => `${step} ${of(ours.clicks[kind], step).toFixed(0)}`,
    );
    console.log(`    of it ${parts.join(", ")}`);
  }
} finally {
  await world.end();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** How large the page is. Runs in the page. */
function countNodes() {
  const walk = document.createTreeWalker(document);
  let count = 1;
  while (walk.nextNode()) count += 1;
  return count;
}

/** One click on a page that is there, and quiet by then. @param {Browser} browser @param {Tab} tab */
async function click(browser, tab) {
  await new Promise((resolve) => setTimeout(resolve, 400));
  await browser.inBackground(() => chrome.storage.session.remove("timing"));
  await tab.clickButton();
  return until("the click is answered", () =>
    browser.inBackground(async () => {
      const { timing } = /** @type {{timing?: any}} */ (await chrome.storage.session.get("timing"));
      return /** @type {Steps | undefined} */ (timing?.steps.click && timing.steps);
    }),
  );
}

/** @param {number[]} times */
function middle(times) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
