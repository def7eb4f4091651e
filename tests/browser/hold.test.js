// @ts-check
/** What the library holds when things break: killed browsers, damaged records, a damaged list, records of other versions. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { checkSaves, confirmed, saveWithoutEnd } from "./support/saves.js";
import { listedIds, storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const PLACE = "https://kebun.example/kemiri";

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());

/** What is stored, whatever it is. @returns {Promise<Record<string, any>>} */
const everything = () => browser.inBackground(() => chrome.storage.local.get(null));

/** @param {Record<string, unknown>} pieces */
const put = (pieces) => browser.inBackground((given) => chrome.storage.local.set(given), pieces);

/** A record of one small article in the shape of this version, as the library itself would have stored it. */
async function stored() {
  const tab = await browser.open(market.url);
  await read(tab);
  await tab.press("button", words("save"));
  await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
  await tab.close();
  return (await storedRecords(browser))[market.expected.canonical];
}

/** Some records beside the stored one, under addresses of their own. @param {any} one @param {number} count */
function copies(one, count) {
  return Array.from({ length: count }, (_, number) => {
    const id = `${PLACE}/${number}`;
    return { ...one, id, url: id, title: `Kemiri ${number}` };
  });
}

const openLibrary = () => browser.open(browser.address("library/library.html"));

/** @param {Tab} tab @param {string[]} titles */
function lists(tab, titles) {
  return until(`it lists ${titles.join(", ")}`, async () => {
    const links = (await tab.heard()).filter((one) => one.role === "link").map((one) => one.name);
    return titles.every((title) => links.includes(title));
  });
}

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

