// @ts-check
/** Pages whose policy forbids the engine: read in a document of the extension, and nobody notices. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fixture, fixtures, serve } from "./support/fixtures.js";
import { everyWord, flow, squeezed } from "./support/heard.js";
import { storedTimeless } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */
/** @import { Fixture } from "./support/fixtures.js" */

const words = wordsOf("id");
const strict = fixture("kontan/desk-strict-csp");
const paged = ["generic/paged", "generic/paged-2", "generic/paged-3"].map(fixture);

/** The page's own scripts run under neither; the engine runs under one. */
const ALLOWS = { "content-security-policy": "script-src 'wasm-unsafe-eval'" };
const FORBIDS = { "content-security-policy": "script-src 'none'" };

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab | undefined} */
let tab;

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
});
after(() => world?.end());
afterEach(async () => {
  await tab?.close();
  tab = undefined;
});

/** @param {string} url */
async function opened(url) {
  tab = await browser.open(url);
  await read(tab);
  return tab;
}

/**
 * All that the reader drew, when nothing more is coming.
 *
 * @param {Tab} tab
 */
async function drawn(tab) {
  return until("nothing more is coming", () =>
    tab.inReader(
      (root, loading) => {
        const line = root.querySelector(".pages")?.textContent ?? "";
        if (loading.some((start) => line.startsWith(start))) return "";
        // Pictures arrive when they like.
        for (const image of root.querySelectorAll("img")) image.classList.remove("there");
        return (root.querySelector("main") ?? root.querySelector("dialog"))?.outerHTML ?? "";
      },
      ["loadingPage", "loadingPages"].map((key) => words(key, "|", "|").split("|")[0] ?? ""),
    ),
  );
}

/** The stored records, without the times of saving; they are taken away. */
async function records() {
  const found = await storedTimeless(browser);
  await browser.inBackground(() => chrome.storage.local.clear());
  return found;
}

/** @param {Tab} tab */
async function save(tab) {
  await tab.press("button", words("save"));
  await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
}

/** Documents of ours that no tab shows. Where no policy binds the engine, there is nothing to make one with. */
function hidden() {
  return browser.inBackground(async () => {
    if (!chrome.offscreen) return 0;
    const found = await chrome.runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] });
    return found.length;
  });
}

