// @ts-check
/**
 * How fast the whole reading is, beside Readability and Defuddle, on the same pages in the same browser:
 * `cargo xtask bench read`. The engines take turns, and a ratio is that of two readings of one round, so that what
 * else the machine does falls on all of them.
 *
 * Cold is the first reading in a fresh page of a host of its own (with a renderer process of its own), in a fresh isolated
 * world: from the text of the engine's script in memory to the article in JavaScript's hands. So it includes
 * compiling and running that script and, for Saring, decoding, compiling and starting the Wasm. Loading and drawing the
 * page came before; handing the script's text to the browser is not in it.
 *
 * Warm is a later reading in the same world. Readability changes the document it reads, so its clone belongs to its way;
 * Defuddle makes its own. Before each reading the garbage of the others is collected.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { counting } from "../support/crossings.js";
import { DIST, ROOT } from "../support/fixtures.js";
import { startServer } from "../support/server.js";
import { HEADERS, openBare } from "./bare.js";
import { newsPage } from "./page.js";

/**
 * @typedef {"saring" | "readability" | "defuddle"} Name
 * @typedef {{script: string, start: string, read: string, text: string}} Contender
 * @typedef {{total: number, script: number, start: number, read: number, text: string}} Cold
 */

/** @type {Record<Name, Contender>} */
const CONTENDERS = {
  saring: {
    script: readFileSync(join(DIST, "chromium/content/engine.js"), "utf8"),
    start: "globalThis.saringStarted = await saringEngine.load()",
    read: "saringStarted.read(document)",
    text: "result.text",
  },
  readability: {
    script: readFileSync(join(ROOT, "node_modules/@mozilla/readability/Readability.js"), "utf8"),
    start: "",
    read: "new Readability(document.cloneNode(true)).parse()",
    text: "result.textContent",
  },
  defuddle: {
    script: readFileSync(join(ROOT, "node_modules/defuddle/dist/index.js"), "utf8"),
    start: "",
    read: "new Defuddle(document).parse()",
    text: "new DOMParser().parseFromString(result.content, 'text/html').body.textContent",
  },
};
const NAMES = /** @type {Name[]} */ (Object.keys(CONTENDERS));

/** What the engine wants of itself, as ratios to Readability. */
const WANTED = [
  { nodes: 1_000, cold: 2, warm: 8 },
  { nodes: 10_000, cold: 20, warm: 50 },
  { nodes: 50_000, cold: 50, warm: 100 },
];

const { values } = parseArgs({
  options: {
    nodes: { type: "string", multiple: true },
    rounds: { type: "string" },
    only: { type: "string" },
  },
});
const sizes = values.nodes?.map(Number) ?? WANTED.map(({ nodes }) => nodes);
const rounds = Number(values.rounds ?? 9);
const running = NAMES.filter((name) => !values.only || values.only.split(",").includes(name));

/** Counts all nodes of the page. */
const COUNT =
  "(() => { const walker = document.createTreeWalker(document); let n = 1; while (walker.nextNode()) n += 1; return n; })()";

const server = await startServer();
const browser = await openBare(server.port);
let hosts = 0;
try {
  console.log(`Chromium ${browser.version}; ms are medians, ratios are Readability's time by ours within one round:`);
  console.log("median (first and third quartile)\n");
  for (const size of sizes) await measure(size);
} finally {
  await browser.close();
  await server.close();
}

/** @param {number} size */
async function measure(size) {
  const markup = newsPage(size);
  /** @type {Record<Name, Cold[]>} */
  const cold = { saring: [], readability: [], defuddle: [] };
  // The slow ones are slow enough to be seen in fewer rounds.
  const turns = Math.max(3, Math.round(size > 20_000 ? rounds / 2 : rounds));
  for (let round = 0; round < turns; round += 1) {
    for (const name of running) {
      if (name === "defuddle" && round >= 3) continue;
      const page = await open(markup);
      cold[name].push(await first(page, name));
      await page.close();
    }
  }
  const page = await open(markup);
  const world = await page.world();
  const nodes = await world.run(COUNT);
  const warm = await later(world, turns);
  const crossings = await crossed(await page.world());
  await page.close();

  for (const name of running) check(cold[name][0]?.text ?? "", markup, name);
  const wanted = WANTED.find(({ nodes: wantedNodes }) => wantedNodes === size);
  console.log(`${nodes} nodes, ${markup.length} characters, ${turns} rounds`);
  table("cold", (name) => cold[name].map((one) => one.total), wanted?.cold);
  const parts = /** @type {const} */ (["script", "start", "read"]);
  console.log(
    `        ours in parts: ${parts.map((part) => `${part} ${ms(cold.saring.map((one) => one[part]))}`).join(", ")}`,
  );
  table("warm", (name) => warm[name] ?? [], wanted?.warm);
  const most = Object.entries(crossings).sort(([, one], [, other]) => other - one);
  const sum = most.reduce((total, [, count]) => total + count, 0);
  const named = most.slice(0, 8).map(([name, count]) => `${name} ${count}`);
  console.log(`  crossings from Wasm into JavaScript: ${sum} (${named.join(", ")} ...)\n`);
}

