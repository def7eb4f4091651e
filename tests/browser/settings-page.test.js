// @ts-check
/** The page of settings: what is chosen there shows at once and stays, and what is said there is true. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fixture, ROOT, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const PLACE = "library/library.html#settings";

/** A group, what is pressed in it, and what is kept then. @type {[string, string, Record<string, unknown>][]} */
const PRESSES = [
  ["lookTheme", "themeDark", { theme: "dark" }],
  ["lookFont", "fontMono", { font: "mono" }],
  ["lookSize", "sizeLarger", { size: 110 }],
  ["lookLeading", "leadingLoose", { leading: "loose" }],
  ["lookMeasure", "measureNarrow", { measure: "narrow" }],
  ["lookAlign", "alignJustify", { align: "justify" }],
  ["lookPictures", "partHidden", { pictures: false }],
  ["facts", "partHidden", { facts: false }],
  ["summaryLength", "summaryPoints", { length: "points" }],
];

/** What a record holds, by the line that says so. @type {Record<string, string[]>} */
const KEPT = {
  settingsSavedHead: [
    ...["schema", "id", "url", "title", "byline", "published", "modified", "section", "site", "lang", "direction"],
    ...["access", "tags", "saved", "updated"],
  ],
  settingsSavedText: ["dateline", "excerpt", "blocks", "pages", "limits", "words", "minutes", "summary", "change"],
  settingsSavedFigures: ["facts", "indicators"],
  settingsSavedAddresses: ["lead_image", "related"],
  settingsSavedOwn: ["own"],
};

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  browser = await world.browser();
  tab = await browser.open(browser.address(PLACE));
  await until("the page is drawn", () => isShown(tab));
});
after(() => world?.end());

/** @param {Tab} one */
const isShown = async (one) =>
  (await one.heard()).some(({ role, name }) => role === "heading" && name === words("settingsTitle"));

/** How the sample looks, and what is worn. @param {Tab} one */
const look = (one) =>
  one.evaluate(() => {
    const sample = /** @type {HTMLElement} */ (document.querySelector(".settings-sample p"));
    const { fontFamily, fontSize, lineHeight, maxInlineSize, textAlign } = getComputedStyle(sample);
    return {
      ground: getComputedStyle(document.documentElement).backgroundColor,
      font: fontFamily,
      size: Number.parseFloat(fontSize),
      leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
      measure: Number.parseFloat(maxInlineSize) / Number.parseFloat(fontSize),
      align: textAlign,
    };
  });

/** What is said to be chosen, group by group. @param {Tab} one */
async function chosen(one) {
  const pressed = (await one.heard()).filter((heard) => heard.pressed);
  return Object.fromEntries(
    pressed.map(({ name, inside }) => [inside.findLast((outer) => outer.startsWith("group "))?.slice(6), name]),
  );
}

/** Presses what is in a group as somebody with a keyboard does. @param {string} group @param {string} name */
async function press(group, name) {
  await tab.evaluate(
    ({ group, name }) => {
      const buttons = [...document.querySelectorAll(`.look-row[aria-label="${group}"] button`)];
      const one = buttons.find((button) => (button.getAttribute("aria-label") ?? button.textContent) === name);
      /** @type {HTMLElement} */ (one).focus();
    },
    { group: words(group), name: words(name) },
  );
  await tab.key("Enter");
}

/** What is stored of all that was chosen. */
const stored = () =>
  browser.inBackground(async () => {
    const [away, here] = await Promise.all([chrome.storage.sync.get("settings"), chrome.storage.local.get("settings")]);
    return /** @type {any} */ (away.settings ?? here.settings ?? {});
  });

