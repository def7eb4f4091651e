// @ts-check
/** Nothing keeps anybody out: every surface, light and dark, on a desk and on a phone, by the rules that programs can check. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { articles } from "./support/articles.js";
import { faultsOf, faultsOfReader } from "./support/axe.js";
import { restoreAll } from "./support/filled.js";
import { fixture, serve } from "./support/fixtures.js";
import { bringVoices, haveVoices, voice } from "./support/voices.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const THEMES = ["light", "dark"];
const WIDTHS = [1280, 360];
const HEIGHT = 800;

/** Some with tags, some in part, one with a note, some that name an issuer. */
const made = articles(40);
for (const [at, one] of made.entries()) one.access = at % 20 === 7 ? "partial" : "full";
const noted = /** @type {typeof made[0]} */ (made.find(({ own }) => own.archived === null && own.tags.length));
noted.own.note = "Bandingkan dengan laporan kuartal lalu.";
const issuer = made.flatMap(({ facts }) => facts?.map(({ value }) => value.code) ?? []).find((code) => code);

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld("id", bringVoices);
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());

/** @param {string} theme */
function choose(theme) {
  return until(`${theme} is chosen`, () =>
    browser.inBackground(async (wanted) => {
      const before = /** @type {any} */ ((await chrome.storage.sync.get("settings")).settings ?? {});
      await chrome.storage.sync.set({ settings: { ...before, theme: wanted, changed: new Date().toISOString() } });
      return true;
    }, theme),
  );
}

/** In each theme and at each width. @param {Tab} tab @param {() => Promise<string[]>} faults */
async function everywhere(tab, faults) {
  /** @type {string[]} */
  const found = [];
  for (const theme of THEMES) {
    await choose(theme);
    for (const width of WIDTHS) {
      await tab.resize(width, HEIGHT);
      found.push(...(await faults()).map((line) => `${theme}, ${width} px: ${line}`));
    }
  }
  assert.deepEqual(found, []);
}

describe("pages of the library", () => {
  /** @type {Tab} */
  let tab;
  before(async () => {
    tab = await browser.open(browser.address("library/library.html"));
  });
  after(() => tab?.close());

  /** @param {string} place @param {string} title of level 1 */
  async function go(place, title) {
    await tab.evaluate((hash) => {
      location.hash = hash;
    }, place);
    await until(`"${title}" is shown`, async () =>
      (await tab.heard()).some(({ role, level, name }) => role === "heading" && level === 1 && name === title),
    );
  }

  /** The faults of the page once it wears the theme that was chosen. */
  async function faults() {
    const wanted = await browser.inBackground(async () => {
      const { settings } = await chrome.storage.sync.get("settings");
      return /** @type {any} */ (settings).theme;
    });
    await until(`the page is ${wanted}`, () =>
      tab.evaluate((theme) => document.documentElement.dataset.theme === theme, wanted),
    );
    return faultsOf(tab);
  }

  it("would be found at fault", async () => {
    await go("#data", words("dataTitle"));
    assert.deepEqual(await faultsOf(tab), []);
    await tab.evaluate(() => document.querySelector(".data-choose .label")?.remove());
    const [fault = "", ...more] = await faultsOf(tab);
    assert.match(fault, /^button-name .*data-choose/);
    assert.deepEqual(more, []);
    await tab.goto("about:blank");
    await tab.goto(browser.address("library/library.html"));
  });

  it("have no fault while nothing is saved", async () => {
    await go("", words("library"));
    await everywhere(tab, faults);
  });

  it("have none as a list, with its filters and its help", async () => {
    await restoreAll(tab, made);
    await go("", words("library"));
    await until("the rows are there", () => tab.evaluate(() => document.querySelectorAll(".list-row").length > 5));
    await everywhere(tab, faults);
    await tab.resize(360, HEIGHT);
    await tab.press("button", words("filters"));
    await everywhere(tab, faults);
    await tab.key("Escape");
    await tab.resize(1280, HEIGHT);
    await tab.press("button", words("keysTitle"));
    await everywhere(tab, faults);
    await tab.key("Escape");
  });

  it("have none as a saved article with a note and tags", async () => {
    await go(encodeURIComponent(noted.id), noted.title);
    await everywhere(tab, faults);
  });

  it("have none as an issuer's", async () => {
    await go(`issuer=${issuer}`, String(issuer));
    await everywhere(tab, faults);
  });

  it("have none with export and import, and with settings", async () => {
    await go("data", words("dataTitle"));
    await everywhere(tab, faults);
    await go("settings", words("settingsTitle"));
    await everywhere(tab, faults);
  });
});