describe("a page whose policy forbids the engine", () => {
  it("is read all the same, and given back as it was", async () => {
    serve(world.server, strict);
    tab = await browser.open(strict.url);
    const html = () => /** @type {Tab} */ (tab).evaluate(() => document.documentElement.outerHTML);
    const before = await html();
    const body = flow(await read(tab), strict.expected.title);
    for (const block of strict.expected.blocks) {
      for (const part of block.items ?? [block]) assert.ok(body.includes(squeezed(part.text)), part.text);
    }
    await tab.press("button", words("close"));
    await until("the reader goes", async () => !(await tab?.hasReader()));
    assert.ok((await html()) === before);
    assert.equal(await hidden(), Number(browser.policyBinds.engine));
  });

  for (const page of fixtures()) {
    it(`shows the same: ${page.name}`, async () => {
      for (const one of fixtures()) world.server.put(one.url, { body: one.body, headers: ALLOWS });
      const there = await drawn(await opened(page.url));
      await tab?.close();
      world.server.put(page.url, { body: page.body, headers: FORBIDS });
      const here = await drawn(await opened(page.url));
      let at = 0;
      while (at < here.length && here[at] === there[at]) at += 1;
      assert.equal(here.slice(at, at + 200), there.slice(at, at + 200));
    });
  }

  it("gives the same record", async () => {
    world.server.put(strict.url, { body: strict.body, headers: ALLOWS });
    await save(await opened(strict.url));
    await tab?.close();
    const [there] = await records();
    world.server.put(strict.url, { body: strict.body, headers: FORBIDS });
    await save(await opened(strict.url));
    assert.deepEqual(await records(), [there]);
    assert.equal(/** @type {any} */ (there).title, strict.expected.title);
  });

  it("brings the article's other pages, fetched by the page itself", async () => {
    for (const page of paged) world.server.put(page.url, { body: page.body, headers: FORBIDS });
    world.server.asked.length = 0;
    const [first] = /** @type {[Fixture, ...Fixture[]]} */ (paged);
    tab = await opened(first.url);
    await until("all are there", async () =>
      everyWord(await /** @type {Tab} */ (tab).heard()).includes(squeezed(words("allPagesLoaded", 3))),
    );
    const body = flow(await tab.heard(), first.expected.title);
    const [last] = paged.at(-1)?.expected.blocks.slice(-1) ?? [];
    assert.ok(last && body.includes(squeezed(last.text)));
    const asked = world.server.asked.filter(({ kind, errand }) => kind === "empty" && !errand);
    assert.deepEqual(
      asked.map(({ url, referrer }) => [url, referrer]),
      paged.slice(1).map(({ url }) => [url, first.url]),
    );
  });

  it("lacks none of them where the page takes the reader away while the last is being joined", async () => {
    const [first, second, third] = /** @type {[Fixture, Fixture, Fixture]} */ (/** @type {unknown} */ (paged));
    // To join a page as large as this takes long enough for something to come in between.
    const grown = `${third.body.toString("utf8")}<div hidden>${"<i></i>".repeat(300_000)}</div>`;
    for (const { url, body } of [first, second, { url: third.url, body: grown }]) {
      world.server.put(url, { body, headers: FORBIDS });
    }
    world.server.asked.length = 0;
    tab = await browser.open(first.url);
    await tab.clickButton();
    await until("the last page is asked for", async () => world.server.asked.some(({ url }) => url === third.url));
    await tab.evaluate(async () => {
      // What was asked for has come, and is being read.
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const node of document.querySelectorAll("html > div")) node.remove();
    });
    const shown = await browser.opened("tab/tab.html");
    const texts = paged.flatMap(({ expected }) =>
      expected.blocks.flatMap(({ text }) => (text ? [squeezed(text)] : [])),
    );
    await until("all of it is there", async () => {
      const all = everyWord(await shown.heard());
      return texts.every((text) => all.includes(text));
    });
    await shown.close();
  });

  it("counts as it stands: what its scripts made, its base, the files of its pictures", async () => {
    const text = paragraphs(8);
    const body = `<!doctype html><title>Panen</title><base href="https://lain.example/dasar/">
      <article><h1>Panen raya di lembah Arunika dimulai lebih awal</h1>
      <figure><picture><source srcset="besar.svg 1200w, kecil.svg 300w" sizes="300px"><img src="asal.svg" width="300" height="200" alt="Sawah"></picture>
      <figcaption>Sawah di lembah</figcaption></figure>
      ${text}<p>Selengkapnya di <a href="laporan.html">laporan panen</a> yang dimuat kemarin pagi oleh dinas.</p></article>`;
    const html = [];
    for (const policy of ["script-src 'wasm-unsafe-eval'", "script-src 'none'", "script-src 'none'; base-uri 'none'"]) {
      world.server.put("https://tani.example/panen", { body, headers: { "content-security-policy": policy } });
      tab = await browser.open("https://tani.example/panen");
      await tab.evaluate(() => {
        const late = document.createElement("p");
        late.textContent =
          "Kalimat ini baru ditulis ke halaman setelah halaman dimuat, seperti yang dilakukan banyak situs dengan naskahnya.";
        document.querySelector("article")?.append(late);
      });
      await until("its picture is chosen", () => tab?.evaluate(() => document.querySelector("img")?.currentSrc));
      await read(tab);
      html.push(await drawn(tab));
      await tab.close();
      tab = undefined;
    }
    const [there, here, noBase] = /** @type {[string, string, string]} */ (html);
    assert.equal(here, there);
    assert.match(here, /baru ditulis/);
    assert.match(here, /https:\/\/lain\.example\/dasar\/kecil\.svg/);
    assert.match(here, /https:\/\/lain\.example\/dasar\/laporan\.html/);
    assert.match(noBase, /https:\/\/tani\.example\/laporan\.html/);
  });

  it("asks for nothing that the page has not asked for", async () => {
    const bait = "https://umpan.example";
    const body = `<!doctype html><title>Umpan</title><link rel="icon" href="data:,">
      <noscript><link rel="stylesheet" href="${bait}/gaya.css"><meta http-equiv="refresh" content="0;url=${bait}/lari"></noscript>
      <article><h1>Pasar ikan Teluk Sembrani kembali buka setelah banjir</h1>${paragraphs(8)}</article>
      <noscript><img src="${bait}/titik.gif"><iframe src="${bait}/bingkai"></iframe><object data="${bait}/benda"></object>
      <video src="${bait}/film" poster="${bait}/sampul.jpg" autoplay></video><audio src="${bait}/suara" autoplay></audio>
      <embed src="${bait}/tempel"><input type="image" src="${bait}/tombol.png"><img srcset="${bait}/besar.png 2x">
      <script src="${bait}/naskah.js"></script><svg><image href="${bait}/lukisan.png"/></svg></noscript>
      <script src="${bait}/larangan.js"></script>`;
    world.server.put("https://ikan.example/pasar", { body, headers: FORBIDS });
    tab = await browser.open("https://ikan.example/pasar");
    const before = world.server.asked.map(({ url }) => url);
    await read(tab);
    // Once more, from a document that is warm by now: what would be asked late would be asked by then.
    await tab.key("Escape");
    await until("the reader goes", async () => !(await tab?.hasReader()));
    await read(tab);
    const then = world.server.asked.filter(({ errand }) => !errand).map(({ url }) => url);
    assert.deepEqual(
      then.filter((url) => !before.includes(url)),
      [],
    );
    assert.ok(!then.some((url) => url.startsWith(bait)), "the bait is as it should be: the page does not take it");
  });

  it("says plainly that it is too large, or is read in place at any size", async () => {
    const heavy = `<script type="text/plain">${"muatan ".repeat(3_000_000)}</script>`;
    const body = `<!doctype html><title>Gudang beras penuh</title><article><h1>Gudang beras penuh</h1>${paragraphs(8)}</article>${heavy}`;
    world.server.put("https://berat.example/gudang", { body, headers: FORBIDS });
    tab = await browser.open("https://berat.example/gudang");
    const heard = await read(tab);
    if (browser.policyBinds.engine) {
      assert.equal(heard.find((one) => one.role === "alertdialog")?.name, words("tooLarge"));
    } else {
      assert.equal(heard.find((one) => one.level === 1)?.name, "Gudang beras penuh");
    }
  });

  it("is read from as many tabs as one likes at once", async () => {
    world.server.put(strict.url, { body: strict.body, headers: FORBIDS });
    const tabs = [];
    for (let count = 0; count < 4; count += 1) {
      world.server.put(`${strict.url}?${count}`, { body: strict.body, headers: FORBIDS });
      const one = await browser.open(`${strict.url}?${count}`);
      tabs.push(one);
      // The next is opened and clicked while this one is being read.
      await one.clickButton();
    }
    for (const one of tabs) {
      const heard = await until("its reader is drawn", async () => {
        const all = await one.heard();
        return all.some((node) => node.level === 1 && node.name === strict.expected.title) && all;
      });
      assert.ok(heard);
    }
    assert.equal(await hidden(), Number(browser.policyBinds.engine));
    for (const one of tabs) await one.close();
  });
});

/** Prose that no other page has. @param {number} count */
function paragraphs(count) {
  const say = (/** @type {number} */ number) =>
    `<p>Pada hari ke-${number} para pedagang menimbang hasilnya sejak subuh, lalu membawa ${number * 12} keranjang ke balai desa, ` +
    "dan petugas koperasi mencatat semuanya sebelum harga diumumkan kepada pembeli dari kota.</p>";
  return Array.from({ length: count }, (_, index) => say(index + 1)).join("");
}
