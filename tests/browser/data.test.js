// @ts-check
/** The library goes out of the browser and comes back: exactly, all or nothing, and whatever a file holds. */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { makeAddress, readRecord, textOf } from "../../extension/shared/record.js";
import { BROWSER } from "./support/browser.js";
import { answer, choose, keepFiles, keptBytes, keptText } from "./support/files.js";
import { fill, onDisk, storedArticle, storedTexts } from "./support/filled.js";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { listedIds } from "./support/stored.js";
import { filesIn } from "./support/unzip.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const LATER = "2031-01-01T00:00:00.000Z";
const HEAD = '{"format":"saring","version":1,"exported":"2026-01-01T00:00:00.000Z","records":[\n';

/** @param {unknown[]} lines */
const fileOf = (lines) => `${HEAD}${lines.join(",\n")}\n]}\n`;

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());
beforeEach(async () => {
  await tab?.close().catch(() => {});
  await empty();
  await open();
});

/** Nothing is stored, and the background writes as it does by itself. */
async function empty() {
  await browser.inBackground(async () => {
    const area = /** @type {any} */ (chrome.storage.local);
    if (area.untouched) area.set = area.untouched;
    await area.clear();
  });
}

/** Starts the background that was stopped. */
async function wake() {
  await until("the background answers", async () => {
    await tab.evaluate(() => chrome.runtime.sendMessage({ kind: "settings" }));
    return browser.inBackground(() => true);
  });
}

async function open() {
  tab = await browser.open(browser.address("library/library.html#data"));
  await keepFiles(tab);
  await measured();
}

/** The page says how many there are only when its list is complete and right. */
async function measured() {
  await until("it is measured", () =>
    tab.evaluate(() => /^[\d.]+$/.test(document.querySelector(".data-meter dd")?.textContent ?? "")),
  );
}

/** Puts records on disk and opens the library on them. @param {{id: string, stored: unknown}[]} records */
async function given(records) {
  await fill(browser, records);
  await tab.close();
  await open();
  await until("all have their line", async () => (await listedIds(browser)).length === records.length);
  await until("and the newest are known", async () => "rows:newest" in (await onDisk(browser)));
}

/** The library as it is on disk, with its lines in an order of their own; without what only counts. */
async function library() {
  const all = Object.entries(await onDisk(browser)).filter(([key]) => /^(record:|rows:\d)/.test(key));
  const sorted = (/** @type {string} */ text) =>
    JSON.parse(text)
      .rows.map((/** @type {any} */ row) => JSON.stringify(row))
      .sort();
  return Object.fromEntries(
    all
      .map(([key, stored]) => [key, key.startsWith("rows:") ? sorted(String(stored)) : stored])
      .filter(([, one]) => one.length),
  );
}

/** Nothing of an import is left beside what it brought. */
async function isTidy() {
  const keys = Object.keys(await onDisk(browser));
  assert.deepEqual(
    keys.filter((key) => /^import(:\d+)?$/.test(key)),
    [],
  );
  const texts = await storedTexts(browser);
  assert.deepEqual((await listedIds(browser)).sort(), Object.keys(texts).sort());
}

/** What the work on the page came to. @param {string} said */
async function says(said) {
  const text = squeezed((await answer(tab)) ?? "");
  assert.ok(text.includes(squeezed(said)), `"${text}" does not say "${said}"`);
}

/** @param {number} added @param {number} merged @param {number} skipped @param {number} refused */
const taken = (added, merged, skipped, refused) => words("dataTaken", added, merged, skipped, refused);

/** From now on the background writes one handful of an import, and then stands still. */
async function stopWriting() {
  await browser.inBackground(() => {
    const area = /** @type {any} */ (chrome.storage.local);
    area.untouched ??= area.set.bind(area);
    area.set = async (/** @type {Record<string, unknown>} */ pieces) => {
      await area.untouched(pieces);
      const keys = Object.keys(pieces);
      const isHandful = keys.some((key) => key.startsWith("import:")) && keys.some((key) => key.startsWith("record:"));
      if (isHandful) await new Promise(() => {});
    };
  });
}

