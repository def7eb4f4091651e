// @ts-check
/** Reading aloud: what is said, by which voice, and how it is held, moved and followed. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { plainPieces } from "../../extension/shared/voice.js";
import { BROWSER } from "./support/browser.js";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { bringVoices, haveVoices, said, tellVoice, voice } from "./support/voices.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const LOCAL = voice("Sari", "id-ID");
const OTHER = voice("Bima", "in_ID");
const REMOTE = voice("Awan", "id-ID", false);
const ENGLISH = voice("Ann", "en-US");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld("id", bringVoices);
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());
afterEach(async () => {
  const opened = tab;
  tab = /** @type {any} */ (null);
  await opened?.close();
  await browser.inBackground(() => chrome.storage.sync.clear());
});

/** @param {ReturnType<typeof voice>[]} voices @param {string} [url] */
async function open(voices, url = market.url) {
  tab = await browser.open(url);
  await haveVoices(tab, voices);
  await read(tab);
}

/** @param {string} text */
const hears = (text) => until(`it says "${text}"`, async () => everyWord(await tab.heard()).includes(squeezed(text)));

/** What the voice is asked to say at the moment. @param {number} count how many sentences it was asked for until now */
async function saying(count) {
  const all = await until(`sentence ${count}`, async () => {
    const texts = (await said(tab)).filter(({ text }) => text);
    return texts.length >= count && texts;
  });
  assert.equal(all.length, count);
  return /** @type {{text: string, voice: string, rate: number}} */ (all.at(-1));
}

/** Where the sentence that is said is marked, and what of the page's own text stands there. */
const marked = () =>
  tab.inReader((root) => {
    const boxes = [...root.querySelectorAll(".spoken rect")].map((box) => box.getBoundingClientRect());
    const bar = root.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
    return { count: boxes.length, inView: boxes.every((box) => box.top >= bar && box.bottom <= innerHeight) };
  });

/** @param {Record<string, unknown>} wanted */
const isKept = (wanted) =>
  until("it is kept", async () => {
    const kept = await browser.inBackground(
      async () => /** @type {any} */ (await chrome.storage.sync.get("settings")).settings,
    );
    return Object.entries(wanted).every(([name, value]) => kept?.[name] === value);
  });

/** Everything to the end of the article. */
async function sayAll() {
  const texts = [(await saying(1)).text];
  for (;;) {
    await tellVoice(tab, "voice-ends");
    const count = texts.length + 1;
    const next = await until("the next sentence, or the end", async () => {
      const all = (await said(tab)).filter(({ text }) => text);
      return all.length >= count
        ? all.at(-1)?.text
        : everyWord(await tab.heard()).includes(squeezed(words("listenEnded"))) && "end";
    });
    if (next === "end") return texts;
    texts.push(next);
  }
}

