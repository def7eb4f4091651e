// @ts-check
/** How the reader looks: what is chosen shows at once, stays, and can be read in every theme. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const THEMES = ["system", "light", "sepia", "dark", "black", "contrast"];

/** Text and what it stands on, and the least contrast of them (WCAG 2.2, 1.4.3 and 1.4.6). @type {[string, string, number][]} */
const PAIRS = [
  ["text", "ground", 7],
  ["text", "raised", 7],
  ["text", "mark", 7],
  ["text", "wash", 7],
  ["text", "notice", 7],
  ["quiet", "ground", 4.5],
  ["quiet", "raised", 4.5],
  ["accent", "ground", 4.5],
  ["accent", "raised", 4.5],
  ["accent", "wash", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["up", "raised", 4.5],
  ["down", "raised", 4.5],
  // The edges of fields and the marks of a choice (1.4.11).
  ["edge", "ground", 3],
];

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
  tab = await browser.open(market.url);
  await read(tab);
});
after(() => world?.end());

/** What can be seen of the look. @param {Tab} one */
function seen(one) {
  return one.inReader((root) => {
    const dialog = /** @type {HTMLElement} */ (root.querySelector("dialog"));
    const column = /** @type {HTMLElement} */ (root.querySelector(".column"));
    const paragraph = /** @type {HTMLElement} */ (root.querySelector(".body > p"));
    const { fontFamily, fontSize, lineHeight, maxInlineSize } = getComputedStyle(column);
    return {
      ground: getComputedStyle(dialog).backgroundColor,
      text: getComputedStyle(dialog).color,
      font: fontFamily,
      size: Number.parseFloat(fontSize),
      leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
      measure: Number.parseFloat(maxInlineSize) / Number.parseFloat(fontSize),
      align: getComputedStyle(paragraph).textAlign,
      pictures: [...column.querySelectorAll("img")].filter((image) => getComputedStyle(image).display !== "none")
        .length,
      facts: [...column.querySelectorAll(".key-figures")].filter((card) => card.checkVisibility()).length,
    };
  });
}

/** @param {Tab} one */
async function openPanel(one) {
  await one.press("button", words("look"));
  await until("the panel is open", () => isOpen(one));
}

/** Whether the panel is open. @param {Tab} one */
const isOpen = async (one) => (await one.heard()).some(({ name }) => name === words("themeSepia"));

describe("the look of the reader", () => {
  it("waits behind one button", async () => {
    assert.equal(await isOpen(tab), false);
    await openPanel(tab);
    const heard = await tab.heard();
    const groups = heard.filter(({ role }) => role === "group").map(({ name }) => name);
    for (const key of [
      "lookTheme",
      "lookFont",
      "lookSize",
      "lookLeading",
      "lookMeasure",
      "lookAlign",
      "lookPictures",
    ]) {
      assert.ok(groups.includes(words(key)), key);
    }
  });

  it("changes at once by what is pressed, and says what is chosen", async () => {
    const usual = await seen(tab);
    assert.ok(usual.pictures > 0 && usual.facts === 1, JSON.stringify(usual));
    /** @type {[string, (now: Awaited<ReturnType<typeof seen>>) => boolean][]} */
    const presses = [
      ["themeSepia", (now) => now.ground === "rgb(244, 236, 217)"],
      ["themeBlack", (now) => now.ground === "rgb(0, 0, 0)"],
      ["themeDark", (now) => now.ground === "rgb(22, 24, 26)"],
      ["fontSans", (now) => now.font !== usual.font],
      ["fontMono", (now) => /mono/i.test(now.font)],
      ["leadingLoose", (now) => now.leading > usual.leading + 0.2],
      ["leadingTight", (now) => now.leading < usual.leading - 0.1],
      ["measureWide", (now) => now.measure > usual.measure + 5],
      ["measureNarrow", (now) => now.measure < usual.measure - 5],
      ["alignJustify", (now) => now.align === "justify"],
    ];
    for (const [key, holds] of presses) {
      await tab.press("button", words(key));
      await until(key, async () => holds(await seen(tab)));
      const pressed = (await tab.heard()).filter((one) => one.pressed).map(({ name }) => name);
      assert.ok(pressed.includes(words(key)), `${key} is said to be chosen`);
    }
    await tab.press("button", words("sizeLarger"));
    await until("the text is larger", async () => (await seen(tab)).size > usual.size * 1.05);
  });

  it("shows no pictures and no figures where they are not wanted", async () => {
    const hide = (/** @type {string} */ group) =>
      tab.inReader((root, name) => {
        const buttons = [...root.querySelectorAll(`.look-row[aria-label="${name}"] button`)];
        /** @type {HTMLElement} */ (buttons.at(-1)).focus();
      }, group);
    await hide(words("lookPictures"));
    await tab.key("Enter");
    await until("there are no pictures", async () => (await seen(tab)).pictures === 0);
    await hide(words("facts"));
    await tab.key("Enter");
    await until("there are no figures", async () => (await seen(tab)).facts === 0);
  });

  it("closes its panel by Escape, which leaves the reader, and by a press on the text", async () => {
    await tab.key("Escape");
    await until("the panel is closed", async () => !(await isOpen(tab)));
    assert.ok(await tab.hasReader());
    await openPanel(tab);
    await tab.press("heading", market.expected.title);
    await until("the panel is closed", async () => !(await isOpen(tab)));
  });

  it("changes by keys: theme and size", async () => {
    const before = await seen(tab);
    await tab.key("-");
    await until("the text is smaller", async () => (await seen(tab)).size < before.size * 0.95);
    await tab.key("t");
    await until("the theme is the next", async () => (await seen(tab)).ground === "rgb(0, 0, 0)");
  });

  it("is there again in the next session, and in the library", async () => {
    const last = await seen(tab);
    await until("it is kept", () =>
      browser.inBackground(
        async () => /** @type {any} */ ((await chrome.storage.sync.get("settings")).settings)?.theme === "black",
      ),
    );
    await tab.close();
    await browser.stopBackground();
    const next = await browser.open(market.url);
    await read(next);
    assert.deepEqual(await seen(next), last);
    await next.close();

    const ground = () => getComputedStyle(document.documentElement).backgroundColor;
    const library = await browser.open(browser.address("library/library.html"));
    await until("the library is as dark", async () => (await library.evaluate(ground)) === "rgb(0, 0, 0)");
    // The second time it is so before anything is asked.
    await library.goto("about:blank");
    await library.goto(browser.address("library/library.html"));
    assert.equal(await library.evaluate(ground), "rgb(0, 0, 0)");
    await library.close();
  });
});