/** When a file is read the second time, two thirds of it come, and the rest only when `goOn` is called. */
async function stopReading() {
  await tab.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    const whole = File.prototype.stream;
    let times = 0;
    File.prototype.stream = function () {
      times += 1;
      if (times !== 2) return whole.call(this);
      const part = Math.ceil((this.size * 2) / 3);
      const bytes = async (/** @type {number} */ from, /** @type {number} */ to) =>
        new Uint8Array(await this.slice(from, to).arrayBuffer());
      let isFirst = true;
      return new ReadableStream({
        pull: async (stream) => {
          if (isFirst) {
            isFirst = false;
            return stream.enqueue(await bytes(0, part));
          }
          await new Promise((resolve) => {
            page.goOn = resolve;
          });
          stream.enqueue(await bytes(part, this.size));
          stream.close();
        },
      });
    };
  });
}

/** The rest of the file comes. */
function goOn() {
  return until("it waits for the rest", () =>
    tab.evaluate(() => {
      const page = /** @type {any} */ (globalThis);
      page.goOn?.();
      return Boolean(page.goOn);
    }),
  );
}

/** Some of it is on disk already. */
function isHalfway() {
  return until("some of it is there", async () => Object.keys(await onDisk(browser)).some((key) => key === "import:0"));
}

const some = Array.from({ length: 50 }, (_, index) => storedArticle(index));
const many = Array.from({ length: 450 }, (_, index) => storedArticle(1000 + index));

describe("a backup", () => {
  const newer = {
    id: "https://lain.example/baru",
    stored: '{"schema":99,"id":"https://lain.example/baru","title":"Baru","x":[1, 2]}',
  };
  const damaged = {
    id: "https://lain.example/rusak",
    stored: '{"schema":2,"id":"https://lain.example/rusak","tit\nle',
  };
  const strange = { id: "https://lain.example/aneh", stored: '{"schema":2,"id":"https://lain.example/bukan"}' };
  const address = {
    id: "https://lain.example/nanti",
    stored: textOf(makeAddress("https://lain.example/nanti", "Nanti", { saved: LATER, updated: LATER })),
  };
  const all = [...some, newer, damaged, strange, address];

  it("brings all of it back exactly, letter for letter, also what can't be read", async () => {
    await given(all);
    const first = await library();
    await tab.press("button", words("dataBackup"));
    await says(words("dataReady", all.length));
    const text = await keptText(tab);
    const file = JSON.parse(text);
    assert.equal(file.records.length, all.length);
    assert.equal(text.split("\n").length, all.length + 3, "a line for each");
    assert.match(
      await tab.evaluate(() => /** @type {any} */ (globalThis).downloaded),
      /^saring-\d{4}-\d\d-\d\d\.json$/,
    );
    const { backup } = /** @type {any} */ (await onDisk(browser));
    assert.deepEqual([backup.saves, backup.records], [0, all.length]);
    assert.ok(Date.now() - Date.parse(backup.exported) < 60_000);

    await browser.inBackground(() => chrome.storage.local.clear());
    await tab.close();
    await open();
    await choose(tab, [text]);
    await says(taken(all.length, 0, 0, 0));
    assert.deepEqual(await library(), first);
    assert.deepEqual(await storedTexts(browser), Object.fromEntries(all.map(({ id, stored }) => [id, stored])));
    await isTidy();
    await choose(tab, [text]);
    await says(taken(0, 0, all.length, 0));
    assert.deepEqual(await library(), first, "a second time changes nothing");
  });

  it("comes back also when another program has written it anew", async () => {
    const written = JSON.stringify(JSON.parse(fileOf(some.map(({ stored }) => stored))), null, 2);
    await choose(tab, [`\ufeff${written}`]);
    await says(taken(some.length, 0, 0, 0));
    assert.deepEqual(await storedTexts(browser), Object.fromEntries(some.map(({ id, stored }) => [id, stored])));
    await isTidy();
  });

  it("joins with what is there: nothing of either side is lost, and nothing newer is touched", async () => {
    const [same, older, later, mine, unread] = /** @type {any} */ (
      some.slice(0, 5).map(({ stored }) => JSON.parse(stored))
    );
    const own = { note: "Punya saya", tags: ["saya"], marks: [], read: LATER, archived: null };
    const here = [
      same,
      { ...older, title: "Lama", updated: "2000-01-01T00:00:00Z" },
      { ...later, title: "Terbaru", updated: LATER },
      { ...mine, own },
    ];
    const arriving = [
      same,
      { ...older, title: "Baru" },
      { ...later, title: "Usang" },
      { ...mine, own: { ...own, note: "Punya berkas", tags: ["berkas"] } },
    ];
    const kept = { id: unread.id, stored: `{"schema":99,"id":"${unread.id}"}` };
    await given([...here.map((one) => ({ id: one.id, stored: JSON.stringify(one) })), kept]);
    await choose(tab, [fileOf([...arriving, unread].map((one) => JSON.stringify(one)))]);
    await says(taken(0, 2, 3, 0));
    const texts = /** @type {any} */ (await storedTexts(browser));
    const now = (/** @type {any} */ { id }) => JSON.parse(texts[id]);
    assert.equal(now(older).title, "Baru");
    assert.equal(now(later).title, "Terbaru");
    assert.equal(now(mine).own.note, "Punya saya\n\nPunya berkas");
    assert.deepEqual(now(mine).own.tags, ["saya", "berkas"]);
    assert.equal(texts[kept.id], kept.stored);
    await isTidy();
  });
});

