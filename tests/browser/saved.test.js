// @ts-check
/** One saved article is a place to write: nothing that is written is lost, and nothing of it goes without a word. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeAddress, makeRecord, textOf } from "../../extension/shared/record.js";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");
const ID = market.expected.canonical;
const STAMP = { saved: "2026-03-02T01:00:00.000Z", updated: "2026-03-02T01:00:00.000Z" };
const SUGAR = "https://warta.example/laba-nusa-manis";

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let library;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  browser = await world.browser();
});
after(() => world?.end());

const stored = async (id = ID) => (await storedRecords(browser))[id];

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** @param {Tab} tab @param {string} role @param {string} name */
function has(tab, role, name) {
  return until(`there is ${role} ${name}`, async () =>
    (await tab.heard()).some((one) => one.role === role && one.name === name),
  );
}

/** Which element of the page has the focus. @param {Tab} tab @param {string} which */
function focused(tab, which) {
  return until(`${which} has the focus`, () =>
    tab.evaluate((selector) => document.activeElement?.matches(selector) ?? false, which),
  );
}

/** @param {string} [place] */
const address = (place = encodeURIComponent(ID)) => browser.address(`library/library.html#${place}`);

/** Opens the library in a tab of its own. @param {string} [place] */
async function open(place) {
  const tab = await browser.open(address(place));
  await until("the view is drawn", async () => (await tab.heard()).some((one) => one.role === "heading"));
  return tab;
}

/** The library anew, as it is when it is opened. @param {string} [place] */
async function again(place) {
  await library.close();
  library = await open(place);
}

/** @param {Tab} tab */
const noteIn = (tab) => tab.evaluate(() => /** @type {any} */ (document.querySelector("#saring-note"))?.value);

/** @param {Tab} tab */
const tagsIn = (tab) =>
  tab.evaluate(() => [...document.querySelectorAll(".mine-chip > span")].map((one) => one.textContent));

/** Puts records on the disk, as if they had been saved. @param {Record<string, string>} records */
async function put(records) {
  const pieces = Object.fromEntries(Object.entries(records).map(([id, text]) => [`record:${id}`, text]));
  await browser.inBackground((all) => chrome.storage.local.set(all), pieces);
}

/** From now on nothing can be stored, as on a full disk; or it can again. @param {boolean} full */
function fill(full) {
  return browser.inBackground((isFull) => {
    const area = /** @type {any} */ (chrome.storage.local);
    area.before ??= area.set;
    area.set = isFull ? () => Promise.reject(new Error("Resource::kQuotaBytes quota exceeded")) : area.before;
  }, full);
}

/** @param {Tab} tab */
async function save(tab) {
  await tab.press("button", words("save"));
  await has(tab, "button", words("saved"));
}

describe("a save", () => {
  it("is taken back as if it had never been", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await save(tab);
    assert.ok(await stored());
    await tab.press("button", words("saved"));
    await tab.press("button", words("unsave"));
    await hears(tab, words("unsaved"));
    await has(tab, "button", words("save"));
    assert.deepEqual(await storedRecords(browser), {});
    await save(tab);
    assert.ok(await stored());
    await tab.close();
  });

  it("leads to its note in the library", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await tab.press("button", words("saved"));
    assert.ok(
      !(await tab.heard()).some((one) => one.name === words("unsave")),
      "what another visit saved is not taken back here",
    );
    await tab.press("button", words("noteInLibrary"));
    library = await browser.opened("library/library.html#");
    await has(library, "textbox", words("note"));
    await tab.close();
  });

  it("is marked as read when it is opened there", async () => {
    await until("it is read", async () => (await stored()).own.read);
    await has(library, "button", words("markUnread"));
  });
});

