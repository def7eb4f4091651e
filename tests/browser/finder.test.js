// @ts-check
/** Saved articles are found by their full text, whatever has become of the index that was kept of them. */

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { documentText } from "../../extension/library/finder.js";
import { ROOT } from "./support/fixtures.js";
import { addSources } from "./support/sources.js";
import { until } from "./support/wait.js";
import { makeWorld } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld("id", async (extension) => {
    await addSources(extension);
    await copyFile(join(ROOT, "tests/browser/support/articles.js"), join(extension, "articles.js"));
    await writeFile(join(extension, "empty.html"), "<!doctype html><title>Saring</title>");
  });
  browser = await world.browser();
});
after(() => world?.end());

/**
 * In the page: `shelf` holds records and rows, and opens finders that say what they read.
 *
 * @param {number} count
 */
async function prepare(count) {
  const page = /** @type {any} */ (globalThis);
  const from = (/** @type {string} */ path) => import(path);
  const { articles } = await from("/articles.js");
  const { openFinder } = await from("/source/library/finder.js");
  /** @type {Map<string, any>} */
  const records = new Map();
  /** @type {any[]} */
  const rows = [];
  /** @param {any} record @param {string} print */
  const put = (record, print) => {
    records.set(record.id, record);
    const { id, title, section, site, published, saved, updated, access, words } = record;
    const codes = record.facts.flatMap((/** @type {any} */ { value }) => value.code ?? []);
    const names = record.facts.flatMap((/** @type {any} */ { value }) => value.name ?? []);
    const row = { id, title, section, site, published, saved, updated, access, words, print };
    const at = rows.findIndex((other) => other.id === id);
    rows.splice(at < 0 ? rows.length : at, 1, {
      ...row,
      first: record.summary.sentences[0]?.text ?? "",
      tickers: codes,
      issuers: names,
      tags: record.own.tags,
    });
  };
  for (const record of articles(count, 3)) put(record, "1");
  /** @type {string[]} */
  const read = [];
  /** @type {any[]} */
  const heard = [];
  page.shelf = {
    records,
    rows,
    put,
    read,
    heard,
    /** @param {(ids: string[]) => Promise<any[]>} [reader] */
    async open(reader) {
      read.length = 0;
      heard.length = 0;
      const finder = await openFinder({
        read:
          reader ??
          (async (/** @type {string[]} */ ids) => {
            read.push(...ids);
            return ids.map((id) => records.get(id));
          }),
        hear: (/** @type {any} */ progress) => heard.push(progress),
      });
      await finder.update(rows);
      return finder;
    },
    /** Every article whose text, title or summary has the word, by a plain look. @param {RegExp} word */
    holding: (word) =>
      [...records.values()]
        .filter((record) =>
          word.test([record.title, ...record.blocks.map((/** @type {any} */ one) => one.text)].join("\n")),
        )
        .map((record) => record.id)
        .sort(),
    /** @param {any} found */
    ids: (found) => found.rows.map((/** @type {any} */ row) => row.id).sort(),
    forget: () =>
      new Promise((done) => {
        const request = indexedDB.deleteDatabase("finder");
        request.onsuccess = done;
        request.onerror = done;
        request.onblocked = done;
      }),
  };
}

/**
 * What `work` gives in a fresh page of the extension with so many records.
 *
 * @template T
 * @param {number} count
 * @param {(shelf: any) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inPage(count, work) {
  const tab = await browser.open(browser.address("empty.html"));
  try {
    await tab.evaluate(prepare, count);
    return await tab.evaluate(/** @type {any} */ (`(() => (${work})(globalThis.shelf))`));
  } finally {
    await tab.close();
  }
}