describe("a list of addresses", () => {
  it("is kept to be read, and leaves alone what is saved", async () => {
    const [saved] = some.slice(0, 1);
    await given(some.slice(0, 1));
    const lines = [
      "https://lain.example/satu?utm_source=surat#bagian",
      "Judul dua\thttps://lain.example/dua",
      "",
      saved?.id,
      "bukan alamat",
      "javascript:alert(1)",
      "https://lain.example/satu?utm_source=surat#bagian",
    ];
    await choose(tab, [lines.join("\r\n")], "bacaan.txt");
    await says(taken(2, 0, 1, 3));
    await says(`bukan alamat: ${words("importNoAddress")}`);
    const texts = /** @type {any} */ (await storedTexts(browser));
    assert.deepEqual(
      Object.keys(texts).sort(),
      [String(saved?.id), "https://lain.example/dua", "https://lain.example/satu?utm_source=surat#bagian"].sort(),
    );
    assert.equal(texts[String(saved?.id)], saved?.stored);
    const { record } = /** @type {any} */ (readRecord(texts["https://lain.example/dua"]));
    assert.deepEqual([record.access, record.title, record.own.read], ["address", "Judul dua", null]);
    await isTidy();
  });

  it("may be a browser's bookmarks", async () => {
    const page = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF="https://lain.example/a">Satu <b>A</b></A>
      <DT><A HREF="place:sort=8">Lain</A><img src="https://lain.example/lacak.png"><script>globalThis.ran = true</script></DL>`;
    world.server.asked.length = 0;
    await choose(tab, [page], "bookmarks.html");
    await says(taken(1, 0, 0, 0));
    const [stored] = Object.values(await storedTexts(browser));
    assert.equal(JSON.parse(String(stored)).title, "Satu A");
    assert.equal(await tab.evaluate(() => /** @type {any} */ (globalThis).ran), undefined);
    assert.deepEqual(
      world.server.asked.filter((one) => !one.errand),
      [],
    );
  });
});

describe("a file that is none of ours, or no longer whole", () => {
  const [one, two] = some.map(({ stored }) => stored);
  /** @type {[string, string, (string | number[])[]][]} */
  const files = [
    ["is empty", "importEmpty", [""]],
    ["is a picture", "importNoText", [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe]]],
    ["is some other text", "importForeign", ["Satu dua tiga\nempat lima\n"]],
    ["is some other JSON", "importForeign", ['{"bookmarks":[{"url":"https://lain.example/"}]}']],
    ["is a list in JSON", "importForeign", [`[${one}]`]],
    [
      "was cut off between two records",
      "importCut",
      [fileOf([one, two]).slice(0, HEAD.length + String(one).length + 2)],
    ],
    ["was cut off in a record", "importBroken", [fileOf([one, two]).slice(0, -300)]],
    ["has a broken line", "importBroken", [fileOf([one, "{]", two])]],
    ["goes on behind its end", "importBroken", [`${fileOf([one])}${two}\n`]],
    ["is of a newer version", "importNewer", [fileOf([one]).replace('"version":1', '"version":2')]],
    ["has no version", "importNewer", [fileOf([one]).replace('"version":1,', "")]],
    ["has one line without end", "importTooLarge", [HEAD, ...Array(11).fill("a".repeat(2_000_000))]],
    ["nests without end", "importBroken", [HEAD, "[".repeat(5_000_000), "\n]}\n"]],
  ];
  it("is told what is wrong, and nothing has changed", async () => {
    await given(some.slice(2, 5));
    const first = await onDisk(browser);
    for (const [what, word, parts] of files) {
      await tab.evaluate(() => document.querySelector(".data-answer")?.remove());
      await choose(tab, parts, "berkas");
      await says(`${words(word)} ${words("dataUnchanged")}`).catch((error) => {
        throw new Error(`what ${what}: ${error.message}`);
      });
      assert.deepEqual(await onDisk(browser), first, what);
    }
  });

  it("has its good records taken in, and the others named", async () => {
    const long = { ...JSON.parse(String(two)), blocks: Array(5001).fill({ kind: "paragraph", text: "a" }) };
    const hostile = {
      ...JSON.parse(String(one)),
      title: "<img src=x onerror=alert(1)>",
      lead_image: { src: "javascript:alert(1)" },
      blocks: [
        {
          kind: "paragraph",
          text: "<script>a</script>",
          spans: [{ start: 0, end: 5, style: "link", href: "data:,x" }],
        },
      ],
    };
    const lines = [
      JSON.stringify(hostile),
      "7",
      "null",
      '{"id":"javascript:alert(1)","title":"Jahat"}',
      '{"__proto__":{"id":"https://lain.example/"},"title":"Warisan"}',
      JSON.stringify(long),
      JSON.stringify({ ...JSON.parse(String(two)), schema: -1 }),
      JSON.stringify({ unreadable: true, id: "https://lain.example/x", stored: 7 }),
      JSON.stringify({ unreadable: true, id: "https://lain.example/y", stored: "a\ud83d" }),
      JSON.stringify(hostile),
    ];
    await choose(tab, [fileOf(lines)]);
    await says(taken(2, 0, 0, 8));
    await says(`Jahat: ${words("importNoAddress")}`);
    await says(words("dataMoreRefused", 3));
    assert.deepEqual(Object.keys(await storedTexts(browser)).sort(), [hostile.id, "https://lain.example/y"].sort());
    await isTidy();
    await tab.goto(`${browser.address("library/library.html")}#${encodeURIComponent(hostile.id)}`);
    await until("it is shown as text", async () =>
      everyWord(await tab.heard()).includes(squeezed("<script>a</script>")),
    );
    assert.equal(await tab.evaluate(() => document.querySelectorAll("main script, main a[href^=data]").length), 0);
  });
});

