// @ts-check
/** What only shows after a while: many clicks on one page, many articles in one library. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "../support/fixtures.js";
import { until } from "../support/wait.js";
import { wordsOf } from "../support/words.js";
import { makeWorld, read } from "../support/world.js";

/** @import { Browser } from "../support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());

describe("fifty times opened and closed", () => {
  it("leaves the page as it was, and nothing in memory", async () => {
    const tab = await browser.open(market.url);
    const html = () => tab.evaluate(() => document.documentElement.outerHTML);
    const found = await html();
    const cycle = async () => {
      await read(tab);
      await tab.clickButton();
      await until("the reader goes", async () => !(await tab.hasReader()));
    };
    // The first times load what stays: the engine, the words, the style.
    for (let time = 0; time < 5; time += 1) await cycle();
    const before = await tab.memory();
    for (let time = 0; time < 50; time += 1) await cycle();
    const then = await tab.memory();
    assert.ok((await html()) === found, "the page is as it was");
    const grown = {
      nodes: then.nodes - before.nodes,
      listeners: then.listeners - before.listeners,
      heap: then.heap - before.heap,
    };
    // One reader of this page has 312 nodes and 59 listeners. The browser may hold on to the last one or two for a while;
    // fifty would be more than 15,000 nodes.
    assert.ok(grown.nodes < 1000 && grown.listeners < 200 && grown.heap < 1_000_000, JSON.stringify({ before, then }));
    await tab.close();
  });
});

describe("three hundred saved articles", () => {
  it("are listed, found and opened after a crash", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await tab.press("button", words("save"));
    await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
    await tab.close();

    // The others come in by the way that takes back what was removed: through the same door as every record.
    let library = await browser.open(browser.address("library/library.html"));
    const failed = await library.evaluate(async (id) => {
      const key = `record:${id}`;
      const one = JSON.parse(/** @type {any} */ (await chrome.storage.local.get(key))[key]);
      const refused = [];
      for (let number = 1; number < 300; number += 1) {
        const title = `${one.title} ${number}`;
        const saved = new Date(Date.parse(one.saved) - number * 60_000).toISOString();
        const record = { ...one, id: `${id}-${number}`, url: `${id}-${number}`, title, saved, updated: saved };
        const records = [{ id: record.id, stored: JSON.stringify(record) }];
        const reply = await chrome.runtime.sendMessage({ kind: "restore", records });
        if (!reply?.ok) refused.push(reply);
      }
      return refused;
    }, market.expected.canonical);
    assert.deepEqual(failed, []);

    await world.kill(browser);
    browser = await world.browser();
    const begun = performance.now();
    library = await browser.open(browser.address("library/library.html"));
    await until("all are counted", async () =>
      (await library.heard()).some((one) => one.name === words("libraryCount", "300")),
    );
    console.log(`300 articles listed ${Math.round(performance.now() - begun)} ms after the address was asked for`);

    await library.press("searchbox", words("librarySearch"));
    await library.type("dilirik 217");
    const wanted = `${market.expected.title} 217`;
    await until("one is left", async () => {
      const links = (await library.heard()).filter((one) => one.role === "link" && one.name.includes("Dilirik"));
      return links.length === 1 && links[0]?.name === wanted;
    });
    await library.press("link", wanted);
    await until("it is shown", async () =>
      (await library.heard()).some((one) => one.role === "heading" && one.level === 1 && one.name === wanted),
    );
  });
});