describe("a list that does not fit the records", () => {
  /** @type {any} */
  let one;
  before(async () => {
    one = await stored();
    await browser.inBackground(() => chrome.storage.local.clear());
  });
  afterEach(() => browser.inBackground(() => chrome.storage.local.clear()));

  /** Three records, whose list is then spoilt. @param {(pieces: Record<string, any>) => Promise<void>} spoil */
  async function spoilt(spoil) {
    const records = copies(one, 3);
    const library = await openLibrary();
    const given = records.map((record) => ({ id: record.id, stored: JSON.stringify(record) }));
    const reply = await library.evaluate((all) => chrome.runtime.sendMessage({ kind: "restore", records: all }), given);
    assert.deepEqual(reply, { ok: true, value: true });
    await library.close();
    assert.deepEqual((await listedIds(browser)).sort(), records.map(({ id }) => id).sort());
    await spoil(await everything());
    return records;
  }

  /** @param {any[]} records */
  async function isWhole(records) {
    const library = await openLibrary();
    await lists(
      library,
      records.map(({ title }) => title),
    );
    const ids = records.map(({ id }) => id).sort();
    await until("the list on disk is whole", async () => {
      const listed = await listedIds(browser).catch(() => []);
      return JSON.stringify(listed.sort()) === JSON.stringify(ids);
    });
    await library.close();
  }

  const isRows = (/** @type {string} */ key) => key.startsWith("rows:");

  it("is made anew when it is missing", async () => {
    const records = await spoilt(async (all) => {
      const keys = Object.keys(all).filter(isRows);
      assert.ok(keys.length > 0);
      await browser.inBackground((gone) => chrome.storage.local.remove(gone), keys);
    });
    await isWhole(records);
  });

  it("is made anew when it is damaged", async () => {
    for (const damage of ["{", "null", JSON.stringify({ schema: 2, rows: [{ id: 7 }] }), 7, { rows: [] }]) {
      const records = await spoilt((all) =>
        put(
          Object.fromEntries(
            Object.keys(all)
              .filter(isRows)
              .map((key) => [key, damage]),
          ),
        ),
      );
      await isWhole(records);
    }
  });

  it("forgets what is not there, and finds what it does not name", async () => {
    const records = await spoilt(async (all) => {
      const [key] = Object.keys(all).filter((name) => name.startsWith("record:"));
      await browser.inBackground((gone) => chrome.storage.local.remove(gone), key ?? "");
      const added = { ...one, id: `${PLACE}/baru`, url: `${PLACE}/baru`, title: "Kemiri baru" };
      await put({ [`record:${added.id}`]: JSON.stringify(added) });
    });
    const left = Object.values(await storedRecords(browser));
    assert.equal(left.length, records.length);
    await isWhole(left);
  });

  it("takes in a save all the same, and is whole then", async () => {
    const records = await spoilt((all) =>
      put(
        Object.fromEntries(
          Object.keys(all)
            .filter(isRows)
            .map((key) => [key, "{"]),
        ),
      ),
    );
    const saved = await stored();
    await isWhole([...records, saved]);
  });

  /** The lines as they are on disk, and as an earlier version had them: in a quarter as many shards with shorter names. */
  async function inFormerForm() {
    const now = Object.fromEntries(Object.entries(await everything()).filter(([key]) => /^rows:\d{4}$/.test(key)));
    /** @type {Record<string, any[]>} */
    const former = {};
    for (const [key, stored] of Object.entries(now)) {
      const number = Number(key.slice("rows:".length)) % 128;
      const name = `rows:${String(number).padStart(3, "0")}`;
      former[name] = [...(former[name] ?? []), ...JSON.parse(String(stored)).rows];
    }
    const pieces = Object.entries(former).map(([key, rows]) => [key, JSON.stringify({ schema: 2, rows })]);
    return { now, former: Object.fromEntries(pieces) };
  }

  /** The background starts anew and finds no form of before any more. @param {Record<string, unknown>} wanted */
  async function isRenewed(wanted) {
    const library = await openLibrary();
    await until("the lines are in the form of this version", async () => {
      const all = Object.entries(await everything()).filter(([key]) => /^rows:\d/.test(key));
      const byKey = (/** @type {[string, unknown][]} */ entries) => JSON.stringify(entries.sort());
      return byKey(all) === byKey(Object.entries(wanted));
    });
    await library.close();
  }

  it("is shared out anew where an earlier version wrote it, and shown before that", async () => {
    /** @type {Record<string, unknown>} */
    let before = {};
    const records = await spoilt(async () => {
      const { now, former } = await inFormerForm();
      before = now;
      await browser.inBackground((gone) => chrome.storage.local.remove(gone), Object.keys(now));
      await put(former);
    });
    const library = await openLibrary();
    await lists(
      library,
      records.map(({ title }) => title),
    );
    await library.close();
    await browser.stopBackground();
    await isRenewed(before);
    await isWhole(records);
  });

  it("is right where the sharing out was cut off, and something was saved before and after", async () => {
    /** @type {Record<string, unknown>} */
    let before = {};
    const records = await spoilt(async () => {
      const { now, former } = await inFormerForm();
      before = now;
      const old = Object.entries(former).map(([key, text]) => [
        key,
        String(text).replaceAll('"print":"', '"print":"0'),
      ]);
      // One was never written in the new form, all others were, and have changed since.
      await browser.inBackground((gone) => chrome.storage.local.remove(gone), Object.keys(now).slice(0, 1));
      const [missing] = Object.keys(now);
      const name = `rows:${String(Number(missing?.slice("rows:".length)) % 128).padStart(3, "0")}`;
      await put({ ...Object.fromEntries(old), [name]: former[name] });
    });
    await browser.stopBackground();
    await isRenewed(before);
    await isWhole(records);
  });

  it("is mended for a record that it shows otherwise than it is", async () => {
    const [first] = await spoilt(async () => {});
    const other = { ...first, title: "Kemiri yang lain" };
    await put({ [`record:${other.id}`]: JSON.stringify(other) });
    const library = await openLibrary();
    await library.press("link", first.title);
    await hears(library, other.title);
    await library.key("Escape");
    await lists(library, [other.title]);
    await library.close();
  });
});

