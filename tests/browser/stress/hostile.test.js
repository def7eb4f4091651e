// @ts-check
/** Hostile pages that are too large to be kept: each is made, visited, and must leave everything answering. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { desk, FIRST, LAST, TITLE } from "../hostile/frame.js";
import { judge } from "../hostile/musts.js";
import { visit } from "../hostile/visit.js";
import { makeWorld } from "../support/world.js";

/** @import { Parts } from "../hostile/frame.js" */
/** @import { Browser, Tab } from "../support/browser.js" */

const ALWAYS = [
  ...["no-script", "no-request", "no-crash", "no-markup", "links-only-http", "images-only-http", "no-hang"],
  ...["closes-on-escape", "no-controls"],
];

/** Twice what the page itself may take on an idle machine; under a busy one all of it is slower. */
const SECONDS = 20;

/** @type {[name: string, parts: () => Parts, drop?: string[]][]} */
const LARGE = [
  ["a hundred thousand elements in each other", () => ({ body: `${"<div>".repeat(100_000)}<p>Dasar.</p>` })],
  ["thirty thousand styles in each other", () => ({ body: `<p>${"<b><i>".repeat(15_000)}Dasar.` })],
  ["three hundred thousand paragraphs", () => ({ body: "<p>a</p>".repeat(300_000) })],
  [
    "two million attributes",
    () => ({ body: `<p ${"a".repeat(10)}=x `.concat("b=1 ".repeat(2_000_000), ">Sifat.</p>") }),
  ],
  [
    "a text of ten million letters",
    () => ({ body: `<p>${"Susu segar dikirim ke pabrik setiap pagi. ".repeat(240_000)}</p>` }),
  ],
  ["a word of five million letters", () => ({ body: `<p>${"susu".repeat(1_250_000)}</p>` })],
  [
    "a table of a hundred thousand cells",
    () => ({ body: `<table>${`<tr>${"<td>8,5</td>".repeat(100)}</tr>`.repeat(1000)}</table>` }),
  ],
  [
    "a hundred thousand links",
    () => ({ body: `<p>${'<a href="https://www.kontan.co.id/tag/susu">susu</a> '.repeat(100_000)}</p>` }),
  ],
  [
    "five million letters of description",
    () => ({
      head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"${TITLE}","x":[${'{"a":[1,2,"b"]},'.repeat(350_000)}0]}</script>`,
    }),
  ],
  [
    "a description a hundred thousand deep",
    () => ({ head: `<script type="application/ld+json">${'{"a":['.repeat(100_000)}</script>` }),
  ],
  ["two million digits and signs", () => ({ body: `<p>${"Rp 1.1.".repeat(300_000)}</p>` })],
  ["a headline of a million letters", () => ({ title: `${TITLE} ${"panjang ".repeat(125_000)}` }), ["title-is"]],
];

describe("a hostile page beyond measure", () => {
  /** @type {Awaited<ReturnType<typeof makeWorld>>} */
  let world;
  /** @type {Browser} */
  let browser;
  /** @type {Tab} */
  let tab;
  before(async () => {
    world = await makeWorld();
    browser = await world.browser();
    await browser.faults(); // from now on they are gathered
    tab = await browser.open("about:blank");
  });
  after(() => world?.end());

  for (const [index, [name, parts, drop = []]] of LARGE.entries()) {
    it(name, async () => {
      const url = `https://investasi.kontan.co.id/news/besar-${index}`;
      const asked = [
        ...ALWAYS,
        `title-is:${TITLE}`,
        `text-has:${FIRST}`,
        `text-has:${LAST}`,
        `under-seconds:${SECONDS}`,
      ];
      const must = asked.filter((one) => !drop.includes(one.split(":")[0] ?? ""));
      const page = { id: `besar-${index}`, url, body: desk(url, parts()), must };
      const seen = await visit({ browser, server: world.server, tab }, page, { loaded: 500, shown: 1000 });
      assert.deepEqual(
        judge(page, seen).filter(({ fault }) => fault),
        [],
      );
      console.log(`${name}: ${seen.seconds.toFixed(1)} s from the click to the text`);
    });
  }
});
