// @ts-check
/** What happens around a reader while it is open: the page moves on, the background stops, the extension is updated. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, flow, squeezed } from "./support/heard.js";
import { listedIds, storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const wire = fixture("kontan/desk-wire");

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab | undefined} */
let tab;

before(async () => {
  world = await makeWorld();
  for (const page of [market, wire]) serve(world.server, page);
  browser = await world.browser();
});
after(() => world?.end());
afterEach(async () => {
  await tab?.close().catch(() => {});
  tab = undefined;
});

/** Opens a page and its reader, over an empty library. @param {string} [url] */
async function opened(url = market.url) {
  await browser.inBackground(() => chrome.storage.local.clear());
  const one = await browser.open(url);
  tab = one;
  await read(one);
  return one;
}

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** @param {Tab} tab */
function isSaved(tab) {
  return until("the button says that it is saved", async () =>
    (await tab.heard()).some((one) => one.role === "button" && one.name === words("saved")),
  );
}

/** @param {Tab} tab */
function goes(tab) {
  return until("the reader goes", async () => !(await tab.hasReader()));
}

/** The identities in the library, by the records and by the list. */
async function kept() {
  return { records: Object.keys(await storedRecords(browser)), rows: await listedIds(browser) };
}

/** Nothing of a record is there without the rest. @param {string[]} ids */
async function keeps(ids) {
  assert.deepEqual(await kept(), { records: ids, rows: ids });
}

const id = market.expected.canonical;

describe("a page whose own program moves on under the reader", () => {
  it("leaves the reader with its article; the next click reads the new one", async () => {
    const one = await opened();
    const markup = wire.body.toString("utf8");
    const path = "/news/halaman-berikutnya";
    await one.evaluate(
      ({ markup, path }) => {
        history.pushState(null, "", path);
        const next = new DOMParser().parseFromString(markup, "text/html");
        document.head.replaceChildren(...next.head.childNodes);
        document.body.replaceChildren(...next.body.childNodes);
      },
      { markup, path },
    );
    assert.ok(flow(await one.heard(), market.expected.title).length > 0);
    await one.press("button", words("save"));
    await isSaved(one);
    await keeps([id]);
    await one.key("Escape");
    await goes(one);
    const heard = await read(one);
    assert.ok(heard.some((node) => node.level === 1 && node.name === wire.expected.title));
  });
});

describe("going away and back", () => {
  it("finds the reader alive, or none; a click works", async () => {
    const one = await opened();
    await one.evaluate((url) => {
      location.href = url;
    }, wire.url);
    await until("the next page is there", () =>
      one.evaluate((url) => location.href === url, wire.url).catch(() => false),
    );
    await read(one);
    await one.back();
    await until("the page is there again", () =>
      one.evaluate((url) => location.href === url && document.readyState === "complete", market.url).catch(() => false),
    );
    if (!(await one.hasReader())) await read(one);
    await one.press("button", words("save"));
    await isSaved(one);
    await one.clickButton();
    await goes(one);
    const heard = await read(one);
    assert.equal(heard.filter((node) => node.role === "dialog").length, 1);
    assert.ok(heard.some((node) => node.level === 1 && node.name === market.expected.title));
  });
});

describe("an update of the extension under an open reader", () => {
  it("is told plainly where it matters, and the next click opens one new reader", async () => {
    const one = await opened();
    await browser.reloadExtension();
    // Firefox ends our script with the update: nothing in the old reader answers, and the next click takes it away.
    if (browser.scriptsOutlive) {
      await one.press("button", words("save"));
      await hears(one, words("failStale"));
    }
    await keeps([]);
    await read(one);
    const fresh = await until("one reader is left", async () => {
      const heard = await one.heard();
      const dialogs = heard.filter((node) => node.role === "dialog");
      return dialogs.length === 1 && !everyWord(heard).includes(squeezed(words("failStale"))) && heard;
    });
    assert.ok(fresh.some((node) => node.level === 1 && node.name === market.expected.title));
    const hosts = await one.evaluate(() => [...document.documentElement.children].map((node) => node.localName));
    assert.deepEqual(hosts, ["head", "body", "div"]);
    await one.press("button", words("save"));
    await isSaved(one);
    await keeps([id]);
    await one.clickButton();
    await goes(one);
  });
});

describe("a background that is stopped", () => {
  it("before a save: it starts again and saves", async () => {
    const one = await opened();
    await browser.stopBackground();
    await one.press("button", words("save"));
    await isSaved(one);
    await keeps([id]);
  });

  it("after a save: what was saved is saved", async () => {
    const one = await opened();
    await one.press("button", words("save"));
    await isSaved(one);
    await browser.stopBackground();
    await one.clickButton();
    await goes(one);
    await read(one);
    await isSaved(one);
    await keeps([id]);
  });

  /** Where a save stands still: what it waits for never comes. */
  const STOPS = /** @type {const} */ ([
    { when: "before anything is read", name: "get", done: false, stops: true },
    { when: "and is not even stopped", name: "get", done: false, stops: false },
    { when: "before anything is written", name: "set", done: false, stops: true },
    { when: "when all is written and nothing said", name: "set", done: true, stops: true },
  ]);
  for (const { when, name, done, stops } of STOPS) {
    it(`while it saves, ${when}: it is said, and trying once more saves`, async () => {
      const one = await opened();
      await browser.inBackground(
        ({ name, done }) => {
          const area = /** @type {any} */ (chrome.storage.local);
          const before = area[name].bind(area);
          area[name] = async (/** @type {unknown[]} */ ...given) => {
            if (done) await before(...given);
            await chrome.storage.session.set({ standsStill: true });
            return new Promise(() => {});
          };
        },
        { name, done },
      );
      await one.press("button", words("save"));
      await until("it stands still", () =>
        browser.inBackground(async () => (await chrome.storage.session.get("standsStill")).standsStill),
      );
      if (stops) await browser.stopBackground();
      await hears(one, words("failNoAnswer"));
      if (!stops) await browser.stopBackground();
      await one.press("button", words("save"));
      await isSaved(one);
      await keeps([id]);
      await browser.inBackground(() => chrome.storage.session.remove("standsStill"));
    });
  }
});

describe("a tab that is closed in the middle of a save", () => {
  it("leaves the whole record or nothing of it, and the next save works", async () => {
    // A save may go on when its tab is gone: each round has a page of its own.
    for (const name of ["kontan/desk-market", "kontan/desk-media", "kontan/momsmoney"]) {
      const page = fixture(name);
      serve(world.server, page);
      const one = await opened(page.url);
      await one.press("button", words("save"));
      await one.close();
      const { records, rows } = await until("nothing is half done", async () => {
        const found = await kept();
        return found.records.length === found.rows.length && found;
      });
      assert.deepEqual(records, rows);
    }
    const again = await opened(wire.url);
    await again.press("button", words("save"));
    await isSaved(again);
    const { records, rows } = await kept();
    assert.deepEqual(records.sort(), rows.sort());
    assert.ok(records.includes(wire.expected.canonical));
  });
});