describe("the page of settings", () => {
  it("has one title, parts with headings, and groups with names", async () => {
    const heard = await tab.heard();
    const headings = heard.filter(({ role }) => role === "heading");
    assert.deepEqual(
      headings.map(({ level, name }) => [level, name]),
      [
        [1, words("settingsTitle")],
        [2, words("look")],
        [2, words("settingsKeys")],
        [3, words("settingsShortcut")],
        [2, words("settingsSaved")],
        [2, words("settingsFiles")],
        [2, words("settingsPrivacy")],
        [2, words("settingsAbout")],
      ],
    );
    for (const landmark of ["banner", "main"]) assert.equal(heard.filter(({ role }) => role === landmark).length, 1);
    for (const { level, name } of headings.filter((one) => one.level === 2)) {
      assert.ok(
        heard.some((one) => one.role === "region" && one.name === name),
        `a region "${name}" (${level})`,
      );
    }
    const groups = heard.filter(({ role }) => role === "group").map(({ name }) => name);
    for (const [key] of PRESSES) assert.ok(groups.includes(words(key)), key);
    assert.equal(heard.findLast(({ focused }) => focused)?.name, words("settingsTitle"));
  });

  it("is gone through by keyboard, and shows where the focus is", async () => {
    /** @type {string[]} */
    const stops = [];
    for (let at = 0; at < 8; at += 1) {
      await tab.key("Tab");
      const { name, outline } = await tab.evaluate(() => {
        const one = /** @type {HTMLElement} */ (document.activeElement);
        return { name: one.textContent ?? "", outline: getComputedStyle(one).outlineStyle };
      });
      assert.notEqual(outline, "none", name);
      stops.push(name);
    }
    const themes = ["themeSystem", "themeLight", "themeSepia", "themeDark", "themeBlack", "themeContrast"];
    assert.deepEqual(
      stops,
      [...themes, "fontSerif", "fontSans"].map((key) => words(key)),
    );
  });

  it("changes its own look at once, and keeps every choice", async () => {
    const usual = await look(tab);
    await tab.press("button", words("themeSepia"));
    await until("the page is sepia", async () => (await look(tab)).ground === "rgb(244, 236, 217)");
    for (const [group, name] of PRESSES) {
      await press(group, name);
      if (group === "lookSize") continue;
      await until(`${name} is said to be chosen`, async () => (await chosen(tab))[words(group)] === words(name));
    }
    const now = await look(tab);
    assert.equal(now.ground, "rgb(22, 24, 26)");
    assert.match(now.font, /mono/i);
    assert.ok(now.size > usual.size * 1.05, `${now.size} after ${usual.size}`);
    assert.ok(now.leading > usual.leading + 0.2, `${now.leading} after ${usual.leading}`);
    assert.ok(now.measure < usual.measure - 5, `${now.measure} after ${usual.measure}`);
    assert.equal(now.align, "justify");
    const wanted = Object.assign({}, ...PRESSES.map(([, , kept]) => kept));
    await until("all is kept", async () => {
      const kept = await stored();
      return Object.entries(wanted).every(([name, value]) => kept[name] === value);
    });
    assert.deepEqual(await look(tab), now, "what is heard of the storage changes nothing");
  });

  it("shows what was chosen in another tab", async () => {
    const other = await browser.open(browser.address(PLACE));
    await until("it is dark, too", async () => (await look(other)).ground === "rgb(22, 24, 26)");
    await other.press("button", words("themeBlack"));
    await until("this one is black", async () => (await chosen(tab))[words("lookTheme")] === words("themeBlack"));
    assert.equal((await look(tab)).ground, "rgb(0, 0, 0)");
    await other.press("button", words("themeDark"));
    await until("and dark again", async () => (await chosen(tab))[words("lookTheme")] === words("themeDark"));
    await other.close();
  });

  it("is worn by the reader that is opened afterwards, also after the browser began anew", async () => {
    const before = await look(tab);
    const marked = await chosen(tab);
    await until("it is kept", async () => (await stored()).theme === "dark");
    await browser.close();
    browser = await world.browser();
    tab = await browser.open(browser.address(PLACE));
    await until("it is chosen as before", async () => {
      const now = await chosen(tab);
      return Object.entries(marked).every(([group, name]) => now[group] === name);
    });
    assert.deepEqual(await look(tab), before);

    const page = await browser.open(market.url);
    await read(page);
    const seen = await page.inReader((root) => {
      const column = /** @type {HTMLElement} */ (root.querySelector(".column"));
      const { fontFamily, fontSize, lineHeight } = getComputedStyle(column);
      return {
        ground: getComputedStyle(/** @type {HTMLElement} */ (root.querySelector("dialog"))).backgroundColor,
        font: fontFamily,
        size: Number.parseFloat(fontSize),
        leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
        align: getComputedStyle(/** @type {HTMLElement} */ (root.querySelector(".body > p"))).textAlign,
        pictures: [...column.querySelectorAll("img")].filter((image) => image.checkVisibility()).length,
        facts: [...column.querySelectorAll(".key-figures")].filter((card) => card.checkVisibility()).length,
        length: /** @type {HTMLElement} */ (root.querySelector(".summary")).dataset.length,
      };
    });
    const { measure: _, ...text } = before;
    assert.deepEqual(seen, { ...text, pictures: 0, facts: 0, length: "points" });
    await page.close();
  });

  it("says of the keys what the reader's own list says", async () => {
    const listed = (/** @type {Document | ShadowRoot} */ root) =>
      [...root.querySelectorAll(".keys dt")].map((key) => [key.textContent, key.nextElementSibling?.textContent]);
    const here = await tab.value(`(${listed})(document.querySelector(".settings"))`);
    const page = await browser.open(market.url);
    await read(page);
    await page.press("button", words("keysList"));
    const there = await until("the reader's list", async () => {
      const found = await page.inReader(listed);
      return found.length ? found : null;
    });
    assert.deepEqual(here, there);
    await page.close();
  });

  it("says of version, shortcut, storage and privacy what is so", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "extension/manifest.json"), "utf8"));
    const known = await tab.evaluate(() => [...document.querySelectorAll(".settings dd")].at(-1)?.textContent);
    assert.equal(known, version);
    assert.ok(everyWord(await tab.heard()).includes(squeezed(words("settingsShortcutNow", "Alt+R"))));

    const privacy = squeezed(readFileSync(join(ROOT, "PRIVACY.md"), "utf8"));
    const sentences = words("settingsPrivacyText").split(/(?<=\.) /);
    assert.equal(sentences.length, 3);
    for (const said of ["tidak mengumpulkan, mengirim, atau menjual data apa pun", "tidak punya server"]) {
      assert.ok(sentences[0]?.includes(said));
      assert.ok(privacy.includes(squeezed(said)));
    }
  });

  it("names all that is kept of an article, and where", async () => {
    const page = await browser.open(market.url);
    await read(page);
    await page.press("button", words("save"));
    const [record] = await until("it is saved", async () => {
      const found = Object.values(await storedRecords(browser));
      return found.length ? found : null;
    });
    await page.close();
    assert.deepEqual(Object.keys(record).sort(), Object.values(KEPT).flat().sort());
    const lines = (await tab.heard()).map(({ name }) => name);
    for (const key of Object.keys(KEPT)) assert.ok(lines.includes(words(key)), key);
    // Choices alone go along to other computers.
    const away = await browser.inBackground(async () => Object.keys(await chrome.storage.sync.get(null)));
    assert.deepEqual(away, ["settings"]);
  });

  it("leads to the backup and from the library, and Escape leads back to the list", async () => {
    const isAt = (/** @type {string} */ title) =>
      until(`"${title}" is shown`, async () =>
        (await tab.heard()).some(({ role, level, name }) => role === "heading" && level === 1 && name === title),
      );
    await tab.press("link", words("dataTitle"));
    await isAt(words("dataTitle"));
    await tab.press("link", words("backToLibrary"));
    await isAt(words("library"));
    await tab.press("link", words("dataTitle"));
    await isAt(words("dataTitle"));
    await tab.key("Escape");
    await isAt(words("library"));
    await tab.press("link", words("settingsTitle"));
    await isAt(words("settingsTitle"));
    await tab.key("Escape");
    await isAt(words("library"));
  });

  it("is the page of options, which opens beside the library, too", async () => {
    assert.equal(await tab.evaluate(() => location.hash), "", "the list is open");
    await browser.inBackground(() => chrome.runtime.openOptionsPage());
    const options = await browser.opened("#settings");
    await until("the settings are shown", () => isShown(options));
    assert.equal(await options.evaluate(() => location.search), "", "the next time, too");
    await options.key("Escape");
    await until("it shows the list", async () => !(await isShown(options)));
    await browser.inBackground(() => chrome.runtime.openOptionsPage());
    const again = await browser.opened("#settings");
    await until("the settings are shown", () => isShown(again));
    await again.close();
    await options.close();
  });

  it("fits a view of 320 pixels, with the largest text too", async () => {
    await tab.goto("about:blank");
    await tab.goto(browser.address(PLACE));
    await until("the page is drawn", () => isShown(tab));
    const sideways = () =>
      tab.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
    for (const width of [320, 768, 1280]) {
      await tab.resize(width, 700);
      assert.equal(await sideways(), 0, `${width} pixels`);
    }
    for (let at = 0; at < 8; at += 1) await press("lookSize", "sizeLarger");
    await press("lookMeasure", "measureWide");
    await until(
      "it is as large as can be",
      async () => (await tab.evaluate(() => document.documentElement.dataset.size)) === "200",
    );
    for (const width of [320, 768, 1280]) {
      await tab.resize(width, 700);
      assert.equal(await sideways(), 0, `${width} pixels`);
    }
  });
});
