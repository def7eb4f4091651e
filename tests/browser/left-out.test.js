// @ts-check
/** What was left out of an article can be put back, and a page that was read wrongly be told of without its words. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { keysOf, withReturned } from "../../extension/reader/left-out.js";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Reading } from "../../extension/types" */
/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const list = fixture("kontan/index-list");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  for (const page of [market, list]) serve(world.server, page);
  browser = await world.browser();
});
after(() => world?.end());

/** A real click on what stands there in the reader, after it was brought into view. @param {Tab} tab @param {string} parts */
async function click(tab, parts) {
  const at = await until(`${parts} can be pressed`, () =>
    tab.inReader((root, selector) => {
      const part = root.querySelector(selector);
      part?.scrollIntoView({ block: "center", behavior: "instant" });
      const box = part?.getBoundingClientRect();
      return box && /** @type {[number, number]} */ ([box.left + box.width / 2, box.top + box.height / 2]);
    }, parts),
  );
  await tab.drag(at, at);
}

/** @param {Tab} tab */
function texts(tab) {
  return tab.inReader((root) => [...root.querySelectorAll(".body > *")].map((one) => one.textContent));
}

describe("an article with what was put back", () => {
  const reading = market.expected;
  const trace = reading.trace ?? [];
  const keys = keysOf(trace);

  it("holds it in its place, and all that points at a block points at the same one", () => {
    for (const [index, removal] of trace.entries()) {
      const { article, places } = withReturned(reading, new Set([keys[index] ?? ""]));
      const at = places.get(keys[index] ?? "") ?? -1;
      assert.equal(at, (removal.after ?? -1) + 1, removal.rule);
      assert.deepEqual(article.blocks.slice(at, at + removal.blocks.length), removal.blocks);
      assert.deepEqual(article.blocks.toSpliced(at, removal.blocks.length), reading.blocks);
      for (const { block, start, end, text } of article.facts ?? [])
        assert.equal(article.blocks[block]?.text.slice(start, end), text);
      for (const { block, start, text } of [...article.summary.sentences, ...(article.summary.long ?? [])]) {
        assert.ok(article.blocks[block]?.text.startsWith(text.slice(0, 10), start), text);
      }
      const behind = (/** @type {Reading} */ one) => one.related.map(({ after }) => one.blocks[after ?? -1]);
      assert.deepEqual(behind(article), behind(reading));
    }
  });

  it("holds all of it in the order of the page, each part under a name of its own", () => {
    assert.equal(new Set(keys).size, trace.length);
    const { article } = withReturned(reading, new Set(keys));
    assert.equal(article.blocks.length, reading.blocks.length + trace.flatMap(({ blocks }) => blocks).length);
    assert.equal(withReturned(reading, new Set()).article, reading);
    const twice = { ...reading, trace: [...trace, ...trace] };
    assert.equal(new Set(keysOf(twice.trace)).size, trace.length * 2);
    assert.deepEqual(keysOf(twice.trace).slice(0, trace.length), keys);
  });
});

describe("what was left out", () => {
  const trace = market.expected.trace ?? [];
  const index = trace.findIndex(({ rule }) => rule === "promotion");
  const text = trace[index]?.blocks[0]?.text ?? "";
  const line = `.left-out li[data-id="${index}"]`;

  it("is put back into its place, seen there, saved so, and taken out again", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    const before = await texts(tab);
    assert.ok(text && !before.includes(text));
    await click(tab, ".left-out summary");
    const top = () => tab.inReader((root, selector) => root.querySelector(selector)?.getBoundingClientRect().top, line);
    await click(tab, `${line} .left-out-act`);
    const at = await top();
    assert.deepEqual(await texts(tab), before.toSpliced((trace[index]?.after ?? -1) + 1, 0, text));
    await until("it is said", async () => everyWord(await tab.heard()).includes(squeezed(words("isBack"))));
    const focused = (await tab.heard()).findLast((one) => one.focused);
    assert.deepEqual([focused?.role, focused?.name], ["button", words("seeBack")]);
    assert.equal(await top(), at, "the list stays where it is");

    await tab.press("button", words("save"));
    const saved = async () =>
      (await storedRecords(browser))[market.expected.canonical]?.blocks.map((/** @type {any} */ one) => one.text);
    const blocks = market.expected.blocks.map((block) => block.text);
    const whole = blocks.toSpliced((trace[index]?.after ?? -1) + 1, 0, text);
    await until("it is saved", async () => JSON.stringify(await saved()) === JSON.stringify(whole));

    await click(tab, `${line} [data-state="seeBack"]`);
    const shown = await until("its place has the focus", () =>
      tab.inReader((root) => root.activeElement?.closest(".body") && root.activeElement.textContent),
    );
    assert.equal(shown, text);

    await click(tab, `${line} [data-state="takeOut"]`);
    assert.deepEqual(await texts(tab), before);
    await until("it is saved so", async () => JSON.stringify(await saved()) === JSON.stringify(blocks));
    await tab.close();
  });

  it("offers that to a person alone, and not for what only stands elsewhere", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    const before = await texts(tab);
    const offered = await tab.inReader((root) => {
      const acts = [...root.querySelectorAll(".left-out-act")];
      for (const one of acts) /** @type {HTMLElement} */ (one).click();
      return acts.map((one) => Number(one.closest("li")?.getAttribute("data-id")));
    });
    const moved = ["byline", "caption", "date", "headline", "lead image", "related"];
    assert.deepEqual(
      offered,
      trace.flatMap(({ rule }, one) => (moved.includes(rule) ? [] : [one])),
    );
    assert.deepEqual(await texts(tab), before);
    await tab.close();
  });
});