describe("the note", () => {
  it("is saved as one types and is there again", async () => {
    await library.press("textbox", words("note"));
    await library.type("Tanyakan kapasitas giling");
    await until("it is stored", async () => (await stored()).own.note === "Tanyakan kapasitas giling");
    await hears(library, words("noteSaved"));
    await again();
    await until("it is shown", async () => (await noteIn(library)) === "Tanyakan kapasitas giling");
    const height = () => library.evaluate(() => document.querySelector("#saring-note")?.clientHeight ?? 0);
    const low = await height();
    await library.press("textbox", words("note"));
    for (const line of ["satu", "dua", "tiga"]) {
      await library.key("Enter");
      await library.type(line);
    }
    await until("the field has grown", async () => (await height()) > low * 1.8);
  });

  it("keeps what was said to be saved when the browser is killed, and of the rest no torn piece", async () => {
    const typed = "Tanyakan kapasitas giling\nsatu\ndua\ntiga";
    await until("it is stored", async () => (await stored()).own.note === typed);
    await library.type(" dan empat");
    await until("it is stored", async () => (await stored()).own.note === `${typed} dan empat`);
    await library.type(" lalu lima");
    await world.kill(browser);
    browser = await world.browser();
    await browser.faults(); // from now on they are gathered
    library = await open();
    await until("the note is there", async () => (await noteIn(library))?.startsWith(`${typed} dan empat`));
    const note = await noteIn(library);
    assert.ok(`${typed} dan empat lalu lima`.startsWith(note), JSON.stringify(note));
  });

  it("is saved to its last word where the article is left while the first ones are being saved (the delay is injected)", async () => {
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      const { set } = area;
      area.set = async (/** @type {any} */ pieces) => {
        area.set = set;
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return set.call(area, pieces);
      };
    });
    await library.press("textbox", words("note"));
    await library.evaluate(() => /** @type {any} */ (document.querySelector("#saring-note")).select());
    await library.type("Kapasitas");
    await new Promise((resolve) => setTimeout(resolve, 400)); // a pause in which the save begins
    await library.type(" giling");
    await library.key("Escape");
    await library.key("Escape");
    await has(library, "searchbox", words("librarySearch"));
    await until("all of it is stored", async () => (await stored()).own.note === "Kapasitas giling");
    await library.press("link", market.expected.title);
    await until("it is shown", async () => (await noteIn(library)) === "Kapasitas giling");
  });

  it("is kept by the page while the disk is full, through closing it, and comes back (the fault is injected)", async () => {
    await fill(true);
    await library.press("textbox", words("note"));
    await library.evaluate(() => /** @type {any} */ (document.querySelector("#saring-note")).select());
    await library.type("Disk penuh");
    await hears(library, `${words("noteFailed", words("failFull"))} ${words("noteSafe")}`);
    assert.notEqual((await stored()).own.note, "Disk penuh");
    await library.close();
    library = await open();
    await hears(library, words("noteBrought"));
    assert.equal(await noteIn(library), "Disk penuh");
    await fill(false);
    await until("it is stored by itself", async () => (await stored()).own.note === "Disk penuh");
    await hears(library, words("noteSaved"));
    assert.deepEqual(await library.evaluate(() => Object.keys(localStorage)), [], "what is stored is not kept twice");
  });

  it("is not lost by writing it in two tabs: both texts are kept, and it is said", async () => {
    const other = await open();
    await until("it is shown there", async () => (await noteIn(other)) === "Disk penuh");
    await fill(true);
    await other.press("textbox", words("note"));
    await other.key("End");
    await other.type(" sekali");
    await hears(other, words("noteFailed", words("failFull")));
    await fill(false);
    await library.evaluate(
      (id) => chrome.runtime.sendMessage({ kind: "change-own", ids: [id], change: { note: "Ditulis di tab pertama" } }),
      ID,
    );
    await hears(other, words("noteJoined"));
    const both = "Disk penuh sekali\n\nDitulis di tab pertama";
    await until("both are stored", async () => (await stored()).own.note === both);
    await until(
      "both are shown in both",
      async () => (await noteIn(other)) === both && (await noteIn(library)) === both,
    );
    await other.close();
  });
});

