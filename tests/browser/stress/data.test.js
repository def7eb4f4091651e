// @ts-check
/** A library of ten thousand goes out and comes back, and an import that is killed at any moment leaves nothing. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { answer, choose, keepFiles } from "../support/files.js";
import { onDisk, storedArticle } from "../support/filled.js";
import { everyWord, squeezed } from "../support/heard.js";
import { listedIds } from "../support/stored.js";
import { until } from "../support/wait.js";
import { wordsOf } from "../support/words.js";
import { makeWorld } from "../support/world.js";

/** @import { Browser, Tab } from "../support/browser.js" */

const words = wordsOf("id");
const COUNT = 10_000;
const HANDFUL = 500;
const ROUNDS = 5;
const HEAD = '{"format":"saring","version":1,"exported":"2026-01-01T00:00:00.000Z","records":[\n';

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
});
after(() => world?.end());

async function open() {
  tab = await browser.open(browser.address("library/library.html#data"));
  await keepFiles(tab);
  await until("it is measured", () =>
    tab.evaluate(() => /^[\d.]+$/.test(document.querySelector(".data-meter dd")?.textContent ?? "")),
  );
}

/** A backup of made-up articles in parts. @param {number} from @param {number} to @param {object} [more] */
function partsOf(from, to, more) {
  const parts = [HEAD];
  for (let at = from; at < to; at += HANDFUL) {
    const indices = Array.from({ length: Math.min(HANDFUL, to - at) }, (_, index) => at + index);
    parts.push(`${at > from ? ",\n" : ""}${indices.map((index) => storedArticle(index, more).stored).join(",\n")}`);
  }
  return [...parts, "\n]}\n"];
}

/** How much there is of everything. */
async function counts() {
  return browser.inBackground(async () => {
    const area = /** @type {any} */ (chrome.storage.local);
    const keys = /** @type {string[]} */ (area.getKeys ? await area.getKeys() : Object.keys(await area.get(null)));
    const journal = keys.filter((key) => /^import(:|$)/.test(key)).length;
    return { records: keys.filter((key) => key.startsWith("record:")).length, journal };
  });
}

describe("ten thousand articles", () => {
  before(open);

  it("come in and go out", async () => {
    await choose(tab, partsOf(0, COUNT));
    let begun = performance.now();
    assert.equal(await answer(tab, 600), words("dataTaken", "10.000", 0, 0, 0));
    console.log(`${COUNT} imported within ${Math.round(performance.now() - begun)} ms`);
    assert.deepEqual(await counts(), { records: COUNT, journal: 0 });
    assert.equal(new Set(await listedIds(browser)).size, COUNT);

    await tab.evaluate(() => document.querySelector(".data-answer")?.remove());
    begun = performance.now();
    await tab.press("button", words("dataBackup"));
    const said = await answer(tab, 600);
    console.log(`${COUNT} exported within ${Math.round(performance.now() - begun)} ms`);
    assert.ok(said?.includes(words("dataReady", "10.000")), said);

    // The file brings back exactly what is there: nothing of it is new.
    await tab.evaluate(() => {
      const page = /** @type {any} */ (globalThis);
      const chosen = new DataTransfer();
      chosen.items.add(new File(page.kept, "saring.json"));
      const input = /** @type {HTMLInputElement} */ (document.querySelector(".data input[type=file]"));
      input.files = chosen.files;
      input.dispatchEvent(new Event("change"));
    });
    await until(
      "all of it is there already",
      async () => (await answer(tab, 600)) === words("dataTaken", 0, 0, "10.000", 0),
    );
    await tab.close();
  });
});

describe("an import that is killed", () => {
  const here = 300;
  const all = 2000;
  beforeEach(async () => {
    await browser.inBackground(() => chrome.storage.local.clear());
  });

  it(`leaves nothing of itself, at ${ROUNDS} random moments`, async () => {
    await open();
    await choose(tab, partsOf(0, here, { title: "Lama", updated: "2000-01-01T00:00:00Z" }));
    await answer(tab, 120);
    const texts = async () =>
      Object.entries(await onDisk(browser))
        .filter(([key]) => key.startsWith("record:"))
        .map(([key, stored]) => `${key} ${stored}`)
        .sort();
    const first = await texts();
    await tab.close();
    /** How long a whole import takes here: the moments are spread over that. */
    let whole = 4000;
    let undone = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await open();
      await choose(tab, partsOf(0, all));
      await until("it has begun to write", async () => (await counts()).journal > 0, 120);
      const moment = Math.random() * whole;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await world.kill(browser);
      browser = await world.browser();
      tab = await browser.open(browser.address("library/library.html"));
      await until("the journal is gone", async () => (await counts()).journal === 0, 120);
      const { records } = await counts();
      console.log(`killed ${Math.round(moment)} ms after the first handful: ${records} records`);
      if (records === all) {
        // It was done before it was killed: then all of it is there, and the moments must come earlier.
        whole /= 2;
        round -= 1;
        await browser.inBackground(() => chrome.storage.local.clear());
        await tab.close();
        await open();
        await choose(tab, partsOf(0, here, { title: "Lama", updated: "2000-01-01T00:00:00Z" }));
        await answer(tab, 120);
        await tab.close();
        assert.ok(whole > 50, "no moment came before the end");
        continue;
      }
      undone += 1;
      assert.deepEqual(await texts(), first);
      assert.equal(new Set(await listedIds(browser)).size, here);
      await until("it is said", async () => everyWord(await tab.heard()).includes(squeezed(words("undoneImport"))));
      await tab.press("button", words("dismiss"));
      await tab.close();
    }
    assert.equal(undone, ROUNDS);
  });
});
