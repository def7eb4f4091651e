// @ts-check
/** Pages that have no end, in the browser: the article is shown, head and end, and the reader says that there is more. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { until } from "../support/wait.js";
import { wordsOf } from "../support/words.js";
import { makeWorld } from "../support/world.js";

/** @import { Browser } from "../support/browser.js" */

const words = wordsOf("id");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
});
after(() => world?.end());

/** @param {number} count @param {(at: number) => string} part */
const many = (count, part) => Array.from({ length: count }, (_, at) => part(at)).join("");

/** @param {number} at */
const paragraph = (at) =>
  `<p>Harga kelapa di kebun ke-${at} naik ${at},5% menjadi Rp 9.7${at} per butir, kata pedagang nomor ${at} di pasar itu.</p>`;

/** @type {Record<string, string>} */
const PAGES = {
  boxes: many(60_000, (at) => `<div class="c${at}">teks ${at}</div>`),
  links: `<p>${many(30_000, (at) => `<a href="/x/${at}">tautan ${at}</a> `)}</p>`,
  word: `<p>${"a".repeat(2_000_000)}</p>`,
};

describe("a page without end", () => {
  for (const [name, middle] of Object.entries(PAGES)) {
    it(`is read: ${name}`, async () => {
      const url = `https://nasional.kontan.co.id/news/besar-${name}`;
      const body =
        `<!doctype html><html lang="id"><title>Harga kelapa naik lagi</title><h1 class="detail-desk">Harga kelapa naik lagi</h1>` +
        `<div class="tmpt-desk-kon" itemprop="articleBody">${many(5, paragraph)}${middle}${many(5, (at) => paragraph(at + 5))}</div>`;
      world.server.put(url, { body });
      const tab = await browser.open(url);
      const begun = Date.now();
      await tab.clickButton();
      const shown = await until("the reader shows the article", async () => {
        if (!(await tab.hasReader())) return null;
        return tab.inReader((root) => ({
          title: root.querySelector("h1")?.textContent,
          notice: root.querySelector(".notice")?.textContent ?? "",
          text: root.querySelector(".body")?.textContent ?? "",
        }));
      });
      const seconds = (Date.now() - begun) / 1000;
      assert.equal(shown.title, "Harga kelapa naik lagi");
      for (let at = 0; at < 10; at += 1) assert.ok(shown.text.includes(`di kebun ke-${at} naik`), `${at} is missing`);
      const said = [words("limitSize"), words("limitTime")].some((notice) => shown.notice.includes(notice));
      assert.ok(said, `the notice: ${shown.notice}`);
      assert.ok(seconds < 60, `${seconds} s`);
      await tab.close();
    });
  }
});