describe("the tags", () => {
  it("are added by Enter and by a comma, completed from all of the library, and taken away again", async () => {
    const sugar = { ...sugarRecord(), own: { note: "", tags: ["ide liputan"], marks: [], read: null, archived: null } };
    await put({ [SUGAR]: textOf(sugar) });
    await again("");
    await has(library, "link", sugar.title);
    await library.press("link", market.expected.title);
    await library.press("combobox", words("ownTags"));
    await until("the library's tags are offered", () =>
      library.evaluate(() =>
        [...document.querySelectorAll("#saring-known option")].some(
          (one) => /** @type {any} */ (one).value === "ide liputan",
        ),
      ),
    );
    await library.type("renst pangan,");
    await until("one is there", async () => (await tagsIn(library)).join() === "renst pangan");
    await library.type("gula");
    await library.key("Enter");
    await until("two are there", async () => (await tagsIn(library)).join() === "renst pangan,gula");
    await library.type("PANTAU");
    await library.press("textbox", words("note"));
    await until("what was left in the field counts", async () => (await stored()).own.tags.length === 3);
    const { tags, archived } = (await stored()).own;
    assert.deepEqual(tags, ["renst pangan", "gula", "PANTAU"]);
    assert.equal(archived, null, "letters that are typed are no commands");
    await library.press("button", words("tagRemove", "gula"));
    await until("it is gone", async () => (await tagsIn(library)).join() === "renst pangan,PANTAU");
    await library.press("combobox", words("ownTags"));
    await library.key("Backspace");
    await until("the last is gone", async () => (await stored()).own.tags.join() === "renst pangan");
    await hears(library, words("tagRemoved", "PANTAU"));
  });

  it("are kept where one that is not ended is left behind by going back", async () => {
    await library.press("combobox", words("ownTags"));
    await library.type("sawit");
    await library.back();
    await until("it is stored", async () => (await stored()).own.tags.join() === "renst pangan,sawit");
    await has(library, "link", market.expected.title);
    await library.press("link", market.expected.title);
    await library.press("button", words("tagRemove", "sawit"));
    await until("it is gone", async () => (await stored()).own.tags.join() === "renst pangan");
  });

  it("are taken away by the press that ends another one, though that one is drawn before the finger is lifted", async () => {
    await library.press("combobox", words("ownTags"));
    await library.type("lada");
    await library.key("Enter");
    await until("there are two", async () => (await tagsIn(library)).join() === "renst pangan,lada");
    await library.type("sagu");
    await library.press("button", words("tagRemove", "lada"));
    await until("one has come, one has gone", async () => (await tagsIn(library)).join() === "renst pangan,sagu");
    await library.press("button", words("tagRemove", "sagu"));
    await until("it is gone", async () => (await stored()).own.tags.join() === "renst pangan");
  });
});

describe("the keys", () => {
  it("do what the buttons do, and lead to the fields and back", async () => {
    await library.press("combobox", words("ownTags"));
    await library.key("Escape");
    await focused(library, "h1");
    await library.key("r");
    await until("it is unread", async () => (await stored()).own.read === null);
    await hears(library, words("nowUnread"));
    await library.key("e");
    await until("it is in the archive", async () => (await stored()).own.archived);
    await has(library, "button", words("unarchive"));
    await library.key("e");
    await until("it is out of it", async () => (await stored()).own.archived === null);
    await library.key("n");
    await focused(library, "#saring-note");
    await library.key("Escape");
    await library.key("t");
    await focused(library, "#saring-tag");
    await library.key("Escape");
    await focused(library, "h1");
    await library.key("j");
    await has(library, "heading", "Laba Nusa Manis Naik");
    await library.key("j");
    await hears(library, words("noNext"));
    await library.key("k");
    await has(library, "heading", market.expected.title);
    await library.key("Escape");
    await has(library, "searchbox", words("librarySearch"));
  });
});

describe("sharing", () => {
  /** @param {string} script */
  async function opened(script) {
    await again("");
    await has(library, "link", market.expected.title);
    await library.run(script);
    await library.press("link", market.expected.title);
    await has(library, "textbox", words("note"));
  }

  it("copies where the browser shares nothing", async () => {
    await opened(
      "Object.defineProperty(navigator, 'share', { configurable: true, value: undefined });" +
        "navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };",
    );
    await library.press("button", words("copy"));
    await hears(library, words("copied"));
    const text = await library.value("globalThis.copied");
    assert.ok(text.startsWith(market.expected.title) && text.trimEnd().endsWith(ID), text);
    assert.ok(text.includes(market.expected.summary.sentences[0]?.text ?? "?"));
  });

  it("hands headline, summary and source to the browser where it shares", async () => {
    await opened(
      "Object.defineProperty(navigator, 'share', { configurable: true, value: async (what) => { globalThis.shared = what; } })",
    );
    await library.press("button", words("share"));
    const what = await until("it is shared", () => library.value("globalThis.shared"));
    assert.equal(what.title, market.expected.title);
    assert.ok(what.text.includes(market.expected.summary.sentences[0]?.text) && what.text.includes(ID), what.text);
    await library.run(
      "Object.defineProperty(navigator, 'share', { configurable: true, value: async () => { throw new TypeError('no'); } })",
    );
    await library.key("s");
    await hears(library, words("copied"));
  });
});