describe("finding", () => {
  it("finds words in their forms, phrases, parts of words and what the filters ask", async () => {
    const said = await inPage(150, async (shelf) => {
      await shelf.forget();
      const finder = await shelf.open();
      const { ids, holding } = shelf;
      const pair = (/** @type {string} */ query, /** @type {RegExp} */ word) => ({
        query,
        found: ids(finder.search(query)),
        want: holding(word),
      });
      const pairs = [
        pair("direktur ", /\bdirektur\b/i),
        pair("dire", /\bdire/i),
        pair('"direktur utama"', /\bdirektur utama\b/i),
        pair("jumat ", /Jum'at/),
        pair("triliun -direktur ", /^(?!.*\bdirektur\b).*\btriliun\b/is),
        pair("pangkas ", /\b(me|di|pe|ter)?(mangkas|pangkas)(an|kan|i)?(nya)?\b/i),
        pair("pemangkasan ", /\b(me|di|pe|ter)?(mangkas|pangkas)(an|kan|i)?(nya)?\b/i),
      ];
      const row = shelf.rows.find((/** @type {any} */ one) => one.tags.length && one.tickers.length);
      const filters = [
        {
          query: `ticker:${row.tickers[0].toLowerCase()} `,
          is: (/** @type {any} */ one) => one.tickers.includes(row.tickers[0]),
        },
        { query: `tag:"${row.tags[0]}" `, is: (/** @type {any} */ one) => one.tags.includes(row.tags[0]) },
        { query: `-tag:"${row.tags[0]}" `, is: (/** @type {any} */ one) => !one.tags.includes(row.tags[0]) },
        { query: `emiten:"${row.issuers[0]}" `, is: (/** @type {any} */ one) => one.issuers.includes(row.issuers[0]) },
        { query: "after:2025-01 ", is: (/** @type {any} */ one) => one.published >= "2025-01" },
        { query: "sampai:2024-12-31 ", is: (/** @type {any} */ one) => one.published < "2025" },
        { query: "before:2024-06-15 ", is: (/** @type {any} */ one) => one.published < "2024-06-15" },
      ].map(({ query, is }) => ({
        query,
        found: ids(finder.search(query)),
        want: shelf.rows
          .filter(is)
          .map((/** @type {any} */ one) => one.id)
          .sort(),
      }));
      const ranked = [finder.search("laba").ranked, finder.search("after:2025").ranked, finder.search("").rows.length];
      await finder.close();
      return { pairs: [...pairs, ...filters], ranked };
    });
    for (const { query, found, want } of said.pairs) {
      assert.ok(want.length > 0 && want.length < 150, `${query} tells some from others: ${want.length}`);
      assert.deepEqual(found, want, query);
    }
    assert.deepEqual(said.ranked, [true, false, 150]);
  });

  it("marks what was looked for, in units of the text", async () => {
    const said = await inPage(20, async (shelf) => {
      const finder = await shelf.open();
      const text = "😀 Bank memangkas bunga. “Pemangkasan” itu disambut.";
      const marks = finder.marks(text, "pangkas ").map((/** @type {any} */ { start, end }) => text.slice(start, end));
      const long = `${"Harga gula turun. ".repeat(30)}Bank memangkas bunga.${" Harga kopi naik.".repeat(30)}`;
      const piece = finder.excerpt(long, "pangkas ", true, 100);
      await finder.close();
      return { marks, piece };
    });
    assert.deepEqual(said.marks, ["memangkas", "Pemangkasan"]);
    assert.match(said.piece, /^….*\bBank memangkas bunga\b.*…$/);
    assert.ok(said.piece.length <= 102, said.piece);
  });

  it("gives way to the page while it brings records in, and tells how far it is", async () => {
    const said = await inPage(1000, async (shelf) => {
      await shelf.forget();
      let turns = 0;
      let going = true;
      const turn = () => {
        turns += 1;
        if (going) setTimeout(turn, 0);
      };
      turn();
      const finder = await shelf.open();
      going = false;
      await finder.close();
      return { turns, heard: shelf.heard };
    });
    assert.ok(said.turns > 3, `${said.turns} turns`);
    assert.deepEqual(said.heard[0], { done: 0, total: 1000 });
    assert.deepEqual(said.heard.at(-1), { done: 1000, total: 1000 });
    assert.ok(said.heard.length > 3, `${said.heard.length} times`);
  });
});

describe("the kept index", () => {
  it("spares the next visit all records that have not changed", async () => {
    const said = await inPage(60, async (shelf) => {
      await shelf.forget();
      const first = await shelf.open();
      const all = shelf.read.length;
      await first.close();
      const second = await shelf.open();
      const none = shelf.read.length;
      await second.close();
      const [gone, other] = [shelf.rows[7], shelf.rows[9]];
      shelf.rows.splice(7, 1);
      shelf.records.delete(gone.id);
      shelf.put({ ...shelf.records.get(other.id), title: "Kata mustahil zxcvb" }, "2");
      const third = await shelf.open();
      const changed = [...shelf.read];
      const found = shelf.ids(third.search("zxcvb "));
      const everything = shelf.ids(third.search("pada "));
      await third.close();
      const fourth = await shelf.open();
      const after = shelf.read.length;
      const again = shelf.ids(fourth.search("pada "));
      await fourth.close();
      return { all, none, changed, other: other.id, found, gone: gone.id, everything, after, again };
    });
    assert.deepEqual([said.all, said.none, said.after], [60, 0, 0]);
    assert.deepEqual([said.changed, said.found], [[said.other], [said.other]]);
    assert.ok(said.everything.length > 30 && !said.everything.includes(said.gone));
    assert.deepEqual(said.again, said.everything);
  });

  for (const { what, spoil } of [
    { what: "has a flipped bit", spoil: "(bytes) => { bytes[bytes.length >> 1] ^= 4; return bytes; }" },
    { what: "is cut", spoil: "(bytes) => bytes.slice(0, bytes.length - 9)" },
    { what: "is empty", spoil: "() => new Uint8Array()" },
    { what: "is of another version", spoil: "(bytes) => { bytes[7] ^= 1; return bytes; }" },
    { what: "is something else", spoil: "() => ({ index: true })" },
  ]) {
    it(`is made anew when it ${what}`, async () => {
      const said = await inPage(
        40,
        /** @type {any} */ (
          `async (shelf) => {
          await (await shelf.open()).close();
          const { keptIndex, keepIndex } = await import("/source/library/kept-index.js");
          await keepIndex((${spoil})(await keptIndex()));
          const finder = await shelf.open();
          const read = shelf.read.length;
          const found = shelf.ids(finder.search("triliun "));
          await finder.close();
          const healed = await shelf.open();
          const again = shelf.read.length;
          await healed.close();
          return { read, again, found, want: shelf.holding(/\\btriliun\\b/i) };
        }`
        ),
      );
      assert.deepEqual([said.read, said.again], [40, 0]);
      assert.ok(said.want.length > 0);
      assert.deepEqual(said.found, said.want);
    });
  }

  for (const { what, spoil } of [
    { what: "there is no IndexedDB", spoil: "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })" },
    {
      what: "IndexedDB refuses",
      spoil: "Object.defineProperty(globalThis, 'indexedDB', { value: { open() { throw new Error('no'); } } })",
    },
    {
      what: "the database is a newer one",
      spoil: `await shelf.forget(); await new Promise((done) => {
        const opening = indexedDB.open("finder", 9);
        opening.onsuccess = () => { opening.result.close(); done(); };
      })`,
    },
  ]) {
    it(`is done without when ${what}`, async () => {
      const said = await inPage(
        40,
        /** @type {any} */ (
          `async (shelf) => {
          ${spoil};
          const finder = await shelf.open();
          const found = shelf.ids(finder.search("triliun "));
          await finder.close();
          if (globalThis.indexedDB?.deleteDatabase) await shelf.forget();
          return { read: shelf.read.length, found, want: shelf.holding(/\\btriliun\\b/i) };
        }`
        ),
      );
      assert.equal(said.read, 40);
      assert.ok(said.want.length > 0);
      assert.deepEqual(said.found, said.want);
    });
  }

  it("is harmed by no second page that keeps its own", async () => {
    /** @type {Tab[]} */
    const tabs = [];
    for (let number = 0; number < 2; number += 1) {
      const tab = await browser.open(browser.address("empty.html"));
      tabs.push(tab);
      await tab.evaluate(prepare, 50);
      await tab.evaluate(async (half) => {
        const page = /** @type {any} */ (globalThis);
        // Each page knows other rows, as if records came and went between.
        page.shelf.rows.splice(half ? 0 : 25, 20);
        page.finder = await page.shelf.open();
      }, number);
    }
    await Promise.all(tabs.map((tab) => tab.evaluate(() => /** @type {any} */ (globalThis).finder.close())));
    for (const tab of tabs) await tab.close();
    const said = await inPage(50, async (shelf) => {
      const finder = await shelf.open();
      const found = shelf.ids(finder.search("triliun "));
      await finder.close();
      return { read: shelf.read.length, found, want: shelf.holding(/\btriliun\b/i) };
    });
    assert.equal(said.read, 20, "one page's whole index was kept");
    assert.deepEqual(said.found, said.want);
  });

  it("is kept when the page is hidden, also after one change", async () => {
    const tab = await browser.open(browser.address("empty.html"));
    await tab.evaluate(prepare, 30);
    await tab.evaluate(async () => {
      const page = /** @type {any} */ (globalThis);
      await page.shelf.forget();
      page.finder = await page.shelf.open();
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    const kept = await until("the index is kept", () =>
      tab.evaluate(async () => {
        const { keptIndex } = await import(/** @type {string} */ ("/source/library/kept-index.js"));
        return (await keptIndex())?.length;
      }),
    );
    assert.ok(kept > 10_000, `${kept} bytes`);
    await tab.close();
  });
});

describe("records that can't be read", () => {
  it("are found by their row", async () => {
    const said = await inPage(30, async (shelf) => {
      await shelf.forget();
      const lost = shelf.rows[3];
      lost.title = "Judul mustahil zxcvb";
      const finder = await shelf.open(async (/** @type {string[]} */ ids) => {
        if (ids.length < 24) throw new Error("no");
        return ids.map((id) => (id === lost.id ? null : shelf.records.get(id)));
      });
      const found = shelf.ids(finder.search("zxcvb "));
      const { complete } = finder;
      const titled = shelf.ids(finder.search(shelf.rows[29].title));
      await finder.close();
      return { found, lost: lost.id, complete, titled, last: shelf.rows[29].id };
    });
    assert.deepEqual([said.found, said.complete], [[said.lost], true]);
    assert.ok(said.titled.includes(said.last));
  });

  it("can't pass off their text for a title", () => {
    const row = { id: "a", title: "Judul", first: "", section: null, site: null };
    const record = { title: "Ju\u0001dul", blocks: [{ kind: "paragraph", text: "a\u0001b\u001dc" }] };
    const text = documentText(/** @type {any} */ (row), record);
    assert.equal(text, "\u0001Ju dul\u0002\u0004\u001da b c");
  });

  it("say their summary where it stands in the text", () => {
    const text = documentText(/** @type {any} */ ({ id: "a", title: "J" }), {
      blocks: [{ kind: "paragraph", text: "Satu. Dua. Tiga." }],
      summary: { sentences: [{ text: "Dua.", block: 0, start: 6, end: 10 }] },
    });
    assert.equal(text, "\u0001J\u0002\u0004\u001dSatu. \u0003Dua.\u0004 Tiga.");
  });
});
