// @ts-check
/**
 * How fast the library is searched, the engine alone, in a page of the extension in Chromium, beside MiniSearch over the
 * same records: `cargo xtask bench search [--records N] [--rounds N]
 * [--engine saring|minisearch]`. Each has fresh pages; what is measured is
 * - ready: from opening what was kept in IndexedDB until everything can be found,
 * - a keystroke: queries typed letter by letter, each letter a search, with the marks in the titles of a screenful,
 * - memory, and the bytes that are kept.
 */

import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../support/fixtures.js";
import { addSources } from "../support/sources.js";
import { makeWorld } from "../support/world.js";

const { values } = parseArgs({
  options: { records: { type: "string" }, rounds: { type: "string" }, engine: { type: "string" } },
});
const records = Number(values.records ?? 10_000);
const rounds = Number(values.rounds ?? 5);

/** What is wanted of the engine, in milliseconds: its part of what the page may take. */
const WANTED = { ready: 200, keystroke: 5 };

/** Typed as people do: words, names, forms, phrases, figures, filters. */
const TYPED = [
  "saham",
  "laba bersih",
  "memangkas harga",
  "pemangkasan",
  "pertumbuhan kredit perbankan",
  "direktur utama",
  "Rp1,25 triliun",
  "kuartal III-2025",
  '"direktur utama"',
  "nikel -batu",
  "perusahaan-perusahaan tambang",
  "tag:dividen laba",
  "ticker:B",
  "after:2025-01 ekspor",
  "di pasar modal",
  "sangat jarang",
];

const world = await makeWorld("id", async (extension) => {
  await addSources(extension);
  await copyFile(join(ROOT, "tests/browser/support/articles.js"), join(extension, "articles.js"));
  await copyFile(join(ROOT, "node_modules/minisearch/dist/es/index.js"), join(extension, "minisearch.js"));
  await writeFile(join(extension, "empty.html"), "<!doctype html><title>Saring</title>");
});

const browser = await world.browser();
try {
  console.log(`Chromium ${browser.version}, ${records} records, ${rounds} rounds, ms`);
  for (const engine of values.engine ? [values.engine] : ["saring", "minisearch"]) {
    const made = await inPage(build, { engine, records });
    /** @type {(Awaited<ReturnType<typeof use>> & {memory: number})[]} */
    const used = [];
    for (let round = 0; round < rounds; round += 1) {
      used.push(await inPage(use, { engine, records, typed: TYPED }, true));
    }
    const searches = used.flatMap((one) => one.searches);
    const marks = used.flatMap((one) => one.marks);
    const ready = used.map((one) => one.ready);
    console.log(engine);
    console.log(`  made of all records  ${made.took.toFixed(0)}, longest piece of work ${made.longest.toFixed(0)}`);
    console.log(`  kept                 ${(made.bytes / 1e6).toFixed(1)} MB, written in ${made.written.toFixed(0)}`);
    console.log(`  ready                median ${at(ready, 0.5)} (${at(ready, 0)} to ${at(ready, 1)})`);
    console.log(
      `  a keystroke          median ${at(searches, 0.5)}, 95th ${at(searches, 0.95)}, longest ${at(searches, 1)}`,
    );
    if (marks.length) console.log(`  marks of 30 rows     median ${at(marks, 0.5)}, 95th ${at(marks, 0.95)}`);
    const memory = used.map((one) => one.memory / 1e6);
    console.log(`  memory               ${at(memory, 0.5)} MB, of it Wasm ${((used[0]?.wasm ?? 0) / 1e6).toFixed(1)}`);
    if (engine === "saring") {
      console.log(`  wanted               ready ${WANTED.ready}, a keystroke ${WANTED.keystroke}`);
      if (process.env.SARING_SLOWEST) {
        const first = used[0]?.named ?? [];
        first.sort((one, other) => other.took - one.took);
        for (const { query, took, found } of first.slice(0, 12))
          console.log(`    ${took.toFixed(2)} "${query}" ${found}`);
      }
    }
  }
} finally {
  await world.end();
}

/**
 * What `work` gives in a fresh page; with `weighed`, also what it needs in memory besides records and rows.
 *
 * @template {{engine: string, records: number}} A
 * @template T
 * @param {(arg: A) => Promise<T>} work
 * @param {A} arg
 * @param {boolean} [weighed]
 * @returns {Promise<T & {memory: number}>}
 */
async function inPage(work, arg, weighed = false) {
  const tab = await browser.open(browser.address("empty.html"));
  await tab.evaluate(prepare, { ...arg, weighed });
  const before = weighed ? (await tab.memory()).heap : 0;
  const said = await tab.evaluate(work, arg);
  const after = weighed ? (await tab.memory()).heap : 0;
  await tab.close();
  return { ...said, memory: after - before + Number(/** @type {any} */ (said).wasm ?? 0) };
}

/**
 * In the page: records and rows, and what both engines are asked by.
 *
 * @param {{engine: string, records: number, weighed: boolean}} wanted
 */