/** A fresh page in a process of its own. @param {string} markup */
async function open(markup) {
  hosts += 1;
  const url = `https://uji${hosts}.example/berita`;
  server.put(url, { body: markup, headers: HEADERS });
  const page = await browser.page();
  await page.goto(url);
  const world = await page.world();
  await world.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))");
  return page;
}

/** @param {Awaited<ReturnType<typeof open>>} page @param {Name} name @returns {Promise<Cold>} */
async function first(page, name) {
  const { script, start, read, text } = CONTENDERS[name];
  const world = await page.world();
  return world.run(`(async () => {
    const source = ${JSON.stringify(script)};
    gc();
    const begun = performance.now();
    (0, eval)(source);
    const ran = performance.now();
    ${start};
    const started = performance.now();
    const result = ${read};
    const done = performance.now();
    return { total: done - begun, script: ran - begun, start: started - ran, read: done - started, text: ${text} };
  })()`);
}

/**
 * @param {import("./bare.js").World} world
 * @param {number} turns
 * @returns {Promise<Record<Name, number[]>>}
 */
async function later(world, turns) {
  /** @type {Record<Name, number[]>} */
  const times = { saring: [], readability: [], defuddle: [] };
  for (const name of running) {
    const { script, start, read } = CONTENDERS[name];
    await world.run(`(async () => { (0, eval)(${JSON.stringify(script)}); ${start}; ${read}; })()`);
  }
  // The browser compiles once more, and better, what runs often: that takes some readings, of the small pages more.
  const warmUps = 6;
  for (let round = -warmUps; round < turns; round += 1) {
    for (const name of running) {
      if (name === "defuddle" && (round < -1 || round >= 3)) continue;
      const took = await world.run(`(() => {
        gc();
        const begun = performance.now();
        globalThis.lastResult = ${CONTENDERS[name].read};
        return performance.now() - begun;
      })()`);
      if (round >= 0) times[name].push(/** @type {number} */ (took));
    }
  }
  return times;
}

/** @param {import("./bare.js").World} world @returns {Promise<Record<string, number>>} */
async function crossed(world) {
  return world.run(`(async () => {
    (0, eval)(${JSON.stringify(counting(CONTENDERS.saring.script))});
    const { read } = await saringEngine.load();
    for (const name in saringCrossings) saringCrossings[name] = 0;
    read(document);
    return saringCrossings;
  })()`);
}

/** Whoever gives up early would be fast: what was read must be the article. @param {string} text @param {string} markup @param {string} name */
function check(text, markup, name) {
  const body = markup.slice(markup.indexOf('<div class="story-body">'), markup.indexOf('<div class="story-tags">'));
  const plain = (/** @type {string} */ one) =>
    one
      .replace(/<[^>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim();
  const paragraphs = [...body.matchAll(/<p>([A-Z].*?)<\/p>/g)].map((found) => plain(found[1] ?? ""));
  const read = plain(text);
  const missing = paragraphs.filter((paragraph) => !read.includes(paragraph));
  if (missing.length > 0) console.log(`  note: ${name} left out ${missing.length} of ${paragraphs.length} paragraphs`);
}

/** @param {string} title @param {(name: Name) => number[]} times @param {number} [wanted] */
function table(title, times, wanted) {
  console.log(`  ${title}  ${running.map((name) => `${name} ${ms(times(name))} ms`).join(", ")}`);
  for (const name of running) {
    if (name === "saring") continue;
    const ratios = times(name).map((time, round) => time / (times("saring")[round] ?? Number.NaN));
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(1));
    // What disturbs a reading only makes it longer, and a short one more: the fastest of each are the least disturbed.
    const fastest = (Math.min(...times(name)) / Math.min(...times("saring"))).toFixed(1);
    const goal = name === "readability" && wanted ? `, wanted ${wanted}` : "";
    console.log(`        ${name} / saring: ${middle} (${low} to ${high}), of the fastest ${fastest}${goal}`);
  }
}

/** @param {number[]} times */
function ms(times) {
  return quantile(times, 0.5).toFixed(2);
}

/** @param {number[]} numbers @param {number} share */
function quantile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place - Math.floor(place));
}