describe("an import that does not come to its end", () => {
  const file = fileOf(many.map(({ stored }) => stored));
  /** @param {string} id @param {string} stored */
  const old = (id, stored) => ({
    id,
    stored: JSON.stringify({ ...JSON.parse(stored), title: "Lama", updated: "2000-01-01T00:00:00Z" }),
  });
  /** Some of what arrives is here already, in another form. */
  const here = [...some, ...many.slice(0, 30).map(({ id, stored }) => old(id, stored))];
  /** @type {Record<string, unknown>} */
  let first;
  beforeEach(async () => {
    await given(here);
    first = await library();
  });

  it("leaves nothing when it is stopped", async () => {
    await stopReading();
    await choose(tab, [file]);
    await isHalfway();
    await tab.press("button", words("dataStop"));
    await goOn();
    await says(`${words("importStopped")} ${words("dataUnchanged")}`);
    assert.deepEqual(await library(), first);
    await isTidy();
    await choose(tab, [file]);
    await says(taken(many.length - 30, 30, 0, 0));
  });

  it("leaves nothing when its page is closed, and that is said", async () => {
    await stopReading();
    await choose(tab, [file]);
    await isHalfway();
    await tab.close();
    await until("it is taken back", async () => !("import" in (await onDisk(browser))));
    assert.deepEqual(await library(), first);
    tab = await browser.open(browser.address("library/library.html"));
    await until("it is said", async () => everyWord(await tab.heard()).includes(squeezed(words("undoneImport"))));
    await tab.press("button", words("dismiss"));
    await until("it was said once", async () => !("import-undone" in (await onDisk(browser))));
    await isTidy();
  });

  it("leaves nothing when the background is stopped", async () => {
    await stopWriting();
    await choose(tab, [file]);
    await isHalfway();
    await browser.stopBackground();
    await says(`${words("importLost")} ${words("dataUnchanged")}`);
    await wake();
    assert.deepEqual(await library(), first);
    await isTidy();
  });

  it("leaves nothing when the browser is killed", async () => {
    await stopWriting();
    await choose(tab, [file]);
    await isHalfway();
    await world.kill(browser);
    browser = await world.browser();
    tab = await browser.open(browser.address("library/library.html"));
    await until("it is said", async () => everyWord(await tab.heard()).includes(squeezed(words("undoneImport"))));
    assert.deepEqual(await library(), first);
    await isTidy();
  });

  it("leaves what somebody saved and changed meanwhile", async () => {
    await stopReading();
    await choose(tab, [file]);
    await isHalfway();
    const changed = String(many[100]?.id);
    const other = await browser.open(browser.address("library/library.html"));
    await until("it is there to be changed", () =>
      other.evaluate(
        async (id) =>
          (await chrome.runtime.sendMessage({ kind: "change-own", ids: [id], change: { note: "Catatan" } })).value,
        changed,
      ),
    );
    await other.close();
    const page = await browser.open(market.url);
    await read(page);
    await page.press("button", words("save"));
    await until("it is saved", async () => (await page.heard()).some((one) => one.name === words("saved")));
    await page.close();
    await tab.press("button", words("dataStop"));
    await goOn();
    await says(words("importStopped"));
    const texts = await storedTexts(browser);
    const wanted = [...here.map(({ id }) => id), changed, market.expected.canonical];
    assert.deepEqual(Object.keys(texts).sort(), wanted.sort());
    assert.equal(JSON.parse(String(texts[changed])).own.note, "Catatan");
    await isTidy();
  });
});