describe("the reader", () => {
  it("has no fault over a page, with its panels too", async () => {
    for (const theme of THEMES) {
      await choose(theme);
      const tab = await browser.open(market.url);
      await read(tab);
      for (const width of WIDTHS) {
        await tab.resize(width, HEIGHT);
        assert.deepEqual(await faultsOfReader(tab), [], `${theme}, ${width} px`);
        if (width === 360) {
          await tab.press("button", words("more"));
          assert.deepEqual(await faultsOfReader(tab), [], `${theme}, ${width} px, the rest of its bar`);
        }
        await tab.press("button", words("look"));
        assert.deepEqual(await faultsOfReader(tab), [], `${theme}, ${width} px, its look`);
        await tab.key("Escape");
        await tab.key("?");
        assert.deepEqual(await faultsOfReader(tab), [], `${theme}, ${width} px, its keys`);
        await tab.key("?");
      }
      await tab.close();
    }
  });

  it("has none while it reads aloud, and where a picture is enlarged", async () => {
    for (const theme of THEMES) {
      await choose(theme);
      const tab = await browser.open(market.url);
      await haveVoices(tab, [voice("Gadis", "id-ID"), voice("Awan", "id-ID", false)]);
      await read(tab);
      for (const width of WIDTHS) {
        const where = `${theme}, ${width} px`;
        await tab.resize(width, HEIGHT);
        await tab.press("button", words("listen"));
        await tab.press("button", words("listenStart"));
        await until("it is read aloud", () => tab.inReader((root) => root.querySelector(".spoken rect") !== null));
        assert.deepEqual(await faultsOfReader(tab), [], `${where}, its listening`);
        await tab.press("button", words("listenHold"));
        await tab.key("Escape");
        await tab.inReader((root) => /** @type {HTMLElement} */ (root.querySelector(".enlargeable")).focus());
        await tab.key("Enter");
        await until("it is large", () => tab.inReader((root) => root.querySelector(".enlarged") !== null));
        assert.deepEqual(await faultsOfReader(tab), [], `${where}, a picture`);
        await tab.key("Escape");
      }
      await tab.close();
    }
  });

  it("would be found at fault", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await tab.inReader((root) => root.querySelector(".bar .close .label")?.remove());
    await tab.inReader((root) => root.querySelector(".bar .close")?.removeAttribute("title"));
    const [fault = "", ...more] = await faultsOfReader(tab);
    assert.match(fault, /^button-name .*icon-only/);
    assert.deepEqual(more, []);
    await tab.close();
  });

  it("has no fault in a tab of its own", async () => {
    const paragraph = "Pengurus koperasi menimbang garam di balai desa, lalu mengumumkan harganya kepada pembeli. ";
    const text = Array.from({ length: 9 }, (_, index) => `<p>${paragraph.repeat(2)}Pekan ke-${index + 1}.</p>`);
    world.server.put(
      "https://keras.example/garam",
      `<!doctype html><html lang="id"><meta charset="utf-8"><title>Garam</title><script>new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
      }).observe(document.documentElement, { childList: true });</script>
      <article><h1>Dua gudang garam</h1>${text.join("")}</article></html>`,
    );
    for (const theme of THEMES) {
      await choose(theme);
      const page = await browser.open("https://keras.example/garam");
      await page.clickButton();
      const tab = await browser.opened("tab/tab.html");
      await until("the article is there", async () =>
        (await tab.heard()).some(({ role, level }) => role === "heading" && level === 1),
      );
      for (const width of WIDTHS) {
        await tab.resize(width, HEIGHT);
        assert.deepEqual(await faultsOf(tab), [], `${theme}, ${width} px`);
      }
      await tab.press("button", words("more"));
      await tab.press("button", words("look"));
      assert.deepEqual(await faultsOf(tab), [], `${theme}, on a phone, its look`);
      await tab.close();
      await page.close();
    }
  });
});