describe("a second save of an article that has changed", () => {
  /** @type {any} */
  let first;
  before(async () => {
    const record = await stored();
    const block = record.blocks.findIndex((/** @type {any} */ one) => one.kind === "paragraph");
    const text = record.blocks[block].text.slice(0, 20);
    const made = STAMP.saved;
    const mark = { block, start: 0, end: 20, text, before: "", after: record.blocks[block].text.slice(20, 60), made };
    await library.evaluate(
      ({ id, marks }) => chrome.runtime.sendMessage({ kind: "change-own", ids: [id], change: { addMarks: marks } }),
      { id: ID, marks: [mark] },
    );
    first = await stored();
    assert.equal(first.own.marks.length, 1);
    const paragraphs = first.blocks.filter((/** @type {any} */ one) => one.kind === "paragraph");
    const last = paragraphs.at(-1).text;
    const html = market.body.toString();
    assert.ok(html.includes(last), "the page has the paragraph as it stands");
    const [one, two] = ["Pabrik baru mulai giling pekan depan.", "Harga lelang ditetapkan Senin mendatang."];
    const body = Buffer.from(html.replace(last, `${one}</p><p>${two}`));
    serve(world.server, { ...market, body });
  });

  it("says what is new and what is gone, and keeps note, tags and marks", async () => {
    const tab = await browser.open(market.url);
    await read(tab);
    await has(tab, "button", words("saved"));
    await tab.press("button", words("saved"));
    await tab.press("button", words("saveAgain"));
    const changes = `${words("changeAdded", 2)}, ${words("changeRemovedOne", 1)}`;
    await hears(tab, words("savedAnew", changes));
    const record = await stored();
    assert.deepEqual(record.own, first.own);
    assert.equal(record.saved, first.saved);
    await again();
    await hears(library, `: ${changes}.`);

    await tab.press("button", words("unsave"));
    await hears(tab, words("unsavedAgain"));
    assert.deepEqual(await stored(), first, "the copy from before is there again");
    await until(
      "no change is told any more",
      async () => !everyWord(await library.heard()).includes(squeezed(changes)),
    );
    await tab.close();
  });

  it("is not taken back over a note that was written since", async () => {
    await again("");
    await browser.inBackground((key) => chrome.storage.local.remove(key), `record:${ID}`);
    const tab = await browser.open(market.url);
    await read(tab);
    await save(tab);
    await again();
    await library.press("textbox", words("note"));
    await library.type("Sudah dicatat");
    await until("it is stored", async () => (await stored()).own.note === "Sudah dicatat");
    await tab.press("button", words("saved"));
    await tab.press("button", words("unsave"));
    await hears(tab, words("failChangedSince"));
    assert.equal((await stored()).own.note, "Sudah dicatat");
    await tab.close();
  });
});

describe("the page of an issuer", () => {
  it("is led to from the article", async () => {
    await again();
    await library.press("link", words("issuerNamed", "NMRX"));
    await has(library, "heading", "NMRX");
  });

  it("has every article that names it, newest first, with the figures side by side", async () => {
    await has(library, "link", "Laba Nusa Manis Naik");
    const heard = await library.heard();
    const titles = heard
      .filter(({ role, name }) => role === "link" && [sugarRecord().title, market.expected.title].includes(name))
      .map(({ name }) => name);
    assert.deepEqual(titles, [sugarRecord().title, market.expected.title]);
    assert.ok(heard.some(({ role, name }) => role === "region" && name === words("issuerTable")));
    const [, row] = await library.evaluate(() =>
      [...document.querySelectorAll(".issuer-scroll tr")].map((line) =>
        [...line.children].map((cell) => cell.textContent ?? ""),
      ),
    );
    const head = await library.evaluate(() =>
      [...document.querySelectorAll(".issuer-scroll thead th")].map((cell) => cell.textContent),
    );
    assert.equal(row?.[head.indexOf(words("subjectProfit"))], "Rp 1,2 triliun");
    assert.ok(!row?.join().includes("99%"), "figures of sentences that name another issuer stay away");
  });

  it("gives all figures of these articles as a table that no spreadsheet takes for formulas", async () => {
    await library.run(
      "globalThis.files = []; const make = URL.createObjectURL; " +
        "URL.createObjectURL = (blob) => { globalThis.files.push(blob.text()); return make.call(URL, blob); };",
    );
    await library.press("button", words("issuerCsv"));
    const csv = await until("the file is made", () => library.value("globalThis.files[0]"));
    const facts = [...(await stored()).facts, ...(await stored(SUGAR)).facts];
    const [head, ...lines] = csv.replace("\ufeff", "").split("\r\n");
    assert.equal(head, "article,date,kind,text,value,value_max,unit,per,from,to,direction,sentence,url");
    assert.equal(lines.length, facts.length);
    const profit = lines.find(
      (/** @type {string} */ line) => line.includes(",money,") && line.includes("Rp 1,2 triliun"),
    );
    assert.ok(profit.startsWith("Laba Nusa Manis Naik,2026-03-01,money,"), profit);
    assert.ok(profit.includes('"Rp 1,2 triliun",1200000000000,,IDR') && profit.endsWith(SUGAR), profit);
    assert.ok(
      lines.some((/** @type {string} */ line) => line.includes(",'=1+1 tidak dihitung")),
      "what begins like a formula",
    );
  });

  it("scrolls its table in itself on a phone, under a first column that stays", async () => {
    await library.resize(360, 740);
    const sizes = await library.evaluate(async () => {
      const scroll = /** @type {HTMLElement} */ (document.querySelector(".issuer-scroll"));
      const first = /** @type {HTMLElement} */ (scroll.querySelector("tbody th"));
      const before = first.getBoundingClientRect().left;
      scroll.scrollLeft = 80;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const moved = scroll.scrollLeft;
      return {
        moved,
        stays: first.getBoundingClientRect().left === before,
        page: document.documentElement.scrollWidth,
      };
    });
    assert.ok(sizes.moved > 0 && sizes.stays && sizes.page <= 360, JSON.stringify(sizes));
    await library.resize(1000, 800);
  });
});