describe("records that this version can't read", () => {
  /** @type {any} */
  let one;
  before(async () => {
    one = await stored();
  });
  after(() => browser.inBackground(() => chrome.storage.local.clear()));

  it("stay as they are and are shown as such, beside the others", async () => {
    const newer = { ...one, schema: 99, title: "Dari versi nanti", later: { kept: [1, 2] } };
    const pieces = {
      [`record:${PLACE}/rusak`]: "{",
      [`record:${PLACE}/angka`]: 7,
      [`record:${market.expected.canonical}`]: JSON.stringify(newer),
    };
    // Whoever wrote them had lines of its own.
    await browser.inBackground(() => chrome.storage.local.clear());
    await put(pieces);
    const library = await openLibrary();
    await lists(library, ["Dari versi nanti", words("untitled")]);
    await hears(library, words("newerShort"));
    await hears(library, words("brokenShort"));
    const all = await everything();
    for (const [key, content] of Object.entries(pieces)) assert.deepEqual(all[key], content, key);

    const tab = await browser.open(market.url);
    await read(tab);
    await tab.press("button", words("save"));
    await hears(tab, words("failNewer"));
    assert.equal((await everything())[`record:${market.expected.canonical}`], JSON.stringify(newer));
    await tab.close();
    await library.close();
  });
});

describe("a library of the first version", () => {
  after(() => browser.inBackground(() => chrome.storage.local.clear()));

  it("is all there, opens, and keeps what is made of it", async () => {
    const { own, change, ...rest } = await stored();
    const [first] = copies({ ...rest, schema: 1 }, 1);
    await browser.inBackground(() => chrome.storage.local.clear());
    await put({ [`record:${first.id}`]: first, index: { schema: 1, rows: [] } });
    const library = await openLibrary();
    await library.press("link", first.title);
    await until("it opens", async () =>
      (await library.heard()).some((node) => node.level === 1 && node.name === first.title),
    );
    const reply = await library.evaluate(
      (id) => chrome.runtime.sendMessage({ kind: "change-own", ids: [id], change: { addTags: ["kebun"] } }),
      first.id,
    );
    assert.deepEqual(reply, { ok: true, value: 1 });
    const record = (await storedRecords(browser))[first.id];
    assert.deepEqual([record.schema, record.own.tags, record.saved], [2, ["kebun"], first.saved]);
    await until("the former list is gone", async () => !("index" in (await everything())));
    await library.close();
  });
});

describe("two tabs that save the same article at once", () => {
  after(() => browser.inBackground(() => chrome.storage.local.clear()));

  it("keep it once, and both are told so", async () => {
    /** @type {Tab[]} */
    const tabs = [];
    for (let count = 0; count < 2; count += 1) {
      const tab = await browser.open(market.url);
      await read(tab);
      tabs.push(tab);
    }
    // The first is still at it when the second is pressed.
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.before = area.set;
      area.set = async (/** @type {unknown} */ pieces) => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await area.before(pieces);
      };
    });
    for (const tab of tabs) await tab.press("button", words("save"));
    for (const tab of tabs) {
      await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
    }
    assert.deepEqual(Object.keys(await storedRecords(browser)), [market.expected.canonical]);
    assert.deepEqual(await listedIds(browser), [market.expected.canonical]);
    for (const tab of tabs) await tab.close();
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.set = area.before;
    });
  });
});

describe("a browser that is killed in the middle of saves", () => {
  it("has every save that was confirmed, and nothing by halves", async () => {
    const { body } = market;
    world.server.put(PLACE, { body: body.toString("utf8").replaceAll(market.url, PLACE) });
    for (const [round, most] of [3, 12, 25].entries()) {
      const tab = await browser.open(PLACE);
      await read(tab);
      const first = round * 1000;
      await saveWithoutEnd(browser, tab, PLACE, first);
      const done = await until(`${most} saves are confirmed`, async () => {
        const ids = await confirmed(tab);
        return ids.length >= most && ids;
      });
      await world.kill(browser);
      browser = await world.browser();
      await checkSaves(browser, PLACE, done);
    }
  });
});
