// @ts-check
/**
 * The Wasm in a real browser: every page of `tests/pages` gives the same reading through the live DOM, through
 * `DOMParser`, and on the command line, and is not changed by being read.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { newsPage } from "./bench/page.js";
import { counting } from "./support/crossings.js";
import { DIST, fixtures, ROOT } from "./support/fixtures.js";
import { inUtf16 } from "./support/units.js";
import { makeWorld } from "./support/world.js";

/** @import { Tab } from "./support/browser.js" */

const CLI = process.env.SARING_CLI ?? join(ROOT, "target/debug/saring");
const ENGINE = readFileSync(join(DIST, "chromium/content/engine.js"), "utf8");
const VOICE = readFileSync(join(DIST, "chromium/content/voice.js"), "utf8");
const EMPTY = "https://kosong.example/";

/** The page's own scripts stay off, its noscript stays text, and the engine may run: as it is in the content script. */
const POLICY = { "content-security-policy": "script-src 'wasm-unsafe-eval'" };

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Tab} */
let live;
/** @type {Tab} */
let parsed;

before(async () => {
  world = await makeWorld();
  for (const page of fixtures()) world.server.put(page.url, { body: page.body, headers: POLICY });
  world.server.put(EMPTY, { body: "<!doctype html><title>kosong</title>", headers: POLICY });
  const browser = await world.browser();
  live = await browser.open();
  parsed = await browser.open(EMPTY);
  await parsed.run(ENGINE);
});
after(() => world?.end());

/**
 * What the command line says, in JavaScript's units.
 *
 * @param {import("./support/fixtures.js").Fixture} page
 * @param {string[]} options
 */
function commandLine(page, options) {
  const printed = execFileSync(CLI, ["read", page.file, "--url", page.url, ...options], { encoding: "utf8" });
  return inUtf16(JSON.parse(printed));
}

describe("the voice", () => {
  it("says Indonesian sentences as the command line does, and leaves others as they are", async () => {
    const texts = [
      "Laba PT Nusa Raya Tbk (NSRA) naik 12,5% menjadi Rp 1,25 triliun.",
      "Rapat dimulai Rabu (27/3) pukul 09.32 WIB.",
      "Harga emas Rp 1.326.000 per gram, turun 0,2% secara yoy 😀",
    ];
    const rows = texts.map((text, id) => JSON.stringify({ id, text })).join("\n");
    const printed = execFileSync(CLI, ["speak"], { input: rows, encoding: "utf8" }).trim().split("\n");
    await parsed.run(VOICE);
    const { said, english } = await parsed.evaluate(async (all) => {
      const { speak } = await globalThis.saringVoice.load();
      return { said: all.map((text) => speak(text, "id")), english: speak("Profit rose 12.5%.", "en") };
    }, texts);
    assert.deepEqual(
      said,
      printed.map((row) => JSON.parse(row).speak),
    );
    assert.match(said[0] ?? "", /satu koma dua lima triliun rupiah/);
    assert.equal(english, "Profit rose 12.5%.");
  });
});

describe("a reading", () => {
  for (const page of fixtures()) {
    it(`is the same by every way: ${page.name}`, async () => {
      await live.goto(page.url);
      await live.run(ENGINE);
      for (const noProfiles of [false, true]) {
        const wanted = commandLine(page, noProfiles ? ["--no-profiles"] : []);
        const { reading, changed } = await live.evaluate(
          async (options) => {
            const { read } = await globalThis.saringEngine.load();
            const before = document.documentElement.outerHTML;
            const found = read(document, options);
            return { reading: found, changed: document.documentElement.outerHTML !== before };
          },
          { noProfiles },
        );
        assert.ok(!changed, "the page is not changed");
        same(plain(reading), wanted, "the live document");

        const second = await parsed.evaluate(
          async ({ markup, options }) => {
            const { read } = await globalThis.saringEngine.load();
            return read(new DOMParser().parseFromString(markup, "text/html"), options);
          },
          { markup: page.body.toString("utf8"), options: { noProfiles, url: page.url } },
        );
        same(plain(second), wanted, "the parsed document");
      }
    });
  }

  it("is the same when the same page is read twice", async () => {
    const [first, second] = await live.evaluate(async () => {
      const { read } = await globalThis.saringEngine.load();
      return [read(document), read(document)];
    });
    assert.deepEqual(first, second);
  });

  it("comes from one engine, however often its script runs", async () => {
    await parsed.evaluate(() => {
      Object.assign(globalThis, { first: [globalThis.saringEngine, globalThis.saringEngine.load()] });
    });
    await parsed.run(ENGINE);
    const same = await parsed.evaluate(() => {
      const [engine, loading] = /** @type {any} */ (globalThis).first;
      return engine === globalThis.saringEngine && loading === globalThis.saringEngine.load();
    });
    assert.ok(same);
  });

  it("does not mistake an element of the page for the engine", async () => {
    world.server.put("https://nama.example/", {
      body: '<!doctype html><title>x</title><p id="saringEngine">a</p><form name="currentScript"></form>',
      headers: POLICY,
    });
    await live.goto("https://nama.example/");
    await live.run(ENGINE);
    assert.match(await live.evaluate(async () => (await globalThis.saringEngine.load()).version()), /^\d+\.\d+\.\d+$/);
  });
});

/**
 * The most calls out of the Wasm that one reading may take. The generic engine asks about 250 questions, whatever the
 * page's size: for paragraphs and what they stand in level by level, for the head, the headline and the branches that are
 * copied. A page of hardly any words is read by the marks of its profile and by the engine's own judgement, which asks
 * about 60 more. Each meta element is asked for its names and its content. What else grows with a page is a mistake.
 *
 * @param {number} metas
 */
const mostCrossings = (metas) => 340 + 4 * metas;

describe("a reading takes few calls out of the Wasm", () => {
  const large = { name: "a page of 20,000 nodes", url: "https://besar.example/berita", body: newsPage(20_000) };

  for (const { name, url, body } of [...fixtures(), large]) {
    it(name, async () => {
      world.server.put(url, { body, headers: POLICY });
      await live.goto(url);
      await live.run(counting(ENGINE));
      for (const noProfiles of [false, true]) {
        const { crossings, metas } = await live.evaluate(
          async (options) => {
            const { read } = await globalThis.saringEngine.load();
            const counts = /** @type {any} */ (globalThis).saringCrossings;
            for (const name in counts) counts[name] = 0;
            read(document, options);
            return { crossings: { ...counts }, metas: document.querySelectorAll("meta[content]").length };
          },
          { noProfiles },
        );
        const sum = Object.values(crossings).reduce((total, count) => total + count, 0);
        assert.ok(sum > 50, `the glue counts: ${sum}`);
        assert.ok(sum <= mostCrossings(metas), `${sum} calls, ${metas} meta elements: ${JSON.stringify(crossings)}`);
      }
    });
  }
});

/**
 * Two readings are equal; where they are not, the first place is told and not all of both.
 *
 * @param {any} got
 * @param {any} wanted
 * @param {string} where
 */
function same(got, wanted, where) {
  if (isDeepStrictEqual(got, wanted)) return;
  if (typeof got === "object" && typeof wanted === "object" && got && wanted) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
      same(got[key], wanted[key], `${where}, ${key}`);
    }
  }
  assert.deepEqual(got, wanted, where);
}

/** Nothing, undefined and null are one. @param {unknown} value */
function plain(value) {
  return inUtf16(value, { convert: false });
}