describe("what can't be read here", () => {
  const NEWER = "https://warta.example/kilang";
  const BROKEN = "https://warta.example/karet";
  const KEPT = "https://warta.example/garam";
  before(() =>
    put({
      [NEWER]: JSON.stringify({ schema: 99, id: NEWER, title: "Kilang Baru Menyala", saved: STAMP.saved }),
      [BROKEN]: JSON.stringify({ schema: 2, id: BROKEN, title: "Karet Tersendat", own: { note: "Tanya asosiasi" } }),
      [KEPT]: textOf(makeAddress(KEPT, "Pabrik Garam", STAMP)),
    }),
  );

  for (const [name, id, said] of [
    ["a record of a newer version", NEWER, ["newerTitle", "newerLead"]],
    ["a damaged record", BROKEN, ["brokenTitle", "brokenLead"]],
    ["an address that is kept to be read", KEPT, ["addressKept"]],
    ["nothing", "https://warta.example/tiada", ["gone", "goneLead"]],
  ]) {
    it(`is said of ${name}, with the way to the article`, async () => {
      await again(encodeURIComponent(String(id)));
      for (const key of said ?? []) await hears(library, words(key));
      await has(library, "link", words("openArticle"));
      const href = await library.evaluate(() => document.querySelector(".reading-open")?.getAttribute("href"));
      assert.equal(href, id);
    });
  }

  it("does not hide the note of a damaged record", async () => {
    await again(encodeURIComponent(BROKEN));
    await hears(library, "Tanya asosiasi");
  });

  it("changes nothing of them, and a note to an address is kept", async () => {
    assert.equal((await stored(NEWER)).schema, 99);
    await again(encodeURIComponent(KEPT));
    await library.press("textbox", words("note"));
    await library.type("Baca besok");
    await until("it is stored", async () => (await stored(KEPT)).own.note === "Baca besok");
    assert.equal((await stored(KEPT)).own.read, null, "what was not read is not marked as read");
  });

  it("throws no error that nobody caught", async () => {
    // Firefox says so of each answer that comes after the page which asked for it was closed.
    const faults = (await browser.faults()).filter(
      (fault) => !fault.startsWith("Promise resolved after context unloaded"),
    );
    assert.deepEqual(faults, []);
  });
});

/** An article of another site on the issuer that the fixture is about too. */
function sugarRecord() {
  const texts = [
    "PT Nusa Manis Raya Tbk (NMRX) membukukan laba bersih Rp 1,2 triliun. Pesaingnya, BUAH, susut 99%.",
    "=1+1 tidak dihitung 5 ton.",
  ];
  const fact = (/** @type {string} */ kind, /** @type {string} */ text, block = 0, value = {}) => {
    const within = texts[block] ?? "";
    const start = within.indexOf(text);
    const end = within.indexOf(". ") + 2;
    const sentence =
      block || start < end ? { start: 0, end: block ? within.length : end - 1 } : { start: end, end: within.length };
    return { kind, text, block, start, end: start + text.length, value, sentence };
  };
  return makeRecord(
    {
      url: SUGAR,
      canonical: SUGAR,
      title: "Laba Nusa Manis Naik",
      published: "2026-03-01",
      site: "Warta",
      lang: "id",
      words: 200,
      blocks: texts.map((text) => ({ kind: "paragraph", text })),
      facts: [
        fact("issuer", "Nusa Manis Raya", 0, { name: "Nusa Manis Raya", code: "NMRX" }),
        fact("money", "Rp 1,2 triliun", 0, { amount: 1.2e12, currency: "IDR" }),
        fact("ticker", "BUAH", 0, { code: "BUAH" }),
        fact("percent", "99%", 0, { value: 99 }),
        fact("quantity", "5 ton", 1, { value: 5, unit: "ton" }),
      ],
    },
    STAMP,
  );
}
