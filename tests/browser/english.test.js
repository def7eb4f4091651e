// @ts-check
/** In a browser that does not speak Indonesian, the extension speaks English; the article stays as it is. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

const words = wordsOf("en");
const market = fixture("kontan/desk-market");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;

before(async () => {
  world = await makeWorld("en");
  serve(world.server, market);
});
after(() => world?.end());

describe("in English", () => {
  it("has English buttons and dates around an Indonesian article", async () => {
    const browser = await world.browser();
    const tab = await browser.open(market.url);
    const heard = await read(tab);
    const names = heard.filter((one) => one.role === "button").map((one) => one.name);
    for (const key of ["close", "save", "copyText", "copyMarkdown"]) assert.ok(names.includes(words(key)), words(key));
    assert.ok(heard.some((one) => one.role === "region" && one.name === words("summary")));
    const text = everyWord(heard);
    assert.ok(text.includes(squeezed("Wednesday, 5 June 2024, 17:46 WIB")), "the date stands there in English words");
    for (const sentence of market.expected.summary.sentences) assert.ok(text.includes(squeezed(sentence.text)));
    const language = await tab.inReader((root) => root.querySelector("article")?.lang);
    assert.equal(language, market.expected.lang);
  });
});
