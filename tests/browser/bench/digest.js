// @ts-check
/**
 * How fast an article is summarised and its figures are found, in the Wasm in Chromium, beside a plain TextRank:
 * `cargo xtask bench digest`. Both take turns in one page, so that what else the machine does falls on both.
 *
 * The article has been read before: what is measured is sentences, summary, facts and their ranks, from the core's article
 * to the core's answer. TextRank (Mihalcea and Tarau, 2004) gets the sentences for nothing.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../support/fixtures.js";
import { startServer } from "../support/server.js";
import { HEADERS, openBare } from "./bare.js";
import { textRank } from "./textrank.js";

/** Words of the article, and what it wants of itself in milliseconds. */
const WORDS = 600;
const WANTED = 1;

const { values } = parseArgs({ options: { rounds: { type: "string" }, page: { type: "string" } } });
const rounds = Number(values.rounds ?? 200);
const script = readFileSync(join(ROOT, "target/xtask/measured.js"), "utf8");
const markup = readFileSync(values.page ?? join(ROOT, "tests/browser/bench/article.html"), "utf8");

const server = await startServer();
const browser = await openBare(server.port);
try {
  const url = "https://uji.example/berita";
  server.put(url, { body: markup, headers: HEADERS });
  const page = await browser.page();
  await page.goto(url);
  const world = await page.world();
  const { words, found, first, ours, theirs } = await world.run(`(async () => {
    (0, eval)(${JSON.stringify(script)});
    const digest = (await saringMeasured.load()).digest(document);
    const textRank = ${textRank};
    const sentences = digest.sentences().split("\\n");
    const timed = (work) => {
      const begun = performance.now();
      const result = work();
      return { took: performance.now() - begun, result };
    };
    const first = timed(() => digest.run());
    textRank(sentences, 3);
    const ours = [];
    const theirs = [];
    // The browser compiles once more, and better, what runs often.
    for (let round = -50; round < ${rounds}; round += 1) {
      const one = timed(() => digest.run()).took;
      const other = timed(() => textRank(sentences, 3)).took;
      if (round >= 0) {
        ours.push(one);
        theirs.push(other);
      }
    }
    return { words: digest.words(), found: first.result, first: first.took, ours, theirs };
  })()`);
  if (Math.abs(words - WORDS) > WORDS / 10) throw new Error(`the article has ${words} words, not about ${WORDS}`);
  if (!(found > 0)) throw new Error("nothing was found in the article");
  console.log(`Chromium ${browser.version}, an article of ${words} words, ${rounds} rounds, ms`);
  console.log(
    `  summary and facts  median ${ms(ours, 0.5)} (${ms(ours, 0.25)} to ${ms(ours, 0.75)}), wanted ${WANTED}`,
  );
  console.log(`  TextRank           median ${ms(theirs, 0.5)} (${ms(theirs, 0.25)} to ${ms(theirs, 0.75)})`);
  console.log(`  the first time, compiling included: ${first.toFixed(2)}`);
} finally {
  await browser.close();
  await server.close();
}

/** @param {number[]} times @param {number} share */
function ms(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(3);
}