describe("a report", () => {
  /** Words and figures that a text has. @param {string} text */
  const tellingOf = (text) => text.match(/\p{L}{4,}|\d{3,}/gu)?.filter((word) => !/^x+$|^0+$/.test(word)) ?? [];

  it("holds the page's structure and none of its words, figures and addresses", async () => {
    const secret = `<form id="cari" data-kunci="abcSandi42" action="https://rahasia.example/jalur"><input name="attributes"
      value="Budi Rahasia"><input name="localName"><textarea>Surat Rahasia</textarea></form>
      <script type="application/json">{"sandi":"Rahasia987"}</script><a href="/berita/Rahasia123" onclick="alert(1)" title="Judul
      Rahasia" class="tautan utama" id="pos-123456">Kabar 2024 → Ω</a><div style="display: none; background: url(Rahasia.png)"
      hidden>Tersembunyi</div>`;
    const address = market.url.replace(/[^/]*$/, "dilaporkan");
    world.server.put(address, { body: market.body.toString("utf8").replace("</body>", `${secret}</body>`) });
    const tab = await browser.open(address);
    await read(tab);
    const { name, text } = await tab.downloaded(() => click(tab, ".report button"));
    assert.equal(name.replace(/\(\d+\)/, ""), "saring-laporan.txt");
    await until("it is said", async () => everyWord(await tab.heard()).includes(squeezed(words("reportDone"))));
    const markup = text.slice(text.indexOf("<!doctype"));
    const told = await tab.evaluate((file) => {
      const page = new DOMParser().parseFromString(file, "text/html");
      const shape = (/** @type {Document} */ from) =>
        [...from.querySelectorAll("body *")]
          .filter(
            (one) =>
              !one.closest("svg, script, style, iframe") && one.localName !== "noscript" && !one.closest("noscript"),
          )
          .map((one) => [one.localName, one.getAttribute("class")].join("."))
          .join(" ");
      // Ours stands beside the page's body, and would be found in it.
      const live = shape(document);
      return {
        same: shape(page) === live,
        count: page.querySelectorAll("*").length,
        words: page.documentElement.textContent,
        attributes: [...page.querySelectorAll("*")].flatMap((one) =>
          [...Element.prototype.getAttributeNames.call(one)].map((key) => [
            key,
            Element.prototype.getAttribute.call(one, key),
          ]),
        ),
        link: page.querySelector("#pos-000000")?.outerHTML,
        hidden: page.querySelector("[style*=display]")?.outerHTML,
      };
    }, markup);
    assert.ok(told.same, "element by element");
    assert.ok(told.count > 100);
    assert.deepEqual(tellingOf(String(told.words)), []);
    const kept = [
      "class",
      "id",
      "itemprop",
      "role",
      "property",
      "name",
      "rel",
      "type",
      "lang",
      "charset",
      "media",
      "style",
    ];
    for (const [key, value] of told.attributes) {
      if (!kept.includes(String(key))) assert.deepEqual(tellingOf(String(value)), [], `${key}="${value}"`);
    }
    assert.ok(!/rahasia|sandi|budi|surat/i.test(markup));
    assert.equal(
      told.link,
      '<a href="/xxxxxx/xxxxxxx000" onclick="" title="xxxxx\n      xxxxxxx" class="tautan utama" id="pos-000000">xxxxx 0000 → x</a>',
    );
    assert.match(String(told.hidden), /style="display: none"/);

    const head = JSON.parse(text.slice("<!-- saring ".length, text.indexOf(" -->")));
    assert.equal(head.kind, "article");
    assert.equal(head.blocks.length, market.expected.blocks.length);
    assert.ok(head.blocks.every((/** @type {string} */ one) => /^[a-z]+ \d+$/.test(one)));
    assert.equal(await tab.evaluate(() => document.querySelectorAll("a[download]").length), 0);
    await tab.close();
  });

  it("can be made where nothing was found to read", async () => {
    const tab = await browser.open(list.url);
    await tab.clickButton();
    await until("it says so", async () => everyWord(await tab.heard()).includes(squeezed(words("notArticleList"))));
    const { text } = await tab.downloaded(() => click(tab, ".report button"));
    assert.match(text, /^<!-- saring \{"version":"[\d.]+"\} -->\n<!doctype html>\n<html/);
    await tab.key("Escape");
    await tab.close();
  });
});