async function prepare({ engine, records: count, weighed }) {
  const page = /** @type {any} */ (globalThis);
  const from = (/** @type {string} */ path) => import(path);
  const { articles } = await from("/articles.js");
  /** @type {any[]} */
  const records = articles(count, 1);
  page.rows = records.map((record) => ({
    id: record.id,
    title: record.title,
    section: record.section,
    site: record.site,
    published: record.published,
    saved: record.saved,
    updated: record.updated,
    access: record.access,
    first: record.summary.sentences[0]?.text ?? "",
    words: record.words,
    tickers: [...new Set(record.facts.flatMap((/** @type {any} */ fact) => fact.value.code ?? []))].slice(0, 12),
    issuers: [...new Set(record.facts.flatMap((/** @type {any} */ fact) => fact.value.name ?? []))],
    tags: record.own.tags,
    print: `1-${record.words}`,
  }));
  const compiled = WebAssembly.instantiate;
  // The one way to see how much memory it takes.
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {any[]} */ ...all) => {
      const made = await /** @type {any} */ (compiled)(...all);
      page.wasm = (made.instance ?? made).exports.memory;
      return made;
    }
  );
  if (engine === "saring") {
    const { openFinder } = await from("/source/library/finder.js");
    /** @type {Map<string, unknown>} */
    let byId = new Map(records.map((record) => [record.id, record]));
    page.opened = async () => {
      const finder = await openFinder({ read: async (/** @type {string[]} */ ids) => ids.map((id) => byId.get(id)) });
      await finder.update(page.rows);
      return finder;
    };
    if (weighed) {
      byId = new Map();
      records.length = 0;
    }
    return;
  }
  const { default: MiniSearch } = await from("/minisearch.js");
  const options = { fields: ["title", "own", "summary", "text"], idField: "id" };
  const boost = { title: 8, own: 4, summary: 2 };
  page.begin = () => new MiniSearch(options);
  page.asDocument = (/** @type {any} */ record) => ({
    id: record.id,
    title: record.title,
    own: [record.own.note, ...record.own.tags, record.section, record.site, ...record.byline.authors].join(" "),
    summary: record.summary.sentences.map((/** @type {any} */ one) => one.text).join(" "),
    text: record.blocks.map((/** @type {any} */ one) => one.text).join(" "),
  });
  page.records = records;
  if (weighed) records.length = 0;
  page.load = (/** @type {string} */ text) => MiniSearch.loadJSON(text, options);
  page.found = (/** @type {any} */ index, /** @type {string} */ query) => {
    const last = query.split(/\s+/).length - 1;
    const prefix = (/** @type {string} */ _, /** @type {number} */ at) => at === last && !query.endsWith(" ");
    return index.search(query, { combineWith: "AND", boost, prefix });
  };
  /** @param {string} mode @param {(store: any) => any} ask */
  page.kept = (mode, ask) =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("mini", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
      opening.onsuccess = () => {
        const work = opening.result.transaction("kept", /** @type {any} */ (mode));
        const request = ask(work.objectStore("kept"));
        work.oncomplete = () => {
          opening.result.close();
          resolve(request.result);
        };
        work.onabort = () => reject(work.error);
      };
    });
}

/**
 * In the page: the index made of all records, and kept.
 *
 * @param {{engine: string}} wanted
 */
async function build({ engine }) {
  const page = /** @type {any} */ (globalThis);
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
  });
  watch.observe({ type: "longtask" });
  const begun = performance.now();
  if (engine === "saring") {
    const finder = await page.opened();
    const made = performance.now();
    await finder.close();
    const written = performance.now() - made;
    const { keptIndex } = await import(/** @type {string} */ ("/source/library/kept-index.js"));
    const bytes = (await keptIndex()).length;
    return { took: made - begun, longest, written, bytes, wasm: page.wasm.buffer.byteLength };
  }
  const index = page.begin();
  await index.addAllAsync(page.records.map(page.asDocument), { chunkSize: 10 });
  const made = performance.now();
  const text = JSON.stringify(index);
  await page.kept("readwrite", (/** @type {any} */ store) => store.put(text, "index"));
  return { took: made - begun, longest, written: performance.now() - made, bytes: text.length, wasm: 0 };
}

/**
 * In the page: opened from what is kept, and searched.
 *
 * @param {{engine: string, typed: string[]}} wanted
 */
async function use({ engine, typed }) {
  const page = /** @type {any} */ (globalThis);
  const begun = performance.now();
  const ours = engine === "saring";
  const index = ours
    ? await page.opened()
    : page.load(await page.kept("readonly", (/** @type {any} */ store) => store.get("index")));
  const ready = performance.now() - begun;
  page.index = index;
  const searches = [];
  const marks = [];
  const named = [];
  for (const text of typed) {
    for (let length = 1; length <= text.length; length += 1) {
      const query = text.slice(0, length);
      await new Promise((done) => setTimeout(done, 0));
      const from = performance.now();
      const found = ours ? index.search(query).rows : page.found(index, query);
      const took = performance.now() - from;
      searches.push(took);
      named.push({ query, took, found: found.length });
      if (!ours) continue;
      const then = performance.now();
      for (const row of found.slice(0, 30)) {
        index.marks(row.title, query);
        index.marks(row.first, query);
      }
      marks.push(performance.now() - then);
    }
  }
  return { ready, searches, marks, named, wasm: page.wasm?.buffer.byteLength ?? 0 };
}

/** @param {number[]} all @param {number} share */
function at(all, share) {
  const sorted = [...all].sort((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
}