describe("other forms", () => {
  const odd = ['"Kutip": #tanda', "- [x] {a}", "Harga\u2028naik: 5%", "=1+1", "a/b\\c?*", "A/B\\C?*", "...", "yes"];
  const records = odd.map((title, index) => {
    const own = {
      note: "=HYPERLINK(1)\nbaris dua",
      tags: ["pasar modal", "2025", "#a,b"],
      marks: [],
      read: null,
      archived: null,
    };
    return storedArticle(index, { title, own });
  });

  it("are a Markdown file each, with properties that can be read and names that any disk takes", async () => {
    await given(records);
    await tab.press("button", words("dataMarkdown"));
    await says(words("dataReady", records.length));
    const files = filesIn(await keptBytes(tab), "the archive");
    assert.equal(files.size, records.length);
    const names = [...files.keys()];
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, records.length);
    for (const name of names) assert.match(name, /^\d{4}-\d\d-\d\d [^\\/:*?"<>|#^[\]\u2028]+\.md$/);
    // @ts-expect-error the library has no types
    const { load } = await import("js-yaml");
    const read = [...files.values()].map((bytes) => {
      const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(bytes.toString("utf8")) ?? [];
      return { ...load(String(head)), body };
    });
    assert.deepEqual(read.map(({ title }) => title).sort(), odd.map((title) => title.replace("\u2028", " ")).sort());
    for (const { url, tags, saved, date, tickers, body } of read) {
      assert.ok(
        records.some(({ id }) => id === url),
        url,
      );
      assert.deepEqual(tags, ["pasar-modal", "_2025", "a-b"]);
      assert.ok(saved && date && Array.isArray(tickers));
      assert.ok(body.includes(words("summary")) && body.includes("baris dua"));
    }
  });

  it("are tables that spreadsheets open, and take nothing in them for a formula", async () => {
    await given(records);
    for (const form of ["dataRecords", "dataFacts"]) {
      await tab.evaluate(() => document.querySelector(".data-answer")?.remove());
      await tab.press("button", words(form));
      await says(words("dataReady", records.length));
      const bytes = await keptBytes(tab);
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const rows = cellsOf(bytes.toString("utf8").slice(1));
      const [columns = [], ...lines] = rows;
      assert.ok(lines.length >= records.length, `${lines.length} lines`);
      for (const line of lines) assert.equal(line.length, columns.length);
      const titles = new Set(lines.map((line) => line[columns.indexOf("title")]));
      assert.ok(titles.has("'=1+1") && titles.has('"Kutip": #tanda') && titles.has("'- [x] {a}"), [...titles].join());
      for (const cell of lines.flat()) assert.ok(!/^[=@\t\r]/.test(cell), cell);
    }
  });

  it("is the list on paper", async () => {
    await given(records);
    await tab.evaluate(() => {
      const page = /** @type {any} */ (globalThis);
      page.print = () => {
        page.printed = document.querySelectorAll(".data-print tr").length;
        dispatchEvent(new Event("afterprint"));
      };
    });
    await tab.press("button", words("dataPrint"));
    await until("it is printed", () => tab.evaluate(() => /** @type {any} */ (globalThis).printed === 8));
    assert.equal(await tab.evaluate(() => document.querySelectorAll(".data-print").length), 0);
  });

  it("can be stopped", async () => {
    await given(some);
    await tab.evaluate(() => {
      const area = /** @type {any} */ (globalThis.browser ?? chrome).storage.local;
      const get = area.get.bind(area);
      const page = /** @type {any} */ (globalThis);
      area.get = async (/** @type {any} */ keys) => {
        if (Array.isArray(keys) && keys.some((key) => key.startsWith("record:")))
          await new Promise((done) => (page.goOn = done));
        return get(keys);
      };
    });
    await tab.press("button", words("dataBackup"));
    await until("it reads", () => tab.evaluate(() => Boolean(/** @type {any} */ (globalThis).goOn)));
    await tab.press("button", words("dataStop"));
    await tab.evaluate(() => /** @type {any} */ (globalThis).goOn());
    await says(words("exportStopped"));
    assert.equal(await tab.evaluate(() => /** @type {any} */ (globalThis).kept.length), 0);
    assert.equal(/** @type {any} */ (await onDisk(browser)).backup, undefined, "and counts as none");
  });
});

describe("what is known of the last backup", () => {
  it("is called to mind after a hundred saves or sixty days, until it is sent away or made", async () => {
    const backup = {
      saves: 100,
      since: new Date().toISOString(),
      exported: null,
      records: 0,
      dismissed: 0,
      later: null,
    };
    const remind = async (/** @type {object} */ known) => {
      await browser.inBackground((value) => chrome.storage.local.set({ backup: value }), known);
      await tab.goto(browser.address("library/library.html?"));
      const said = squeezed(words("remindBackup", 100).replace("100 ", ""));
      await until("the list is there", async () => (await tab.heard()).some((one) => one.level === 1));
      return async () => everyWord(await tab.heard()).includes(said);
    };
    await given(some);
    await until("it is said", await remind(backup));
    await tab.press("button", words("remindLater"));
    await until("it is kept", async () => /** @type {any} */ (await onDisk(browser)).backup.dismissed === 100);
    const later = /** @type {any} */ (await onDisk(browser)).backup;
    const old = new Date(Date.now() - 61 * 86_400_000).toISOString();
    await until("days count too", await remind({ ...backup, saves: 3, since: old }));
    await until("again after as much again", await remind({ ...later, saves: 200 }));
    await until("a backup ends it", async () => {
      await tab.evaluate(() => {
        location.hash = "data";
      });
      await keepFiles(tab);
      await tab.press("button", words("dataBackup"));
      await answer(tab);
      await tab.evaluate(() => {
        location.hash = "";
      });
      return tab.evaluate(() => /** @type {any} */ (document.querySelector(".remind")).hidden);
    });
    const said = await remind({ ...later, saves: 199 });
    await until("all is looked up", () => tab.evaluate(() => performance.now() > 500));
    assert.equal(await said(), false);
  });

  it("counts each save", async () => {
    const page = await browser.open(market.url);
    await read(page);
    await page.press("button", words("save"));
    await until("it is saved", async () => /** @type {any} */ (await onDisk(browser)).backup?.saves === 1);
    await page.close();
  });
});

describe("the length of the summary", () => {
  it("is the one that was chosen last, in the next reader and in the next session", async () => {
    const pressed = async (/** @type {Tab} */ page) =>
      (await page.heard()).filter((one) => one.role === "button" && one.pressed).map((one) => one.name);
    const page = await browser.open(market.url);
    await read(page);
    assert.deepEqual(await pressed(page), [words("summaryStandard")]);
    await page.press("button", words("summaryShort"));
    await until("it is kept", () =>
      browser.inBackground(
        async () => /** @type {any} */ ((await chrome.storage.sync.get("settings")).settings)?.length === "short",
      ),
    );
    await page.close();
    await browser.stopBackground();
    await wake();
    const next = await browser.open(market.url);
    await read(next);
    assert.deepEqual(await pressed(next), [words("summaryShort")]);
    await next.close();
    await browser.inBackground(() => chrome.storage.sync.clear());
  });
});

describe("a storage that is full", () => {
  /** @type {Awaited<ReturnType<typeof makeWorld>>} */
  let small;
  /** @type {Browser} */
  let full;
  before(async () => {
    // The browser's own limit, where it has one for us: the same extension without the permission to go beyond it.
    small = await makeWorld("id", async (folder) => {
      const file = join(folder, "manifest.json");
      const manifest = JSON.parse(await readFile(file, "utf8"));
      manifest.permissions = manifest.permissions.filter((/** @type {string} */ one) => one !== "unlimitedStorage");
      await writeFile(file, JSON.stringify(manifest));
    });
    serve(small.server, market);
    full = await small.browser();
  });
  after(() => small?.end());

  /** Leaves so many bytes; where the browser has no limit for us, one is set. @param {number} room */
  async function leave(room) {
    await full.inBackground(async (room) => {
      const area = /** @type {any} */ (chrome.storage.local);
      const quota = 10_485_760;
      if (area.getBytesInUse && area.QUOTA_BYTES) {
        await area.remove("ballast");
        const used = await area.getBytesInUse(null);
        await area.set({ ballast: "x".repeat(Math.max(0, quota - used - room - 20)) });
        return;
      }
      area.unlimited ??= area.set.bind(area);
      const set = area.unlimited;
      let left = room;
      area.set = async (/** @type {Record<string, unknown>} */ pieces) => {
        const there = await area.get(Object.keys(pieces));
        const grows = JSON.stringify(pieces).length - JSON.stringify(there).length;
        if (grows > left) throw new Error("QuotaExceededError: no space");
        left -= grows;
        return set(pieces);
      };
    }, room);
  }

  it("takes no import half, and says that there is no room", async () => {
    const [held, heldTab] = [browser, tab];
    try {
      browser = full;
      tab = await full.open(full.address("library/library.html"));
      await given(some);
      await leave(1_500_000);
      const first = await library();
      await choose(tab, [fileOf(many.map(({ stored }) => stored))]);
      await says(`${words("importFull")} ${words("dataUnchanged")}`);
      assert.deepEqual(await library(), first);
      await isTidy();
      if (BROWSER === "chromium") {
        const text = await tab.evaluate(() => document.querySelector(".data main")?.textContent);
        assert.match(String(text), /dari 10 MB terpakai/);
      }

      // What is on disk can be listed, also where no line can be written.
      await full.inBackground(async () => {
        const all = /** @type {Record<string, unknown>} */ (await chrome.storage.local.get(null));
        await chrome.storage.local.remove(Object.keys(all).filter((key) => key.startsWith("rows:")));
      });
      await leave(300);
      await tab.close();
      tab = await full.open(full.address("library/library.html"));
      const newest = some
        .map(({ stored }) => JSON.parse(stored))
        .sort((one, other) => (one.updated < other.updated ? 1 : -1))
        .slice(0, 3);
      await until("it is listed, newest first", async () => {
        const heard = (await tab.heard()).map((one) => one.name);
        return newest.every(({ title }) => heard.includes(title));
      });
      assert.deepEqual(await listedIds(full), [], "and no line was written");

      const page = await full.open(market.url);
      await read(page);
      await page.press("button", words("save"));
      await until("it is said", async () => everyWord(await page.heard()).includes(squeezed(words("failFull"))));
      assert.deepEqual(Object.keys(await storedTexts(full)).sort(), some.map(({ id }) => id).sort());
      await page.close();
    } finally {
      browser = held;
      tab = heldTab;
    }
  });
});

/** A table as RFC 4180 has it. @param {string} text */
function cellsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === "" && end === "" && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.length);
}
