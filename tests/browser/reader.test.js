// @ts-check
/** One click, on pages of every kind: what opens, what is heard of it, and what the page is like afterwards. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, flow, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const list = fixture("kontan/index-list");
const hostile = fixture("kontan/desk-hostile-css");
const names = fixture("kontan/desk-hostile-markup");
/** Another house on the same templates. */
const sister = { ...market, url: market.url.replace("investasi.kontan.co.id", "www.momsmoney.id") };

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  for (const page of [market, list, hostile, names, sister]) serve(world.server, page);
  browser = await world.browser();
});
after(() => world?.end());

/** Everything of a page that a reader view might disturb. @param {Tab} tab */
function state(tab) {
  return tab.evaluate(() => ({
    html: document.documentElement.outerHTML,
    scroll: [scrollX, scrollY],
    focus: document.activeElement?.outerHTML,
    selection: getSelection()?.toString(),
  }));
}

/**
 * The page is as it was. Two whole pages in a message would help nobody: it shows where they part.
 *
 * @param {Tab} tab
 * @param {Awaited<ReturnType<typeof state>>} before
 */
async function asItWas(tab, before) {
  const { html, ...rest } = await state(tab);
  const { html: htmlBefore, ...restBefore } = before;
  assert.deepEqual(rest, restBefore);
  let at = 0;
  while (at < html.length && html[at] === htmlBefore[at]) at += 1;
  assert.equal(html.slice(at, at + 80), htmlBefore.slice(at, at + 80));
}

/** A page where somebody is in the middle of something. @param {import("./support/fixtures.js").Fixture} page */
async function visited(page) {
  const tab = await browser.open(page.url);
  await tab.evaluate(() => {
    document.querySelector("input")?.focus({ preventScroll: true });
    scrollTo({ top: 321, behavior: "instant" });
  });
  return tab;
}

/** @param {Tab} tab */
function readerGoes(tab) {
  return until("the reader goes", async () => !(await tab.hasReader()));
}