describe("reading aloud", () => {
  it("says where the device has no voice for the language, and says nothing then", async () => {
    await open([ENGLISH]);
    await tab.key("p");
    await hears(words("listenMissing"));
    const field = await tab.inReader((root) => {
      const select = /** @type {HTMLSelectElement} */ (root.querySelector(".listen-voice"));
      return { text: select.selectedOptions[0]?.textContent, disabled: select.disabled };
    });
    assert.deepEqual(field, { text: words("listenNoVoice"), disabled: true });
    assert.deepEqual(await said(tab), []);
  });

  it("leaves to the reader whether a text is sent away, and tells it", async () => {
    await open([REMOTE]);
    await tab.key("p");
    await hears(words("listenOnlyRemote"));
    assert.deepEqual(await said(tab), []);
    await tab.inReader((root) => /** @type {HTMLElement} */ (root.querySelector(".listen-voice")).focus());
    await tab.key("ArrowDown");
    await hears(words("listenAway"));
    assert.deepEqual(await said(tab), []);
    await tab.press("button", words("listenStart"));
    assert.equal((await saying(1)).voice, REMOTE.voiceURI);
    await isKept({ voice: REMOTE.voiceURI });
  });

  it("takes a voice of this device by itself, though another stands before it", async () => {
    await open([ENGLISH, REMOTE, OTHER, LOCAL]);
    await tab.key("p");
    assert.deepEqual(await saying(1), { text: (await saying(1)).text, voice: OTHER.voiceURI, rate: 1 });
  });

  it("says headline and text from head to end, as a voice should, and not what is no text", async () => {
    await open([LOCAL]);
    await tab.key("p");
    const all = await sayAll();
    const written = market.expected.blocks.filter(({ kind }) =>
      ["paragraph", "heading", "list", "quote"].includes(kind),
    );
    assert.ok(all.length > written.length, "a paragraph has more than one sentence");
    const text = all.join(" ");
    assert.doesNotMatch(text, /\bRp\b|%|\d/, "figures are said in words");
    for (const { text: whole } of written) {
      // Some plain word of each block; figures are said otherwise than they are written.
      const plain = whole.split(/\s+/).filter((word) => /^[a-z]{6,}$/.test(word));
      assert.ok(
        plain.every((word) => text.includes(word)),
        `all of "${whole.slice(0, 40)}" is said`,
      );
    }
    await until("nothing is marked", async () => (await marked()).count === 0);
  });

  it("marks the sentence that is said, and keeps it in view as long as the reader looks on", async () => {
    await open([LOCAL]);
    await tab.key("p");
    const top = () => tab.inReader((root) => root.querySelector("dialog")?.scrollTop ?? 0);
    for (let count = 1; count < 12; count += 1) {
      await saying(count);
      const { count: boxes, inView } = await marked();
      assert.ok(boxes > 0 && inView, `sentence ${count}: ${boxes} boxes`);
      await tellVoice(tab, "voice-ends");
    }
    assert.ok((await top()) > 0, "the text has moved");
    // Whoever looks elsewhere is left there.
    await tab.inReader((root) => {
      const dialog = /** @type {HTMLElement} */ (root.querySelector("dialog"));
      dialog.scrollTop = dialog.scrollHeight;
    });
    const left = await top();
    await tellVoice(tab, "voice-ends");
    await saying(13);
    assert.equal(await top(), left);
  });

  it("is held and goes on, by key and by button, and moves by sentence", async () => {
    await open([LOCAL]);
    await tab.key("p");
    const first = (await saying(1)).text;
    await tab.press("button", words("listen"));
    await tab.press("button", words("listenHold"));
    await until("it is silent", async () => (await said(tab)).at(-1)?.cancelled === first);
    await tab.key("p");
    assert.equal((await saying(2)).text, first, "the sentence begins anew");
    await tab.press("button", words("listenNext"));
    const second = (await saying(3)).text;
    assert.notEqual(second, first);
    await tab.press("button", words("listenBack"));
    assert.equal((await saying(4)).text, first);
    await tab.key("p");
    await until("it is silent", async () => (await said(tab)).at(-1)?.cancelled === first);
  });

  it("is as fast, and by the voice, as was chosen, also the next time", async () => {
    await open([LOCAL, OTHER]);
    await tab.press("button", words("listen"));
    await tab.press("button", words("listenFaster"));
    await tab.press("button", words("listenFaster"));
    await tab.inReader((root) => /** @type {HTMLElement} */ (root.querySelector(".listen-voice")).focus());
    await tab.key("ArrowDown");
    await isKept({ speed: 130, voice: OTHER.voiceURI });
    await tab.close();
    await open([LOCAL, OTHER]);
    await tab.key("p");
    const { voice: by, rate } = await saying(1);
    assert.deepEqual({ by, rate }, { by: OTHER.voiceURI, rate: 1.3 });
  });

  it("says so when the voice fails, and can be tried again", async () => {
    await open([LOCAL]);
    await tab.key("p");
    const first = (await saying(1)).text;
    await tellVoice(tab, "voice-fails");
    await hears(words("listenFailed"));
    await tab.key("p");
    assert.equal((await saying(2)).text, first);
  });

  it("ends with the reader", async () => {
    await open([LOCAL]);
    await tab.key("p");
    const { text } = await saying(1);
    await tab.key("Escape");
    await until("it is silent", async () => (await said(tab)).at(-1)?.cancelled === text);
  });

  it("says the same on a page that forbids the core", async () => {
    const url = `${market.url}-ketat`;
    world.server.put(url, { body: market.body, headers: { "content-security-policy": "script-src 'none'" } });
    await open([LOCAL]);
    await tab.key("p");
    const usual = await sayAll();
    await tab.close();
    await open([LOCAL], url);
    await tab.key("p");
    assert.deepEqual(await sayAll(), usual, BROWSER);
  });

  it("is there in the tab that shows an article instead of its page", async () => {
    const url = `${market.url}-keras`;
    const removes = `<script>new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
    }).observe(document.documentElement, { childList: true });</script>`;
    world.server.put(url, { body: removes + market.body.toString("utf8") });
    const page = await browser.open(url);
    await page.clickButton();
    tab = await browser.opened("tab/tab.html");
    await hears(market.expected.title);
    await haveVoices(tab, [LOCAL]);
    await tab.key("p");
    await saying(1);
    await tellVoice(tab, "voice-ends");
    assert.match((await saying(2)).text, /\p{L}/u);
    await page.close();
  });
});

describe("reading a saved article aloud", () => {
  it("is done by the same voice, and ends when the article is left", async () => {
    await open([LOCAL]);
    await tab.press("button", words("save"));
    await hears(words("saved"));
    await tab.close();
    const library = browser.address("library/library.html");
    tab = await browser.open(`${library}#${encodeURIComponent(market.expected.canonical)}`);
    await hears(market.expected.title);
    await haveVoices(tab, [LOCAL]);
    await tab.key("p");
    assert.equal((await saying(1)).text, market.expected.title);
    await tellVoice(tab, "voice-ends");
    const { text } = await saying(2);
    await until("it is marked", () => tab.evaluate(() => document.querySelectorAll(".spoken rect").length > 0));
    await tab.key("Escape");
    await until("it is silent", async () => (await said(tab)).at(-1)?.cancelled === text);
  });
});

describe("a text where the core can't be had", () => {
  it("is cut into the browser's sentences, whatever the page calls its language", () => {
    const text = "  Laba naik. Biaya turun!\nSelesai";
    for (const lang of ["id", "en-US", "", "x", "☠", "bahasa Indonesia", "a-".repeat(500)]) {
      const [pieces = [], none] = plainPieces([text, " \n"], lang);
      assert.deepEqual(
        pieces.map(({ said }) => said),
        ["Laba naik.", "Biaya turun!", "Selesai"],
      );
      for (const { start, end, said: piece } of pieces) assert.equal(text.slice(start, end), piece);
      assert.deepEqual(none, []);
    }
  });
});
