// @ts-check
/**
 * Nothing of ours is white for who reads in the dark: what is seen of the reader, of what stands in its place and of our
 * own pages wears the theme from its first frame on.
 *
 * Between the click and the reader there is nothing of ours at all: it is shown when it is drawn, in the theme that the
 * background has told meanwhile. A tab of ours is there before it can ask, so that it remembers the theme: the very first
 * one after a choice is in the system's colours until it has asked.
 */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const list = fixture("kontan/index-list");

/** A page that takes away whatever is put into it. */
const JEALOUS = "https://keras.example/garam";

/** The grounds, as `tokens.css` has them. */
const BLACK = { reader: "rgb(0, 0, 0)", message: "rgb(14, 15, 16)" };
const SEPIA = { reader: "rgb(244, 236, 217)" };
const DARK = { reader: "rgb(22, 24, 26)" };

/** Notes the ground of a dialog from the moment on in which it is shown, and that there is none before. */
const WATCH_DIALOGS = `(() => {
  const root = document.documentElement;
  const show = HTMLDialogElement.prototype.showModal;
  const grounds = [];
  root.dataset.before = root.childElementCount;
  HTMLDialogElement.prototype.showModal = function () {
    root.dataset.there = root.childElementCount;
    show.call(this);
    const note = () => {
      grounds.push(getComputedStyle(this).backgroundColor);
      root.dataset.grounds = JSON.stringify(grounds);
      if (grounds.length < 12) requestAnimationFrame(note);
    };
    note();
  };
})();
`;

/** Notes the ground of a page of ours in each frame, once its style is there; before that nothing is painted. */
const WATCH_PAGE = `
const noteGround = () => {
  const { dataset } = document.documentElement;
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const grounds = JSON.parse(dataset.grounds ?? "[]");
  if (document.styleSheets.length && ground !== "rgba(0, 0, 0, 0)") grounds.push(ground);
  dataset.grounds = JSON.stringify(grounds);
  if (grounds.length < 40) requestAnimationFrame(noteGround);
};
requestAnimationFrame(noteGround);
`;

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld("id", async (folder) => {
    const script = join(folder, "content/content.js");
    await writeFile(script, WATCH_DIALOGS + (await readFile(script, "utf8")));
    const ahead = join(folder, "shared/theme-ahead.js");
    await writeFile(ahead, (await readFile(ahead, "utf8")) + WATCH_PAGE);
  });
  serve(world.server, market);
  serve(world.server, list);
  const paragraph = "Pengurus koperasi menimbang garam di balai desa, lalu mengumumkan harganya kepada pembeli. ";
  const text = Array.from({ length: 9 }, (_, index) => `<p>${paragraph.repeat(2)}Pekan ke-${index + 1}.</p>`);
  world.server.put(
    JEALOUS,
    `<!doctype html><html lang="id"><meta charset="utf-8"><title>Garam</title><script>new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
    }).observe(document.documentElement, { childList: true });</script>
    <article><h1>Dua gudang garam</h1>${text.join("")}</article></html>`,
  );
  browser = await world.browser();
});
after(() => world?.end());

/** @param {string} theme @param {Record<string, unknown>} [more] */
function choose(theme, more = {}) {
  return browser.inBackground(
    async (wanted) => {
      await chrome.storage.sync.set({ settings: { ...wanted, changed: new Date().toISOString() } });
    },
    { theme, ...more },
  );
}

/** What was noted. @param {Tab} tab */
const noted = (tab) =>
  tab.evaluate(() => {
    const { before, there, grounds = "[]" } = document.documentElement.dataset;
    return { before: Number(before), there: Number(there), grounds: /** @type {string[]} */ (JSON.parse(grounds)) };
  });

/** All grounds of the first frames. @param {Tab} tab @param {number} [frames] */
async function grounds(tab, frames = 10) {
  const seen = await until(`${frames} frames`, async () => {
    const now = await noted(tab);
    return now.grounds.length >= frames ? now.grounds : null;
  });
  return [...new Set(seen)];
}

describe("for who reads in the dark", () => {
  it("the reader is as dark as the theme in its first frame, and nothing of ours is there before", async () => {
    for (const [theme, { reader }] of Object.entries({ black: BLACK, sepia: SEPIA, dark: DARK })) {
      await choose(theme);
      await browser.stopBackground();
      const tab = await browser.open(market.url);
      await read(tab);
      const { before, there } = await noted(tab);
      assert.equal(there, before + 1, "what is added is shown at once");
      assert.deepEqual(await grounds(tab), [reader], theme);
      await tab.close();
    }
  });

  it("it opens without waiting for a choice that is told late, and wears it then (the delay is injected)", async () => {
    await choose("sepia", { length: "points" });
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.sync);
      const held = new Promise((resolve) => {
        area.release = resolve;
      });
      const { get } = area;
      area.get = (/** @type {any[]} */ ...asked) => held.then(() => get.apply(area, asked));
    });
    const tab = await browser.open(market.url);
    await read(tab);
    const ground = () =>
      tab.inReader((root) => getComputedStyle(/** @type {Element} */ (root.querySelector("dialog"))).backgroundColor);
    const isPressed = async () =>
      (await tab.heard()).some(({ name, pressed }) => pressed && name === words("summaryPoints"));
    assert.notEqual(await ground(), SEPIA.reader);
    assert.ok(!(await isPressed()));
    await browser.inBackground(() => /** @type {any} */ (chrome.storage.sync).release());
    await until("it wears what was chosen", async () => (await ground()) === SEPIA.reader);
    await until("the summary has its length", isPressed);
    await tab.close();
  });

  it("so is it where the system's colours are dark and nothing was chosen", async () => {
    await choose("system");
    const tab = await browser.open(market.url);
    await tab.picture(join(world.folder, "dark.png"), { dark: true });
    await read(tab);
    assert.deepEqual(await grounds(tab), [DARK.reader]);
    await tab.close();
  });

  it("so is what is said in place of an article", async () => {
    await choose("black");
    const tab = await browser.open(list.url);
    await tab.clickButton();
    assert.deepEqual(await grounds(tab), [BLACK.message]);
    await tab.close();
  });

  it("so are a tab of ours and the library, from the second time on", async () => {
    const open = async () => {
      const page = await browser.open(JEALOUS);
      await page.clickButton();
      const tab = await browser.opened("tab/tab.html");
      const seen = await grounds(tab, 30);
      const bar = await until("the article is there", () =>
        tab.evaluate(() => {
          const drawn = document.querySelector(".bar");
          return drawn && getComputedStyle(drawn).backgroundColor;
        }),
      );
      assert.equal(bar, BLACK.reader);
      for (const one of [tab, page]) await one.close();
      return seen;
    };
    assert.equal((await open()).at(-1), BLACK.reader);
    assert.deepEqual(await open(), [BLACK.reader]);
    const library = await browser.open(browser.address("library/library.html"));
    assert.deepEqual(await grounds(library, 30), [BLACK.reader]);
    await library.close();
  });

  it("so is a tab of ours that has no article to show", async () => {
    const tab = await browser.open(browser.address("tab/tab.html#gone"));
    assert.deepEqual(await grounds(tab, 30), [BLACK.reader]);
    await tab.close();
  });
});
