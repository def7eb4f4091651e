// @ts-check
/** What was saved is there: after a crash, without a network, once and not twice; and failures are told. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const wire = fixture("kontan/desk-wire");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  for (const page of [market, wire]) serve(world.server, page);
  browser = await world.browser();
});
after(() => world?.end());

/** The stored records by identity. */
const records = () => storedRecords(browser);

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** @param {Tab} tab */
async function save(tab) {
  await tab.press("button", words("save"));
  await until("the button says that it is saved", async () =>
    (await tab.heard()).some((one) => one.role === "button" && one.name === words("saved")),
  );
}

/** @param {Tab} tab */
function titles(tab) {
  return tab.heard().then((heard) => {
    const wanted = [market.expected.title, wire.expected.title];
    return heard.filter((one) => one.role === "link" && wanted.includes(one.name)).map((one) => one.name);
  });
}

describe("saving", () => {
  it("stores what was read, and says so only then", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await save(tab);
    const { [market.expected.canonical]: record, ...others } = await records();
    assert.deepEqual(others, {});
    const { title, byline, published, blocks, summary, indicators } = market.expected;
    assert.equal(record.schema, 2);
    assert.equal(record.id, market.expected.canonical);
    assert.deepEqual(
      { title: record.title, byline: record.byline, published: record.published, blocks: record.blocks.length },
      { title, byline, published, blocks: blocks.length },
    );
    assert.deepEqual(
      record.summary.sentences.map((/** @type {any} */ one) => one.text),
      summary.sentences.map((one) => one.text),
    );
    assert.equal(record.indicators.length, indicators.length);
    assert.deepEqual(record.summary.short, summary.short);
    assert.deepEqual(
      record.summary.long.map((/** @type {any} */ one) => one.text),
      (summary.long ?? []).map((one) => one.text),
    );
    assert.ok(record.facts.filter((/** @type {any} */ one) => one.key).length >= 2, "with its figures");
    for (const { block, start, end, text } of record.facts)
      assert.equal(record.blocks[block].text.slice(start, end), text);
    assert.match(record.saved, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await tab.close();
  });

  it("knows on the next visit that the article is saved, and saves it anew instead of twice", async () => {
    const [before] = Object.values(await records());
    const otherWay = `${market.url}?utm_source=surat`;
    serve(world.server, { ...market, url: otherWay });
    const tab = await browser.open(otherWay);
    await read(tab);
    await tab.press("button", words("saved"));
    await tab.press("button", words("saveAgain"));
    await hears(tab, words("savedAgain"));
    const after = Object.values(await records());
    assert.equal(after.length, 1);
    assert.equal(after[0].saved, before.saved);
    assert.ok(after[0].updated > before.updated, `${after[0].updated} is later than ${before.updated}`);
    await tab.close();
  });

  it("tells in place when the storage is full, and offers to save again (the fault is injected)", async () => {
    const tab = await browser.open(wire.url);
    await read(tab);
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.before = area.set;
      area.set = () => Promise.reject(new Error("Resource::kQuotaBytes quota exceeded"));
    });
    await tab.press("button", words("save"));
    await hears(tab, words("failFull"));
    const heard = await tab.heard();
    assert.ok(!heard.some((one) => one.name === words("saved")), "nothing claims that it was saved");
    assert.deepEqual(Object.keys(await records()), [market.expected.canonical]);
    const isTold = () =>
      tab.inReader((root) => /** @type {HTMLElement} */ (root.querySelector(".shelf")).checkVisibility());
    assert.ok(await isTold(), "it stays until it was read");
    await tab.key("Escape");
    await until("Escape takes it away", async () => !(await isTold()));
    assert.ok(await tab.hasReader(), "and leaves the reader");
    await tab.press("button", words("save"));
    await until("it is told again", isTold);
    await tab.press("heading", wire.expected.title);
    await until("a press on the text takes it away", async () => !(await isTold()));
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.set = area.before;
    });
    await save(tab);
    assert.deepEqual(Object.keys(await records()).sort(), [market.expected.canonical, wire.expected.canonical].sort());
    await tab.close();
  });
});

describe("the library after the browser was killed", () => {
  /** @type {Tab} */
  let library;
  before(async () => {
    await world.kill(browser);
    browser = await world.browser();
    // From here on every site is out of reach.
    world.server.reachable(false);
    world.server.asked.length = 0;
    library = await browser.open(browser.address("library/library.html"));
  });

  it("lists what was saved, newest first", async () => {
    const listed = await until("both are listed", async () => {
      const now = await titles(library);
      return now.length === 2 && now;
    });
    assert.deepEqual(listed, [wire.expected.title, market.expected.title]);
  });

  it("finds by words of the title and by words of the text", async () => {
    await library.press("searchbox", words("librarySearch"));
    await library.type("gula rafinasi");
    await until("one is left", async () => (await titles(library)).join() === market.expected.title);
    for (let left = "gula rafinasi".length; left > 0; left -= 1) await library.key("Backspace");
    await until("both are back", async () => (await titles(library)).length === 2);
    await library.type("Kencana Abadi");
    await until("one is left", async () => (await titles(library)).join() === market.expected.title);
  });

  it("opens the saved reading without a network, and without its pictures until they are asked for", async () => {
    await library.press("link", market.expected.title);
    const heard = await until("the reading is drawn", async () => {
      const all = await library.heard();
      return all.some((one) => one.role === "heading" && one.level === 1 && one.name === market.expected.title) && all;
    });
    const text = everyWord(heard);
    for (const block of market.expected.blocks.filter((one) => one.kind === "paragraph")) {
      assert.ok(text.includes(squeezed(block.text)), block.text);
    }
    const pictures = () => library.evaluate(() => document.querySelectorAll("img").length);
    assert.equal(await pictures(), 0);
    assert.deepEqual(ours(), [], "nothing was asked of any site");

    world.server.reachable(true);
    await library.press("button", words("showPictures"));
    // Pictures far below the view wait until they come near it.
    await until("there are pictures", () =>
      library.evaluate(() => {
        document.querySelector("img")?.scrollIntoView();
        return document.querySelector("img") !== null;
      }),
    );
    await until("the picture is fetched", () => ours().some((one) => one.kind === "image"));
    assert.ok((await pictures()) > 0);
    assert.deepEqual(
      ours().filter((one) => one.kind !== "image" || one.referrer),
      [],
      "pictures alone, and without a word of where they were asked from",
    );
  });

  it("removes for good what is deleted", async () => {
    await library.goto(browser.address("library/library.html"));
    await until("both are listed", async () => (await titles(library)).length === 2);
    await library.press("button", words("deleteNamed", market.expected.title));
    await until("one is left", async () => (await titles(library)).join() === wire.expected.title);
    assert.deepEqual(Object.keys(await records()), [wire.expected.canonical]);
    await library.goto(browser.address("library/library.html"));
    await until("it stays away", async () => (await titles(library)).join() === wire.expected.title);
  });

  it("says that removing the extension removes the library", async () => {
    await hears(library, words("libraryErase"));
  });
});

/** What pages and readers asked for, without the browser's own errands. */
function ours() {
  return world.server.asked.filter((one) => !one.errand);
}
