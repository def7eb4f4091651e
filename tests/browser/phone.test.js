// @ts-check
/**
 * The small screen, and a browser without context menus, keyboard commands and windows, as browsers on phones are: all that
 * a person needs is in the reader and in the library themselves.
 */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { bringVoices, haveVoices, voice } from "./support/voices.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
/** Pages that are made for phones, and are as wide as the screen. */
const mobile = fixture("kontan/phone");

/** A small phone, in CSS pixels. */
const SCREEN = { width: 360, height: 640 };

/** What phones' browsers don't have. */
const MISSING = ["commands", "contextMenus", "menus", "windows"];

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld("id", async (folder) => {
    await withoutDesk(folder);
    await bringVoices(folder);
  });
  for (const page of [market, mobile]) serve(world.server, page);
  browser = await world.browser();
});
after(() => world?.end());

/** Takes from the extension's background what phones lack, before anything of ours runs. @param {string} folder */
async function withoutDesk(folder) {
  const manifest = join(folder, "manifest.json");
  await writeFile(manifest, (await readFile(manifest, "utf8")).replace('"background.js"', '"phone.js"'));
  await writeFile(join(folder, "phone.js"), 'import "./phone-lacks.js";\nimport "./background.js";\n');
  await writeFile(
    join(folder, "phone-lacks.js"),
    `for (const api of [globalThis.browser, globalThis.chrome]) {
      for (const name of ${JSON.stringify(MISSING)}) {
        // For good: what can be changed is put back when the browser renews what an extension may do.
        if (api) Object.defineProperty(api, name, { value: undefined, configurable: false, writable: false });
      }
      // Firefox on a phone throws at a tab that is to have an opener.
      const { create } = api?.tabs ?? {};
      if (api) {
        api.tabs.create = (tab) => {
          if ("openerTabId" in tab) throw new Error('Property "openerTabId" is unsupported by Firefox');
          return create.call(api.tabs, tab);
        };
      }
    }\n`,
  );
}

/** @param {Tab} tab @param {string} role @param {string} name */
function hears(tab, role, name) {
  return until(`a ${role} "${name}" is heard`, async () =>
    (await tab.heard()).some((one) => one.role === role && one.name === name),
  );
}

/** The buttons of the reader's bar that can be seen, by what they are called. @param {Tab} tab */
const inBar = (tab) =>
  tab.inReader((root) =>
    [...root.querySelectorAll(".bar button")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)
      .filter((one) => !one.closest(".panel:not(.rest), .shelf"))
      .map((one) => one.textContent.trim()),
  );

/** What has the focus in the reader. @param {Tab} tab */
const focused = (tab) => tab.inReader((root) => root.activeElement?.textContent.trim() ?? "");

/**
 * Where what can be pressed is. A link in a text is as high as the text; all others are for fingers.
 *
 * @typedef {{name: string, left: number, right: number, height: number}} Target
 */

/** @param {{targets: Target[], width: number, scrollWidth: number}} seen */
function fits({ targets, width, scrollWidth }) {
  assert.equal(width, SCREEN.width);
  assert.ok(scrollWidth <= width, `nothing is wider than the screen: ${scrollWidth}`);
  assert.ok(targets.length >= 3, `${targets.length} buttons`);
  for (const { name, left, right, height } of targets) {
    assert.ok(left >= 0 && right <= width, `"${name}" reaches from ${left} to ${right}`);
    assert.ok(height >= 43.9, `"${name}" is ${height} high`);
  }
}