describe("a click on an article", () => {
  /** @type {Tab} */
  let tab;
  /** @type {Awaited<ReturnType<typeof state>>} */
  let found;
  before(async () => {
    tab = await visited(market);
    found = await state(tab);
    assert.equal(found.scroll[1], 321, "the page scrolls");
    assert.match(found.focus ?? "", /^<input/, "the page has a field with the focus");
  });
  after(() => tab?.close());

  it("opens a reader in which headline, names, date, summary and every block are heard", async () => {
    const heard = await read(tab);
    const article = market.expected;
    const dialogs = heard.filter((one) => one.role === "dialog");
    assert.equal(dialogs.length, 1);
    assert.equal(dialogs[0]?.name, article.title);
    const headlines = heard.filter((one) => one.role === "heading" && one.level === 1);
    assert.deepEqual(
      headlines.map((one) => one.name),
      [article.title],
    );

    const text = everyWord(heard);
    for (const name of ["Larasati Wening", "Bramantyo Adi"]) assert.ok(text.includes(squeezed(name)), name);
    assert.ok(text.includes(squeezed("Rabu, 5 Juni 2024, 17.46 WIB")), "the date stands there in Indonesian words");

    const summary = everyWord(heard.filter((one) => one.inside.includes(`region ${words("summary")}`)));
    assert.ok(article.summary.sentences.length > 0);
    for (const sentence of article.summary.sentences)
      assert.ok(summary.includes(squeezed(sentence.text)), sentence.text);

    const body = flow(heard, article.title);
    for (const block of article.blocks) {
      const parts = block.rows ? block.rows.flat() : (block.items ?? [block]);
      for (const part of parts) assert.ok(body.includes(squeezed(part.text)), part.text);
    }
    assert.ok(heard.some((one) => one.role === "table"));
    assert.ok(heard.some((one) => one.role === "list"));
  });

  it("leaves advertisements, offers and lists of other articles out of the flow", async () => {
    const body = flow(await tab.heard(), market.expected.title).toLowerCase();
    const noise = ["Baca Juga", "IKLAN", "TERBARU", "Cek Berita", "Menarik Dibaca", "Selanjutnya:", "Google News"];
    for (const one of noise) assert.ok(!body.includes(squeezed(one).toLowerCase()), one);
  });

  it("offers the related articles after the text, as links", async () => {
    const heard = await tab.heard();
    const links = heard.filter((one) => one.role === "link" && one.inside.includes(`region ${words("related")}`));
    assert.deepEqual(
      links.map((one) => one.name),
      market.expected.related.map((one) => one.title),
    );
    assert.ok(links.length >= 2);
  });

  it("keeps its place in the page for itself alone", async () => {
    const seen = await tab.evaluate(() => {
      const host = document.documentElement.lastElementChild;
      return { tag: host?.localName, open: host?.shadowRoot, attributes: host?.getAttributeNames() };
    });
    assert.deepEqual(seen, { tag: "div", open: null, attributes: ["style"] });
  });

  it("tells how long each step took, to the background alone", async () => {
    const timing = await until("the times arrive", () =>
      browser.inBackground(async () => (await chrome.storage.session.get("timing")).timing),
    );
    const { engine, read: reading, draw, total } = /** @type {any} */ (timing).steps;
    assert.ok(engine > 0 && reading > 0 && draw > 0 && total >= reading + draw, JSON.stringify(timing));
  });

  it("gives the page back on a second click", async () => {
    await tab.clickButton();
    await readerGoes(tab);
    await asItWas(tab, found);
  });

  it("gives the page back on Escape", async () => {
    await read(tab);
    await tab.key("Escape");
    await readerGoes(tab);
    await asItWas(tab, found);
  });

  it("gives the page back on its own button", async () => {
    await read(tab);
    await tab.press("button", words("close"));
    await readerGoes(tab);
    await asItWas(tab, found);
  });

  it("gives a selection back", async () => {
    await tab.evaluate(() => {
      /** @type {HTMLElement} */ (document.activeElement).blur();
      getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector("h1")));
    });
    const selected = await state(tab);
    assert.ok(selected.selection);
    await read(tab);
    await tab.key("Escape");
    await readerGoes(tab);
    await asItWas(tab, selected);
  });

  it("copies the summary with headline and source, plainly", async () => {
    await read(tab);
    await tab.press("button", words("copyText"));
    await until("the button says so", async () => (await tab.heard()).some((one) => one.name === words("copied")));
    const { title, canonical, summary } = market.expected;
    const copied = await tab.clipboard();
    assert.equal(copied.split("\n")[0], title);
    for (const sentence of summary.sentences) assert.ok(copied.includes(sentence.text), sentence.text);
    assert.equal(copied.trimEnd().split("\n").at(-1), canonical);
  });

  it("copies it as Markdown", async () => {
    await tab.press("button", words("copyMarkdown"));
    const { title, canonical } = market.expected;
    const copied = await until("the clipboard changes", async () => {
      const text = await tab.clipboard();
      return text.startsWith("**[") && text;
    });
    assert.ok(copied.startsWith(`**[${title}](${canonical})**\n\n> `), copied);
    await tab.key("Escape");
    await readerGoes(tab);
  });

  it("leads from a sentence of the summary to its place in the text", async () => {
    await read(tab);
    const [first] = market.expected.summary.sentences;
    assert.ok(first);
    await tab.press("link", first.text);
    const place = await until("its place has the focus", () =>
      tab.inReader((root) => {
        const focused = root.activeElement;
        return focused?.closest(".body") && focused.textContent;
      }),
    );
    assert.ok(squeezed(first.text).startsWith(squeezed(String(place)).slice(0, 20)), String(place));
    await tab.key("Escape");
    await readerGoes(tab);
  });

  it("changes the length of the summary at once, and copies the one that is shown", async () => {
    await read(tab);
    const inside = `region ${words("summary")}`;
    const said = async () =>
      (await tab.heard()).filter((one) => one.role === "link" && one.inside.includes(inside)).map((one) => one.name);
    const { sentences, short: indexes, long } = market.expected.summary;
    const short = sentences.filter((_, index) => indexes?.includes(index));
    const texts = (/** @type {{text: string}[] | null | undefined} */ list) => (list ?? []).map(({ text }) => text);
    assert.notDeepEqual(texts(short), texts(sentences));
    assert.notDeepEqual(texts(long), texts(sentences));
    assert.deepEqual(await said(), texts(sentences));
    for (const [name, list] of /** @type {const} */ ([
      ["summaryShort", short],
      ["summaryLong", long],
      ["summaryPoints", sentences],
      ["summaryStandard", sentences],
      ["summaryShort", short],
    ])) {
      await tab.press("button", words(name));
      assert.deepEqual(await said(), texts(list), name);
      const pressed = (await tab.heard()).filter((one) => one.inside.includes(inside) && one.pressed);
      assert.deepEqual(
        pressed.map((one) => one.name),
        [words(name)],
      );
    }
    await tab.press("button", words("copyText"));
    const copied = await until("the clipboard changes", async () => {
      const text = await tab.clipboard();
      return !text.startsWith("**[") && text;
    });
    assert.equal(copied.split("\n")[2], texts(short).join(" "));
  });

  it("shows the key figures, each of which leads to its sentence", async () => {
    const figures = (await tab.heard()).filter(
      (one) => one.role === "link" && one.inside.includes(`region ${words("facts")}`),
    );
    assert.ok(figures.length >= 2 && figures.length <= 8, String(figures.length));
    const body = flow(await tab.heard(), market.expected.title);
    for (const { name } of figures) {
      await tab.press("link", name);
      const place = await until("its place has the focus", () =>
        tab.inReader((root) => {
          const focused = root.activeElement;
          return focused?.closest(".body") && focused.classList.contains("found") && focused.textContent;
        }),
      );
      assert.ok(body.includes(squeezed(String(place))));
    }
  });

  it("copies all figures as a table that spreadsheets open", async () => {
    await tab.press("button", words("copyCsv"));
    const copied = await until("the clipboard changes", async () => {
      const text = await tab.clipboard();
      return text.startsWith("kind,") && text;
    });
    // The clipboard may have its own ends of lines.
    const [head, ...rows] = copied.split(/\r?\n/);
    assert.equal(head, "kind,text,value,value_max,unit,per,from,to,direction,sentence,url");
    assert.ok(rows.length >= 2);
    for (const row of rows) assert.match(row, /^[a-z]+,.*,https:\/\//);
    await tab.key("Escape");
    await readerGoes(tab);
  });
});

