// @ts-check
/** Articles in several pages: the reader opens with the one that is there, and the others come by themselves. */

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, flow, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */
/** @import { Fixture } from "./support/fixtures.js" */

const words = wordsOf("id");
/** Three pages with a way to all of them at once. */
const one = fixture("kontan/desk-paged");
const two = fixture("kontan/desk-paged-2");
const three = fixture("kontan/desk-paged-3");
const all = fixture("kontan/desk-paged-all");
/** Three pages of a site without a profile, numbered in the path. */
const first = fixture("generic/paged");
const second = fixture("generic/paged-2");
const third = fixture("generic/paged-3");
const market = fixture("kontan/desk-market");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
});
after(() => world?.end());
beforeEach(() => {
  for (const page of [one, two, three, all, first, second, third, market]) serve(world.server, page);
  world.server.asked.length = 0;
});
afterEach(() => tab?.close());

/** Opens a page and its reader. @param {Fixture} page */
async function opened(page) {
  tab = await browser.open(page.url);
  await read(tab);
}

/** @param {string} said */
function says(said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** What our program asked for, in order: pages ask for nothing in this way. */
function asked() {
  return world.server.asked.filter(({ kind, errand }) => kind === "empty" && !errand);
}

/** @param {Fixture} page @param {Partial<import("./support/server.js").Answer>} answer */
function answer(page, answer) {
  world.server.put(page.url, { body: page.body, headers: page.headers, ...answer });
}

/** All of `texts` are heard as the article's text, in their order. @param {string} title @param {string[]} texts */
async function hearsInOrder(title, texts) {
  const body = flow(await tab.heard(), title);
  let at = 0;
  for (const text of texts) {
    const found = body.indexOf(squeezed(text), at);
    assert.ok(found >= 0, `"${text}" stands at its place`);
    at = found + 1;
  }
}

/** @param {Fixture} page */
const texts = (page) => page.expected.blocks.map((block) => block.text);

/** The stored records. @returns {Promise<any[]>} */
const records = async () => Object.values(await storedRecords(browser));

/** A promise that is kept from outside. */
function held() {
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const after = new Promise((resolve) => {
    release = resolve;
  });
  return { after, release };
}

describe("an article in several pages", () => {
  it("comes whole at once where the site shows all pages, and nothing else is asked for", async () => {
    await opened(one);
    await says(words("allPagesLoaded", 3));
    await hearsInOrder(all.expected.title, texts(all));
    assert.deepEqual(
      asked().map(({ url, referrer }) => [url, referrer]),
      [[all.url, one.url]],
    );
  });

  it("comes page by page where it does not, what repeats only once", async () => {
    await opened(first);
    await says(words("allPagesLoaded", 3));
    await hearsInOrder(first.expected.title, [
      "Panen robusta di lereng Semeru",
      "Harga biji kering turun",
      "Menurut hitungan kelompok itu",
      "Rencana",
      "Pengurus sedang menawarkan",
      "Penulis adalah pengamat kopi",
    ]);
    const body = flow(await tab.heard(), first.expected.title);
    for (const text of ["Panen robusta di lereng Semeru", "Harga di tingkat petani", "Penulis adalah pengamat kopi"])
      assert.equal(body.split(squeezed(text)).length, 2, `"${text}" stands there once`);
    assert.deepEqual(
      asked().map(({ url }) => url),
      [second.url, third.url],
    );
  });

  it("is put in its order when a later page was opened, without moving what is being read", async () => {
    const { after, release } = held();
    answer(third, { after });
    await opened(second);
    await says(words("loadingPage", 3, 3));
    const place = () =>
      tab.inReader((root) => {
        const read = [...root.querySelectorAll(".body p")].find((text) => text.textContent?.startsWith("Koperasi"));
        return read?.getBoundingClientRect().top;
      });
    await tab.inReader((root) => {
      const read = [...root.querySelectorAll(".body p")].find((text) => text.textContent?.startsWith("Koperasi"));
      const dialog = /** @type {Element} */ (root.querySelector("dialog"));
      dialog.scrollTop += Number(read?.getBoundingClientRect().top) - 300;
    });
    const before = await place();
    assert.ok(Number(before) < 500, `the paragraph is being read at ${before}`);
    release();
    await says("412 ton biji kering");
    const now = await place();
    assert.ok(Math.abs(Number(now) - Number(before)) <= 1, `what is read stays at ${before}, and is at ${now}`);
    await hearsInOrder(first.expected.title, ["412 ton biji kering", "Menurut hitungan", "Pengurus sedang"]);
    assert.deepEqual(
      asked().map(({ url }) => url),
      [third.url, first.url],
    );
  });

  it("can be read while the rest is on its way, and keeps the focus", async () => {
    const { after, release } = held();
    answer(all, { after });
    await opened(one);
    await says(words("loadingPages", words("andLast", 2, 3), 3));
    await hearsInOrder(one.expected.title, texts(one));
    const said = (await tab.heard()).filter(({ role, inside }) => role === "StaticText" && inside.includes("status"));
    assert.equal(said[0]?.name, words("loadingPages", words("andLast", 2, 3), 3), "and it is said aloud");
    const focus = () => tab.inReader((root) => root.activeElement?.id);
    const before = await focus();
    release();
    await says(words("allPagesLoaded", 3));
    assert.equal(await focus(), before);
    await tab.press("link", String(one.expected.summary.sentences[0]?.text));
    await until("a sentence still leads to its place", () =>
      tab.inReader((root) => root.activeElement?.closest(".body") !== null && root.activeElement?.closest(".body")),
    );
  });

  it("says which pages are missing when the network fails, and brings them on a second try", async () => {
    answer(third, { broken: true });
    await opened(first);
    await says(words("missingPage", 3, 3));
    await hearsInOrder(first.expected.title, ["Menurut hitungan kelompok itu", words("missingPageHere", 3)]);
    serve(world.server, third);
    world.server.asked.length = 0;
    await tab.press("button", words("retry"));
    await says(words("allPagesLoaded", 3));
    await says("Pengurus sedang menawarkan");
    assert.deepEqual(
      asked().map(({ url }) => url),
      [third.url],
      "only what is missing is asked for again",
    );
    const seen = everyWord(await tab.heard());
    assert.ok(!seen.includes(squeezed(words("missingPageHere", 3))), "the gap is closed");
  });

  it("refuses another article and a page that is not there, and says what is missing where it would stand", async () => {
    answer(all, { body: market.body });
    answer(two, { status: 404 });
    await opened(one);
    await says(words("missingPage", 2, 3));
    await hearsInOrder(one.expected.title, [...texts(one), words("missingPageHere", 2), ...texts(three)]);
    const seen = everyWord(await tab.heard());
    assert.ok(
      !seen.includes(squeezed(String(market.expected.blocks[0]?.text))),
      "nothing of the other article is there",
    );
  });

  it("asks for twenty pages at most, and names the others", async () => {
    const address = "https://kabarladang.example/2025/10/catatan-panjang";
    const numbers = Array.from({ length: 24 }, (_, index) => index + 1);
    /** @param {number} page */
    const at = (page) => (page > 1 ? `${address}/${page}` : address);
    const links = numbers.map((page) => `<a href="${at(page)}">${page}</a>`).join(" ");
    for (const page of numbers) {
      const line = `Catatan bagian ke-${page} menceritakan panen, harga, gudang, dan cuaca di desa nomor ${page * 7}.`;
      const text = `<p>${line}</p><p>${line.replace("Catatan", "Lanjutan catatan")}</p>`;
      const body = `<h1>Catatan Panjang dari Ladang Kopi</h1><p>Oleh Wulan Ardhani, 2 Oktober 2025</p>${text}`;
      const more = text.replaceAll("Catatan", "Tambahan").replaceAll("Lanjutan", "Sambungan");
      world.server.put(at(page), `<!doctype html><main><article>${body}${more}<p>${links}</p></article></main>`);
    }
    tab = await browser.open(address);
    await read(tab);
    await says(words("missingPages", "21–24", 24));
    assert.deepEqual(
      asked().map(({ url }) => url),
      numbers.slice(1, 20).map(at),
    );
    const heard = await tab.heard();
    assert.ok(!heard.some(({ role, name }) => role === "button" && name === words("retry")), "a further try is no use");
    assert.ok(heard.some(({ role, name }) => role === "link" && name === words("openAtSite")));
  });

  it("follows no redirect, and lacks no more than what it leads away from", async () => {
    answer(all, { status: 302, headers: { location: "https://jauh.example/masuk" } });
    answer(two, { status: 302, headers: { location: market.url } });
    await opened(one);
    await says(words("missingPage", 2, 3));
    await hearsInOrder(one.expected.title, [...texts(one), ...texts(three)]);
    assert.deepEqual(
      world.server.asked.filter(({ url }) => url.startsWith("https://jauh.example/") || url === market.url),
      [],
    );
  });

  it("ends what is under way when the reader is closed", async () => {
    answer(all, held());
    await opened(one);
    await until("the pages are asked for", () => asked().length === 1);
    await tab.key("Escape");
    await until("the reader goes", async () => !(await tab.hasReader()));
    await until("nobody waits for the answer", () => asked().every(({ givenUp }) => givenUp));
    assert.equal(asked().length, 1);
  });

  it("is not slowed down where there is one page", async () => {
    await opened(market);
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.deepEqual(asked(), []);
  });

  it("comes whole where the page's policy forbids its scripts to ask for anything, or names what that keeps away", async () => {
    const policy = "default-src 'self'; connect-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src *";
    answer(one, { headers: { "content-security-policy": policy } });
    await opened(one);
    if (browser.policyBinds.requests) {
      await says(words("missingPages", words("andLast", 2, 3), 3));
      await hearsInOrder(one.expected.title, texts(one));
      assert.ok((await tab.heard()).some(({ role, name }) => role === "link" && name === words("openAtSite")));
    } else {
      await says(words("allPagesLoaded", 3));
    }
  });
});

describe("saving an article in several pages", () => {
  afterEach(() => browser.inBackground(() => chrome.storage.local.clear()));

  /** @param {string} name */
  const button = (name) =>
    until(`the button says ${name}`, async () =>
      (await tab.heard()).some((heard) => heard.role === "button" && heard.name === name),
    );

  it("keeps all of it", async () => {
    await opened(one);
    await says(words("allPagesLoaded", 3));
    await tab.press("button", words("save"));
    await button(words("saved"));
    const [record, ...others] = await records();
    assert.deepEqual(others, []);
    assert.equal(record.id, one.expected.canonical);
    assert.equal(record.pages, null);
    assert.equal(record.blocks.at(-1).text, texts(all).at(-1));
    assert.equal(record.words, all.expected.words);
  });

  it("keeps at once what is there, and the rest when it has come", async () => {
    const { after, release } = held();
    answer(all, { after });
    await opened(one);
    await tab.press("button", words("save"));
    await button(words("saved"));
    const [partly] = await records();
    assert.deepEqual(
      partly.pages.missing.map((/** @type {any} */ missing) => missing.page),
      [2, 3],
    );
    assert.equal(partly.blocks.length, texts(one).length);
    release();
    await says(words("allPagesLoaded", 3));
    const whole = await until("the rest is kept too", async () =>
      (await records()).find(({ pages }) => pages === null),
    );
    assert.equal(whole.blocks.at(-1).text, texts(all).at(-1));
    assert.equal(whole.saved, partly.saved);
  });

  it("does not put a part in the place of a whole", async () => {
    await opened(one);
    await says(words("allPagesLoaded", 3));
    await tab.press("button", words("save"));
    await button(words("saved"));
    await tab.close();
    for (const page of [two, three, all]) answer(page, { broken: true });
    await opened(one);
    await button(words("saved"));
    await tab.press("button", words("saved"));
    await tab.press("button", words("saveAgain"));
    await says(words("failPages"));
    const [record] = await records();
    assert.equal(record.pages, null);
    assert.equal(record.blocks.at(-1).text, texts(all).at(-1));
  });

  it("shows in the library what a copy lacks", async () => {
    for (const page of [two, three, all]) answer(page, { broken: true });
    await opened(one);
    await says(words("missingPages", words("andLast", 2, 3), 3));
    await tab.press("button", words("save"));
    await button(words("saved"));
    const library = await browser.open(
      browser.address(`library/library.html#${encodeURIComponent(one.expected.canonical)}`),
    );
    await until("it says what is missing", async () =>
      everyWord(await library.heard()).includes(squeezed(words("missingPages", words("andLast", 2, 3), 3))),
    );
    await library.close();
  });
});