describe("the reader's keys", () => {
  /** @type {Tab} */
  let one;
  before(async () => {
    one = await browser.open(market.url);
    await read(one);
  });
  after(() => one?.close());

  /** The block that has the focus. */
  const focused = () => one.inReader((root) => root.activeElement?.textContent ?? "");

  it("are listed by a question mark, and by a button", async () => {
    const isListed = async () =>
      (await one.heard()).some(({ role, name }) => role === "group" && name === words("keysList"));
    await one.key("?");
    await until("the list of keys", isListed);
    await one.key("?");
    await until("it is gone", async () => !(await isListed()));
    await one.key("?");
    await until("the list of keys", isListed);
    // The focus is in the text, and not in the list.
    await one.key("Escape");
    await until("it is gone", async () => !(await isListed()));
    assert.ok(await one.hasReader());
    await one.press("button", words("keysList"));
    await until("the list of keys", isListed);
    await one.key("Escape");
    await until("it is gone", async () => !(await isListed()));
    assert.ok(await one.hasReader());
  });

  it("have the reader still where the button with the focus is hidden, because the window became narrow", async () => {
    const other = await browser.open(market.url);
    await other.resize(1280, 800);
    await read(other);
    for (const [name, width] of /** @type {[string, number][]} */ ([
      [words("library"), 360],
      [words("more"), 1280],
    ])) {
      await until(`"${name}" has the focus`, async () => {
        await other.key("Shift+Tab");
        return (await other.inReader((root) => root.activeElement?.textContent.trim())) === name;
      });
      await other.resize(width, 800);
      await until("the headline has it", async () =>
        other.inReader((root) => root.activeElement?.matches("h1") === true),
      );
    }
    await other.close();
  });

  it("lead by a slash to the browser's own search, which the page can't hear", async () => {
    const other = await browser.open(market.url);
    await read(other);
    await other.key("/");
    if (other.searching) {
      await until("the browser's search is open", other.searching);
    } else {
      const isTold = async () => {
        const heard = await other.heard();
        return (
          heard.some(({ role, name }) => role === "group" && name === words("keysList")) &&
          heard.some(({ name }) => name.trim() === words("findBy", "Ctrl+F"))
        );
      };
      await until("it is told which keys open it", isTold);
      await other.key("/");
      assert.ok(await isTold(), "who presses it once more did not read it yet");
    }
    await other.close();
  });

  it("go from piece to piece of the text, and keep it in view", async () => {
    const texts = market.expected.blocks.map(({ text }) => text).filter(Boolean);
    await one.key("j");
    await until("the first piece of text", async () => texts.includes(await focused()) || (await focused()) !== "");
    const first = await focused();
    await one.key("j");
    await until("the next", async () => (await focused()) !== first);
    const isSeen = await one.inReader((root) => {
      const box = root.activeElement?.getBoundingClientRect();
      const bar = root.querySelector(".bar")?.getBoundingClientRect();
      return Boolean(box && bar && box.top >= bar.bottom && box.top < innerHeight / 2);
    });
    assert.ok(isSeen, "it stands below the bar");
    await one.key("k");
    await until("the first again", async () => (await focused()) === first);
  });

  it("save, and open the library", async () => {
    await one.key("s");
    await until("it is saved", async () => (await one.heard()).some(({ name }) => name === words("saved")));
    // The pointer stays on it; what it says must be seen all the same.
    await one.press("button", words("saved"));
    const [text, ground] = await one.inReader((root) => {
      const { color, backgroundColor } = getComputedStyle(/** @type {Element} */ (root.querySelector(".bar .save")));
      return [color, backgroundColor];
    });
    const { accent, wash } = await one.inReader((root) => {
      const dialog = /** @type {Element} */ (root.querySelector("dialog"));
      const probe = dialog.appendChild(document.createElement("i"));
      const colour = (/** @type {string} */ token) => {
        probe.style.color = `var(--${token})`;
        return getComputedStyle(probe).color;
      };
      const colours = { accent: colour("accent"), wash: colour("wash") };
      probe.remove();
      return colours;
    });
    assert.deepEqual({ text, ground }, { text: accent, ground: wash });
    await one.press("button", words("saved"));
    await one.key("l");
    const library = await browser.opened("library/library.html");
    await until("the article is there", async () =>
      (await library.heard()).some(({ role, name }) => role === "link" && name === market.expected.title),
    );
    await library.close();
  });
});