describe("on a phone", () => {
  /** @type {Tab} */
  let tab;
  /** @type {Tab} */
  let library;
  before(async () => {
    tab = await browser.open(mobile.url);
    await tab.phone(SCREEN);
  });
  after(() => tab?.close());

  /** Opens what is behind the bar's one button. */
  async function openMore() {
    await tab.press("button", words("more"));
    await until("the rest is there", async () => (await inBar(tab)).includes(words("copy")));
    assert.equal(await expanded(), "true");
  }

  /** What the button says of its panel. */
  const expanded = () => tab.inReader((root) => root.querySelector(".more")?.getAttribute("aria-expanded"));

  /** The rest is gone, the reader is not, and the focus is on the button. */
  async function moreIsClosed() {
    await until("the rest is closed", async () => !(await inBar(tab)).includes(words("copy")));
    assert.ok(await tab.hasReader());
    assert.equal(await expanded(), "false");
    assert.equal(await focused(tab), words("more"));
  }

  it("starts without menus, commands and windows", async () => {
    // The background may still be starting when it is asked first.
    await until("all of them are missing", () =>
      browser.inBackground(
        (names) => names.every((name) => /** @type {any} */ (globalThis.browser ?? chrome)[name] === undefined),
        MISSING,
      ),
    );
  });

  it("shows a reader that fits, with buttons for fingers", async () => {
    await read(tab);
    const look = () =>
      tab.inReader((root) => {
        const dialog = /** @type {Element} */ (root.querySelector("dialog"));
        const targets = [...root.querySelectorAll("button, select")].flatMap((button) => {
          const { left, right, height } = button.getBoundingClientRect();
          return height > 0 ? [{ name: button.textContent.trim(), left, right, height }] : [];
        });
        return { targets, width: innerWidth, scrollWidth: dialog.scrollWidth };
      });
    fits(await look());
    await tab.press("button", words("more"));
    await hears(tab, "button", words("copy"));
    fits(await look());
    await tab.press("button", words("look"));
    await hears(tab, "button", words("themeSepia"));
    fits(await look());
    await tab.key("Escape");
    await haveVoices(tab, [voice("Suara perempuan berbahasa Indonesia dengan nama yang panjang", "id-ID")]);
    await tab.press("button", words("listen"));
    await hears(tab, "button", words("listenStart"));
    await until("the voice is there", () => tab.inReader((root) => root.querySelector("option") !== null));
    fits(await look());
    assert.ok(
      await tab.inReader((root) =>
        [...root.querySelectorAll(".panel")].every((panel) => panel.scrollWidth <= panel.clientWidth),
      ),
    );
    await tab.key("Escape");
  });

  it("has a bar of one row, with what is needed while reading; the rest is behind one button", async () => {
    assert.deepEqual(
      await inBar(tab),
      ["close", "listen", "more", "save"].map((key) => words(key)),
    );
    const bar = await tab.inReader((root) => root.querySelector(".bar")?.getBoundingClientRect().height ?? 0);
    assert.ok(bar < 60, `the bar is ${bar} high`);
    await openMore();
    assert.deepEqual(
      await inBar(tab),
      ["close", "listen", "more", "look", "copy", "library", "save"].map((key) => words(key)),
    );
    await tab.key("Escape");
    await moreIsClosed();
  });

  it("goes by keys through that button to the look, and back", async () => {
    await tab.key("Enter");
    await hears(tab, "button", words("copy"));
    await tab.key("Tab");
    assert.equal(await focused(tab), words("look"));
    await tab.key("Enter");
    await hears(tab, "button", words("themeSepia"));
    assert.equal(await focused(tab), words("themeSystem"), "the first of the panel");
    assert.ok(!(await inBar(tab)).includes(words("copy")), "one panel at a time");
    await tab.key("Escape");
    await moreIsClosed();
    assert.ok(!(await tab.heard()).some(({ name }) => name === words("themeSepia")));
    await openMore();
    await tab.tap([SCREEN.width / 2, SCREEN.height - 40]);
    await until("a touch of the text closes it", async () => !(await inBar(tab)).includes(words("copy")));
  });

  it("has all in the bar where there is room again, also while that button's panel was open", async () => {
    await openMore();
    await tab.phone({ width: 800, height: 360 });
    await until("no button for the rest", async () => !(await inBar(tab)).includes(words("more")));
    const shown = await inBar(tab);
    for (const key of ["look", "copy", "library"]) assert.ok(shown.includes(words(key)), key);
    await tab.phone(SCREEN);
    await until("it is open as before", async () => (await inBar(tab)).includes(words("copy")));
    await tab.press("button", words("more"));
    await until("it is closed", async () => !(await inBar(tab)).includes(words("copy")));
  });

  it("saves from the reader, and leads from there to the library", async () => {
    await tab.press("button", words("save"));
    await hears(tab, "button", words("saved"));
    await openMore();
    await tab.press("button", words("library"));
    library = await browser.opened("library/library.html");
    await library.phone(SCREEN);
    await hears(library, "link", mobile.expected.title);
  });

  it("shows a library that fits, with buttons for fingers", async () => {
    const look = () =>
      library.evaluate(() => {
        const targets = [...document.querySelectorAll("button, input, .acts > a, .bar > a")].flatMap((one) => {
          const { left, right, height } = one.getBoundingClientRect();
          return height > 0 ? [{ name: one.textContent.trim(), left, right, height }] : [];
        });
        return {
          targets,
          width: innerWidth,
          scrollWidth: /** @type {Element} */ (document.scrollingElement).scrollWidth,
        };
      });
    fits(await look());
    await library.press("link", mobile.expected.title);
    await hears(library, "link", words("backToLibrary"));
    fits(await look());
  });

  it("shows in a tab what a page takes away, where no tab can be told of its opener", async () => {
    const url = "https://keras.example/telepon";
    const takes = `<script>new MutationObserver((all) => {
      for (const { addedNodes } of all) for (const node of addedNodes) if (node.localName === "div") node.remove();
    }).observe(document.documentElement, { childList: true });</script>`;
    world.server.put(url, { body: `${takes}${market.body.toString("utf8")}` });
    const page = await browser.open(url);
    await page.clickButton();
    const shown = await browser.opened("tab/tab.html");
    await hears(shown, "heading", market.expected.title);
    await shown.close();
    await page.close();
  });

  it("leads back from a saved article to the list, and from the library to the page", async () => {
    await library.press("link", words("backToLibrary"));
    await hears(library, "searchbox", words("librarySearch"));
    await library.close();
    await hears(tab, "dialog", mobile.expected.title);
    await tab.press("button", words("close"));
    await until("the reader goes", async () => !(await tab.hasReader()));
  });
});