describe("the toolbar's button", () => {
  it("also answers to Alt+R", async () => {
    const commands = await browser.inBackground(() => chrome.commands.getAll());
    assert.deepEqual(
      commands.map(({ name, shortcut }) => ({ name, shortcut })),
      [{ name: "_execute_action", shortcut: "Alt+R" }],
    );
  });

  it("reads the sister sites too", async () => {
    const tab = await browser.open(sister.url);
    const heard = await read(tab);
    assert.ok(heard.some((one) => one.role === "heading" && one.name === market.expected.title));
    await tab.close();
  });

  it("says politely that a list is no article, and opens the library from there", async () => {
    const tab = await visited(list);
    const found = await state(tab);
    const heard = await read(tab);
    const message = heard.find((one) => one.role === "alertdialog");
    assert.equal(message?.name, words("notArticle"));
    assert.ok(message?.description);
    await tab.press("button", words("openLibrary"));
    const library = await browser.opened("library/library.html");
    assert.ok(await until("the library is drawn", async () => (await library.heard()).find((one) => one.level === 1)));
    await library.close();
    await readerGoes(tab);
    await asItWas(tab, found);
    await tab.close();
  });

  it("shows a sign and says why where nothing may be read", async () => {
    const places = [browser.ownPage, browser.address("library/library.html"), `view-source:${market.url}`];
    for (const place of places) {
      const tab = await browser.open(place);
      await tab.clickButton();
      const sign = await until(`a sign at ${place}`, () =>
        browser.inBackground(async () => {
          const [active] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          const tabId = active?.id;
          const text = await chrome.action.getBadgeText({ tabId });
          return text && { text, title: await chrome.action.getTitle({ tabId }) };
        }),
      );
      assert.deepEqual(sign, { text: "!", title: words("refused") }, place);
      await tab.close();
    }
  });
});

