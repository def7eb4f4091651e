// @ts-check
/** The site: it reads its sample, what is pasted and what is dropped, with the extension's own engine and reader. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { DIST, fixture } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { serveFolder } from "./support/site.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld } from "./support/world.js";

/** @import { Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const list = fixture("kontan/index-list");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Awaited<ReturnType<typeof serveFolder>>} */
let site;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  site = await serveFolder(join(DIST, "www"));
  const browser = await world.browser();
  tab = await browser.open(site.address);
});
after(async () => {
  await world?.end();
  await site?.close();
});

/** @param {string} title */
function reads(title) {
  return until(`the reader shows "${title}"`, async () => {
    const heard = await tab.heard();
    return heard.some((one) => one.role === "dialog" && one.name === title) && heard;
  });
}

async function close() {
  await tab.press("button", words("close"));
  await until("the reader goes", async () => !(await tab.hasReader()));
}

/** @param {string} markup */
async function paste(markup) {
  await tab.evaluate((text) => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
    field.focus();
    field.select();
    document.execCommand("insertText", false, text);
  }, markup);
}

describe("the site", () => {
  it("reads its own sample", async () => {
    await tab.press("button", "Baca contoh artikel");
    const heard = await until("a reader opens", async () => {
      const all = await tab.heard();
      return all.some((one) => one.role === "dialog" && one.name) && all;
    });
    assert.ok(
      heard.some((one) => one.inside.includes(`region ${words("summary")}`)),
      "with a summary",
    );
    assert.ok(everyWord(heard).length > 500);
    await close();
  });

  it("reads markup that is pasted", async () => {
    await paste(market.body.toString("utf8"));
    await tab.press("button", "Baca");
    const text = everyWord(await reads(market.expected.title));
    for (const block of market.expected.blocks.filter((one) => one.kind === "paragraph")) {
      assert.ok(text.includes(squeezed(block.text)), block.text);
    }
    await close();
  });

  it("reads a file that is dropped", async () => {
    await tab.goto(site.address);
    await until("the page is ready", () => tab.evaluate(() => document.readyState === "complete"));
    await tab.drop(market.file, 640, 400);
    await reads(market.expected.title);
    await close();
  });

  it("says so when what was pasted is no article", async () => {
    await paste(list.body.toString("utf8"));
    await tab.press("button", "Baca");
    const message = await until("a message opens", async () =>
      (await tab.heard()).find((one) => one.role === "alertdialog"),
    );
    assert.equal(message.name, words("notArticle"));
    await close();
  });

  it("asks nobody else for anything", () => {
    assert.deepEqual(
      world.server.asked.filter((one) => !one.errand),
      [],
    );
  });
});