describe("a narrow view", () => {
  it("copies the summary from behind its one button, where that is said", async () => {
    const one = await browser.open(market.url);
    await one.resize(360, 740);
    await read(one);
    await one.press("button", words("more"));
    await one.press("button", words("copy"));
    await until("the button says so", async () => (await one.heard()).some(({ name }) => name === words("copied")));
    assert.ok((await one.clipboard()).startsWith(market.expected.title));
    await until("its name is back", async () => (await one.heard()).some(({ name }) => name === words("copy")));
    await one.close();
  });
});

describe("paper", () => {
  it("shows the article alone, with its address", async () => {
    const one = await browser.open(market.url);
    await one.evaluate(() => document.body.style.setProperty("display", "flow-root"));
    await read(one);
    const page = () =>
      one.evaluate(() => ({
        shown: document.body.checkVisibility(),
        styles: [document.head, document.body].map((part) => part.getAttribute("style")),
      }));
    const before = await page();
    await one.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal((await page()).shown, false, "the page is not printed");
    await one.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.deepEqual(await page(), before);
    if (!one.paper) return one.close();
    const address = "https://kertas.example/cetak.pdf";
    world.server.put(address, { body: await one.paper(), headers: { "content-type": "application/pdf" } });
    assert.deepEqual(await page(), before, "it is as it was");
    await one.close();
    // The browser's own viewer lays the words of a page over its picture, without the spaces between lines.
    const paper = await browser.open(address);
    const printed = await until("the viewer shows the first page", () =>
      paper.evaluate(() => document.querySelector(".textLayer")?.textContent?.replace(/\s+/g, "").normalize("NFKC")),
    );
    const { title } = market.expected;
    const seen = (/** @type {string} */ text) => printed.includes(text.replace(/\s+/g, ""));
    assert.deepEqual(
      [seen(title), seen(market.url), seen(words("close")), seen("TERPOPULER")],
      [true, true, false, false],
    );
    assert.equal(printed.indexOf(title.replace(/\s+/g, "")), printed.lastIndexOf(title.replace(/\s+/g, "")), "once");
    await paper.close();
  });
});

describe("every theme", () => {
  it("can be read, in the light and in the dark", async () => {
    const one = await browser.open(market.url);
    await read(one);
    const faults = await one.inReader(
      (root, { themes, pairs }) => {
        const dialog = /** @type {HTMLElement} */ (root.querySelector("dialog"));
        const probe = dialog.appendChild(document.createElement("i"));
        /** The parts of a colour, 0 to 1. @param {string} token */
        const colour = (token) => {
          probe.style.color = `var(--${token})`;
          return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
        };
        /** Relative luminance, as WCAG has it. @param {string} token */
        const light = (token) => {
          const [red = 0, green = 0, blue = 0] = colour(token).map((part) =>
            part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        /** @type {string[]} */
        const found = [];
        /** @type {Set<string>} */
        const grounds = new Set();
        for (const theme of themes) {
          for (const scheme of theme === "system" || theme === "contrast" ? ["light", "dark"] : [""]) {
            dialog.dataset.theme = theme;
            dialog.style.colorScheme = scheme;
            grounds.add(colour("ground").join());
            for (const [text, ground, least] of pairs) {
              const [dim = 0, bright = 0] = [light(text), light(ground)].sort((first, second) => first - second);
              const contrast = (bright + 0.05) / (dim + 0.05);
              if (contrast < least) found.push(`${theme} ${scheme}: ${text} on ${ground} ${contrast.toFixed(2)}`);
            }
          }
        }
        if (grounds.size < 5) found.push(`only ${grounds.size} grounds: the themes were not put on`);
        return found;
      },
      { themes: THEMES, pairs: PAIRS },
    );
    assert.deepEqual(faults, []);
    await one.close();
  });
});
