// @ts-check
/**
 * What it costs where a page can't be read in place: `cargo xtask bench fallback [--rounds N]`. The same page is read in
 * turns in place, in the document elsewhere (just opened, and open before), and in a tab of its own, from the click until
 * the article is painted, in one browser, so that what else the machine does falls on all of them.
 */

import { parseArgs } from "node:util";
import { fixture } from "../support/fixtures.js";
import { until } from "../support/wait.js";
import { makeWorld } from "../support/world.js";

const { values } = parseArgs({ options: { rounds: { type: "string" } } });
const rounds = Number(values.rounds ?? 15);

/** What a tab may add, in milliseconds. */
const WANTED = 500;

const { url, body } = fixture("kontan/desk-market");

/** Removes whatever is put beside head and body. */
const REMOVES = `<script>new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
}).observe(document.documentElement, { childList: true });</script>`;

/** @type {{way: string, policy: string, before: string, cold?: boolean}[]} */
const WAYS = [
  { way: "in place", policy: "script-src 'unsafe-inline' 'wasm-unsafe-eval'", before: "" },
  { way: "elsewhere, opened for it", policy: "script-src 'unsafe-inline'", before: "", cold: true },
  { way: "elsewhere, open already", policy: "script-src 'unsafe-inline'", before: "" },
  { way: "in a tab", policy: "script-src 'unsafe-inline' 'wasm-unsafe-eval'", before: REMOVES },
];

const world = await makeWorld();
/** @type {Map<string, number[]>} */
const times = new Map(WAYS.map(({ way }) => [way, []]));
try {
  const browser = await world.browser();
  for (let round = -1; round < rounds; round += 1) {
    for (const { way, policy, before, cold } of WAYS) {
      world.server.put(url, { body: before + body.toString("utf8"), headers: { "content-security-policy": policy } });
      const tab = await browser.open(url);
      await browser.inBackground(async (close) => {
        await chrome.storage.session.remove("timing");
        if (close) await chrome.offscreen.closeDocument().catch(() => {});
      }, cold === true);
      await tab.clickButton();
      const took = await until(`it is read ${way}`, () =>
        browser.inBackground(async (apart) => {
          const { timing } = /** @type {{timing?: any}} */ (await chrome.storage.session.get("timing"));
          const isFromTab = String(timing?.url).startsWith("chrome-extension:");
          return isFromTab === apart ? timing?.steps.click : null;
        }, before !== ""),
      );
      // The first round compiles what the others find compiled.
      if (round >= 0) times.get(way)?.push(took);
      if (before) await (await browser.opened("tab/tab.html")).close();
      await tab.close();
    }
  }
  console.log(`Chromium ${browser.version}, ${rounds} rounds, from the click until the article is painted`);
  const base = times.get("in place") ?? [];
  for (const [way, all] of times) {
    const ratios = all.map((time, index) => time / (base[index] ?? Number.NaN));
    console.log(
      `  ${way.padEnd(26)} median ${middle(all).toFixed(0)} ms, ${middle(ratios).toFixed(2)} times as long as in place`,
    );
  }
  const added = (times.get("in a tab") ?? []).map((time, index) => time - (base[index] ?? Number.NaN));
  console.log(`  the tab adds               median ${middle(added).toFixed(0)} ms, wanted at most ${WANTED}`);
} finally {
  await world.end();
}

/** @param {number[]} all */
function middle(all) {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