describe("a page whose style hides everything", () => {
  it("cannot hide, move or restyle the reader", async () => {
    const tab = await browser.open(hostile.url);
    const heard = await read(tab);
    const body = flow(heard, hostile.expected.title);
    for (const block of hostile.expected.blocks) {
      for (const part of block.items ?? [block]) assert.ok(body.includes(squeezed(part.text)), part.text);
    }
    const top = await tab.evaluate(() => {
      const element = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      return element === document.documentElement.lastElementChild;
    });
    assert.ok(top, "what lies in the middle of the view is the reader");
    const look = await tab.inReader((root) => {
      const { width, height } = /** @type {Element} */ (root.querySelector("dialog")).getBoundingClientRect();
      const style = getComputedStyle(/** @type {Element} */ (root.querySelector("p")));
      const { visibility, opacity, display, transform, filter } = style;
      return {
        width,
        height,
        size: Number.parseFloat(style.fontSize),
        visibility,
        opacity,
        display,
        transform,
        filter,
      };
    });
    assert.ok(look.width >= 1200 && look.height >= 760, JSON.stringify(look));
    assert.ok(look.size >= 12 && look.size <= 40, JSON.stringify(look));
    const { visibility, opacity, display, transform, filter } = look;
    assert.deepEqual(
      { visibility, opacity, display, transform, filter },
      { visibility: "visible", opacity: "1", display: "block", transform: "none", filter: "none" },
    );
    await tab.press("button", words("close"));
    await readerGoes(tab);
    await tab.close();
  });
});

describe("a page whose elements bear the names of the document's own parts", () => {
  it("is read and shown all the same, and nothing of it runs", async () => {
    const tab = await browser.open(names.url);
    const ran = () => tab.evaluate(() => /** @type {any} */ (globalThis).__pwned ?? 0);
    // The page's own elements may run what they like in the page; none of them may do so because of us.
    const before = await ran();
    await read(tab);
    const body = flow(await tab.heard(), names.expected.title);
    for (const block of names.expected.blocks) {
      for (const part of block.items ?? [block]) assert.ok(body.includes(squeezed(part.text)), part.text);
    }
    const handlers = await tab.inReader((root) =>
      [...root.querySelectorAll("*")].flatMap((element) =>
        element.getAttributeNames().filter((name) => /^on/i.test(name)),
      ),
    );
    assert.deepEqual(handlers, []);
    const schemes = await tab.inReader((root) =>
      [...root.querySelectorAll("[href], [src]")].map((element) =>
        (element.getAttribute("href") ?? element.getAttribute("src") ?? "").replace(/:.*/s, ""),
      ),
    );
    assert.deepEqual([...new Set(schemes)], ["https"]);
    assert.equal(await ran(), before);
    await tab.press("button", words("close"));
    await readerGoes(tab);
    await tab.close();
  });
});

describe("a phone", () => {
  it("shows the reader in its true size, also over a page that is wider than the screen", async () => {
    const tab = await browser.open(market.url);
    await tab.phone();
    await until("the page is wider than the screen", () =>
      tab.evaluate(() => innerWidth > 1.3 * document.documentElement.clientWidth),
    );
    await read(tab);
    const { text, column, window } = await tab.inReader((root) => {
      const paragraph = /** @type {HTMLElement} */ (root.querySelector("article p, p[id], p"));
      const box = /** @type {HTMLElement} */ (root.querySelector("h1")).getBoundingClientRect();
      return { text: Number.parseFloat(getComputedStyle(paragraph).fontSize), column: box.width, window: innerWidth };
    });
    // Computed sizes are those before the zoom: the column tells whether it was applied.
    assert.ok(text >= 14, `${text} px`);
    assert.ok(column > window * 0.8, `the column is ${column} of ${window} px`);
    await tab.close();
  });
});

describe("a private window", () => {
  it("reads, does not save, and says why", async () => {
    await browser.allowPrivate();
    const tab = await browser.openPrivate(market.url);
    const heard = await read(tab);
    assert.ok(heard.some((one) => one.role === "heading" && one.name === market.expected.title));
    await tab.press("button", words("save"));
    await until("it says why", async () => everyWord(await tab.heard()).includes(squeezed(words("privateWindow"))));
    assert.deepEqual(await storedRecords(browser), {});
    await tab.press("button", words("library"));
    const library = await browser.opened("library/library.html");
    await until("the library opens, and has nothing", async () =>
      (await library.heard()).some((one) => one.role === "heading" && one.name === words("libraryEmptyTitle")),
    );
    await library.close();
    await tab.close();
  });
});
