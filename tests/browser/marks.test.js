// @ts-check
/** What is marked in the reader is kept with the article, and found again; only a person marks. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { everyWord, squeezed } from "./support/heard.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const URL_OF_IT = "https://niaga.example/garam-rakyat";
const TITLE = "Gudang garam rakyat di Tanjung Lestari bertambah dua";

const PARAGRAPHS = [
  "Koperasi petambak Tanjung Lestari membuka dua gudang baru di tepi laguna pada awal pekan ini, setelah panen raya " +
    "menghasilkan 4.200 ton garam dalam dua bulan.",
  'Ketua koperasi, Wening Prasetya, menyebut <a href="https://niaga.example/pinjaman">pinjaman bergulir</a> dari bank ' +
    "daerah sebagai modal, dan angsurannya dimulai bulan depan.",
  "Pembeli dari tiga kota sudah menandatangani kontrak sampai akhir tahun, dengan harga dasar Rp 1.150 per kilogram dan " +
    "penyesuaian setiap kuartal.",
  "Di pasar induk, harga eceran bertahan sejak Juni karena persediaan dari musim lalu belum habis terjual.",
];
const LIST = ["Gudang utara menampung 900 ton.", "Gudang selatan menampung 1.300 ton."];
const TABLE = [
  ["Bulan", "Panen"],
  ["Juli", "1.900 ton"],
  ["Agustus", "2.300 ton"],
];
const LAST =
  "Dinas perikanan setempat menghitung ulang luas tambak yang masih aktif, dan hasilnya diumumkan sebelum musim hujan " +
  "mulai supaya petambak dapat menyusun rencana tanam berikutnya bersama koperasi.";

/** @param {string[]} [paragraphs] @param {string} [head] */
function page(paragraphs = PARAGRAPHS, head = "") {
  const rows = TABLE.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  const [first, ...others] = paragraphs.map((text) => `<p>${text}</p>`);
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${TITLE}</title>${head}</head>
    <body><article><h1>${TITLE}</h1>${first}${others.join("\n")}
    <ul>${LIST.map((text) => `<li>${text}</li>`).join("")}</ul><table>${rows}</table><p>${LAST}</p></article></body></html>`;
}

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab[]} */
let tabs = [];

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
  await browser.faults();
});
after(() => world?.end());
afterEach(async () => {
  for (const tab of tabs) await tab.close().catch(() => {});
  tabs = [];
  await browser.inBackground(() => chrome.storage.local.clear());
  world.server.put(URL_OF_IT, page());
  assert.deepEqual(await browser.faults(), []);
});

/** The page, with the reader over it. */
async function reader(url = URL_OF_IT, body = page()) {
  world.server.put(url, body);
  const tab = await browser.open(url);
  tabs.push(tab);
  await read(tab);
  return tab;
}

/** The article in the library. */
async function library() {
  const tab = await browser.open(browser.address(`library/library.html#${encodeURIComponent(URL_OF_IT)}`));
  tabs.push(tab);
  await until("the article is there", async () =>
    (await tab.heard()).some((one) => one.level === 1 && one.name === TITLE),
  );
  return tab;
}

/**
 * Does something with what holds the article: the reader's root, or a page of ours.
 *
 * @template T, A
 * @param {Tab} tab
 * @param {(root: ParentNode, arg: A) => T} work
 * @param {A} [arg]
 * @returns {Promise<T>}
 */
async function within(tab, work, arg) {
  if (await tab.hasReader()) return tab.inReader(/** @type {any} */ (work), arg);
  return tab.value(`(${work})(document, ${JSON.stringify(arg) ?? "undefined"})`);
}

/**
 * Selects with the mouse, from the beginning of some words to the end of others.
 *
 * @param {Tab} tab
 * @param {string} from
 * @param {string} [to]
 */
async function select(tab, from, to = from) {
  const [begin, end] = await within(
    tab,
    (root, [first, last]) => {
      const body = /** @type {HTMLElement} */ (root.querySelector(".body"));
      const find = (/** @type {string} */ wanted) => {
        const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const at = node.nodeValue?.indexOf(wanted) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          return range;
        }
        throw new Error(`"${wanted}" stands nowhere`);
      };
      find(first).startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const [one] = find(first).getClientRects();
      const other = [...find(last).getClientRects()].at(-1);
      if (!one || !other) throw new Error("it is not seen");
      return /** @type {[number, number][]} */ ([
        [one.left + 1, one.top + one.height / 2],
        [other.right - 1, other.top + other.height / 2],
      ]);
    },
    /** @type {[string, string]} */ ([from, to]),
  );
  if (!begin || !end) throw new Error("it is nowhere");
  await tab.drag(begin, end);
}

/** The words that are drawn as marks, each mark's together. @param {Tab} tab @returns {Promise<string[]>} */
function drawn(tab) {
  return within(tab, (root) => {
    /** @type {string[]} */
    const marks = [];
    for (const one of root.querySelectorAll(".marks-own")) {
      const begins = one.querySelector(".marks-begins")?.textContent ?? "";
      if (begins) marks.push("");
      marks[marks.length - 1] += one.textContent.slice(begins.length);
    }
    return marks;
  });
}

/** @param {Tab} tab @param {string[]} wanted */
function isDrawn(tab, wanted) {
  return until(`marked is ${JSON.stringify(wanted)}`, async () => {
    const there = await drawn(tab);
    if (JSON.stringify(there) === JSON.stringify(wanted)) return true;
    throw new Error(JSON.stringify(there));
  });
}

/** The marks of the record. @returns {Promise<any[]>} */
async function stored() {
  const { [URL_OF_IT]: record } = await storedRecords(browser);
  for (const { block, start, end, text } of record?.own.marks ?? []) {
    if (block !== null) assert.equal(record.blocks[block].text.slice(start, end), text);
  }
  return record?.own.marks ?? [];
}

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** @param {Tab} tab @param {string} role @param {string} name */
async function isHeard(tab, role, name) {
  return (await tab.heard()).some((one) => one.role === role && one.name === name);
}

/** Marks some words with the mouse. @param {Tab} tab @param {string} from @param {string} [to] */
async function mark(tab, from, to) {
  await select(tab, from, to);
  await tab.press("button", words("markAdd"));
  await until("its button goes", () => within(tab, (root) => !root.querySelector(".marks-tool")));
}

/** The middle of what stands there. @param {Tab} tab @param {string} parts */
function middle(tab, parts) {
  return until(`${parts} can be pressed`, () =>
    within(
      tab,
      (root, selector) => {
        const box = root.querySelector(selector)?.getClientRects()[0];
        return box && /** @type {[number, number]} */ ([box.left + box.width / 2, box.top + box.height / 2]);
      },
      parts,
    ),
  );
}

/** A real click on the middle of what stands there. @param {Tab} tab @param {string} parts */
async function click(tab, parts) {
  const at = await middle(tab, parts);
  await tab.drag(at, at);
}

describe("a selection", () => {
  it("is marked by its button; the article is saved with it, and both are there on the next visit", async () => {
    const tab = await reader();
    assert.ok(!(await isHeard(tab, "button", words("markAdd"))), "nothing is selected yet");
    await select(tab, "membuka dua gudang", "tepi laguna");
    await tab.press("button", words("markAdd"));
    await hears(tab, words("marked"));
    await isDrawn(tab, ["membuka dua gudang baru di tepi laguna"]);
    assert.ok(await isHeard(tab, "button", words("saved")));
    const [one, ...others] = await stored();
    assert.deepEqual(others, []);
    assert.equal(one.text, "membuka dua gudang baru di tepi laguna");
    assert.equal(one.before, "Koperasi petambak Tanjung Lestari ");
    assert.match(one.made, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const heard = await tab.heard();
    const inside = heard.filter(({ inside }) => inside.some((outer) => /^mark\b/.test(outer)));
    assert.equal(everyWord(inside), squeezed(`${words("markBegins")}membuka dua gudang baru di tepi laguna`));

    await tab.goto(URL_OF_IT);
    await read(tab);
    await isDrawn(tab, ["membuka dua gudang baru di tepi laguna"]);
    assert.deepEqual(await stored(), [one]);

    // What is only said is not taken along with the text.
    await select(tab, "Lestari ", " pada");
    const taken = await within(tab, () => String(getSelection()));
    assert.equal(taken, "Lestari membuka dua gudang baru di tepi laguna pada");
  });

  it("is marked by a key, also where it was made with keys", async () => {
    const tab = await reader();
    await select(tab, "kontrak sampai akhi");
    await tab.key("Shift+ArrowRight");
    await tab.key("h");
    await isDrawn(tab, ["kontrak sampai akhir"]);
    assert.deepEqual(
      (await stored()).map(({ text }) => text),
      ["kontrak sampai akhir"],
    );
    await tab.key("h");
    await isDrawn(tab, ["kontrak sampai akhir"]);
  });

  it("leaves the focus in the text that is drawn anew, and each mark is told", async () => {
    const tab = await reader();
    await tab.key("j");
    /** @type {string[]} */
    const told = [];
    for (const [at, text] of ["membuka dua gudang", "tepi laguna"].entries()) {
      await select(tab, text);
      await tab.key("h");
      await until("it is drawn", async () => (await drawn(tab)).length === at + 1);
      const { focused, said } = await tab.inReader((root) => ({
        focused: root.activeElement?.textContent ?? "",
        said: root.querySelector("[role=status]")?.textContent ?? "",
      }));
      assert.ok(focused.includes(text), `the focus is on "${focused}"`);
      told.push(said);
    }
    assert.deepEqual(told.map(squeezed), [words("marked"), words("marked")].map(squeezed));
    assert.notEqual(told[0], told[1], "what is the same text is not told");
  });

  it("is marked by a finger, whose own handles select without a word to the page", async () => {
    const tab = await reader();
    await tab.phone({ width: 390, height: 844 });
    const selectAsHandlesDo = () =>
      within(tab, (root) => {
        const text = /** @type {Node} */ (root.querySelector(".body > p:last-child")?.firstChild);
        text.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
        getSelection()?.setBaseAndExtent(text, 0, text, 14);
      });
    await selectAsHandlesDo();
    await tab.tap(await middle(tab, ".marks-tool button"));
    await isDrawn(tab, ["Dinas perikana"]);
    assert.equal((await stored()).length, 1);
    await tab.tap(await middle(tab, ".marks-own"));
    await tab.tap(await middle(tab, ".marks-tool button"));
    await isDrawn(tab, []);
    assert.deepEqual(await stored(), []);
  });

  it("is marked across links and blocks, in lists and tables, each block by itself", async () => {
    const tab = await reader();
    await mark(tab, "menyebut", "harga dasar");
    const [, link, price] = PARAGRAPHS.map((text) => text.replace(/<[^>]+>/g, ""));
    const across = [
      link?.slice(link.indexOf("menyebut")),
      price?.slice(0, price.indexOf("harga dasar") + "harga dasar".length),
    ].map(String);
    await isDrawn(tab, across);
    const links = await within(tab, (root) =>
      [...root.querySelectorAll(".body a")].map((one) => [one.textContent, one.querySelectorAll("button").length]),
    );
    assert.deepEqual(links, [["pinjaman bergulir", 0]], "the link is whole, and holds no button");
    await mark(tab, "menampung 900", "Gudang selatan");
    await mark(tab, "1.900", "Agustus");
    const texts = (await stored()).map(({ text }) => text);
    assert.deepEqual(texts, [...across, "menampung 900 ton.\nGudang selatan", "1.900 ton\nAgustus"]);
    await isDrawn(tab, [...across, "menampung 900 ton.Gudang selatan", "1.900 tonAgustus"]);
    assert.ok(
      (await isHeard(tab, "table", words("table", 1))) || (await tab.heard()).some(({ role }) => role === "table"),
    );
  });

  it("becomes one with the marks that it reaches", async () => {
    const tab = await reader();
    await mark(tab, "dua gudang");
    await mark(tab, "setelah panen");
    await mark(tab, "gudang", "setelah");
    await isDrawn(tab, ["dua gudang baru di tepi laguna pada awal pekan ini, setelah panen"]);
    assert.equal((await stored()).length, 1);
  });

  it("is told where it can't be kept, and is not shown as kept (the fault is injected)", async () => {
    const tab = await reader();
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.before = area.set;
      area.set = () => Promise.reject(new Error("Resource::kQuotaBytes quota exceeded"));
    });
    await select(tab, "harga eceran");
    await tab.press("button", words("markAdd"));
    await hears(tab, words("failFull"));
    assert.deepEqual(await drawn(tab), []);
    assert.deepEqual(await storedRecords(browser), {});
    await browser.inBackground(() => {
      const area = /** @type {any} */ (chrome.storage.local);
      area.set = area.before;
    });
    await tab.press("button", words("retry"));
    await isDrawn(tab, ["harga eceran"]);
    assert.equal((await stored()).length, 1);
  });

  it("is marked again where the article was removed from the library meanwhile", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    await browser.inBackground(() => chrome.storage.local.clear());
    await mark(tab, "musim lalu");
    assert.deepEqual(
      (await stored()).map(({ text }) => text),
      ["musim lalu"],
    );
    await isDrawn(tab, ["musim lalu"]);
  });

  it("is marked in the tab, where the page does not let the reader be", async () => {
    const removes = `<script>new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
    }).observe(document.documentElement, { childList: true });</script>`;
    world.server.put(URL_OF_IT, page(PARAGRAPHS, removes));
    const place = await browser.open(URL_OF_IT);
    tabs.push(place);
    await place.clickButton();
    const tab = await browser.opened("tab/tab.html");
    await until("the article is there", async () =>
      (await tab.heard()).some((one) => one.level === 1 && one.name === TITLE),
    );
    await mark(tab, "harga eceran");
    await isDrawn(tab, ["harga eceran"]);
    await select(tab, "musim lalu");
    await tab.key("h");
    await isDrawn(tab, ["harga eceran", "musim lalu"]);
    assert.equal((await stored()).length, 2);
  });
});

describe("a mark", () => {
  it("is found again where the page has changed its text and its markup", async () => {
    const tab = await reader();
    await mark(tab, "harga dasar Rp 1.150");
    await mark(tab, "harga eceran");
    const [first = "", second = "", third = "", ...rest] = PARAGRAPHS;
    const changed = [
      first,
      "Panen tahun ini dimulai dua pekan lebih awal karena hujan berhenti lebih cepat daripada tahun-tahun sebelumnya.",
      second,
      third.replace("tiga kota", "empat kota").replace("harga dasar", "<b>harga</b> <i>dasar</i>"),
      ...rest,
    ];
    world.server.put(
      URL_OF_IT,
      page(changed).replaceAll("<p>", '<div class="isi"><p class="alinea">').replaceAll("</p>", "</p></div>"),
    );
    await tab.goto(URL_OF_IT);
    await read(tab);
    await isDrawn(tab, ["harga dasar Rp 1.150", "harga eceran"]);
    // The copy in the library is still the one of before; what is taken off goes there too.
    await tab.press("button", words("saved"));
    await tab.press("button", words("saveAgain"));
    // It also says how much of the article has changed.
    await hears(tab, words("savedAnew", "").replace(/[\s.]+$/, ""));
    assert.deepEqual(
      (await stored()).map(({ block, text }) => [block, text]),
      [
        [3, "harga dasar Rp 1.150"],
        [4, "harga eceran"],
      ],
    );
  });

  it("is taken off by a press on it, and put back", async () => {
    const tab = await reader();
    await mark(tab, "dua gudang", "pekan ini");
    const before = await stored();
    await click(tab, ".marks-own");
    await click(tab, ".marks-tool button");
    await hears(tab, words("markRemoved"));
    await isDrawn(tab, []);
    assert.deepEqual(await stored(), []);
    await tab.press("button", words("undo"));
    await isDrawn(tab, ["dua gudang baru di tepi laguna pada awal pekan ini"]);
    assert.deepEqual(await stored(), before);
  });

  it("is taken off and put back by keys alone, and the focus stays beside it", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    const focused = () =>
      within(tab, (root) => {
        const one = /** @type {ShadowRoot} */ (root).activeElement;
        return one?.getAttribute("aria-label") ?? one?.textContent ?? "";
      });
    await until("the Tab key comes to it", async () => {
      await tab.key("Tab");
      return (await focused()) === words("markRemove");
    });
    await tab.key("Enter");
    await isDrawn(tab, []);
    await until("the way back has the focus", async () => (await focused()) === words("undo"));
    await tab.key("Enter");
    await isDrawn(tab, ["harga eceran"]);
    await until("its button has the focus", async () => (await focused()) === words("markRemove"));
    await select(tab, "eceran");
    await tab.key("h");
    await isDrawn(tab, []);
    assert.deepEqual(await stored(), []);
  });

  it("does not move the text when it comes", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    const places = () =>
      within(tab, (root) =>
        [...root.querySelectorAll(".body > :not(.marks-tool)")].map((one) =>
          Math.round(one.getBoundingClientRect().top),
        ),
      );
    await tab.goto(URL_OF_IT);
    await read(tab);
    await isDrawn(tab, ["harga eceran"]);
    const marked = await places();
    await browser.inBackground(() => chrome.storage.local.clear());
    await tab.goto(URL_OF_IT);
    await read(tab);
    assert.deepEqual(await places(), marked);
    assert.deepEqual(await drawn(tab), []);
  });
});

describe("in the library", () => {
  it("marks are shown, made, taken off and put back", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    await tab.close();
    const shelf = await library();
    await isDrawn(shelf, ["harga eceran"]);
    await mark(shelf, "musim lalu");
    await isDrawn(shelf, ["harga eceran", "musim lalu"]);
    assert.equal((await stored()).length, 2);
    await select(shelf, "harga eceran");
    await shelf.key("h");
    await isDrawn(shelf, ["musim lalu"]);
    assert.equal((await stored()).length, 1);
    await shelf.press("button", words("undo"));
    await isDrawn(shelf, ["harga eceran", "musim lalu"]);
    assert.equal((await stored()).length, 2);
  });

  it("those without a place are listed, taken off and put back", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    await mark(tab, "musim lalu");
    world.server.put(
      URL_OF_IT,
      page([...PARAGRAPHS.slice(0, 3), "Di pasar induk, persediaan dari musim lalu belum habis."]),
    );
    await tab.goto(URL_OF_IT);
    await read(tab);
    await isDrawn(tab, ["musim lalu"]);
    assert.ok(!everyWord(await tab.heard()).includes(squeezed(words("marksLost"))), "the page learns nothing of it");
    await tab.press("button", words("saved"));
    await tab.press("button", words("saveAgain"));
    // It also says how much of the article has changed.
    await hears(tab, words("savedAnew", "").replace(/[\s.]+$/, ""));
    const shelf = await library();
    await isDrawn(shelf, ["musim lalu"]);
    const inside = `region ${words("marksLost")}`;
    const listed = async () => everyWord((await shelf.heard()).filter((one) => one.inside.includes(inside)));
    assert.ok((await listed()).includes(squeezed("harga eceran")));
    const press = () =>
      shelf.evaluate(() => {
        const button = /** @type {HTMLElement} */ (document.querySelector(".marks-lost button"));
        button.focus();
      });
    await press();
    await shelf.key("Enter");
    await until("it says so", async () => (await listed()).includes(squeezed(words("markRemoved"))));
    assert.deepEqual(
      (await stored()).map(({ text }) => text),
      ["musim lalu"],
    );
    await shelf.key("Enter");
    await until("it is back", async () => (await listed()).includes(squeezed("harga eceran")));
    assert.equal((await stored()).length, 2);
  });
});

describe("only a person marks", () => {
  it("no script of the page does, and none sees what is marked", async () => {
    const tab = await reader();
    await mark(tab, "harga eceran");
    const before = await stored();
    await select(tab, "musim lalu");
    await until("its button is there", () => isHeard(tab, "button", words("markAdd")));
    const act = (/** @type {ParentNode} */ root) => {
      const targets = [root, ...root.querySelectorAll("*")];
      for (const target of targets) {
        for (const key of ["h", "H", "Enter", " "]) {
          target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
        }
        if (target instanceof Element && target.closest("a")) continue; // a link follows whoever presses it
        for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          target.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true, cancelable: true }));
        }
        if (target instanceof HTMLElement && target.closest(".marks-tool, .marks-off, .marks-own")) target.click();
      }
      return targets.length;
    };
    assert.ok((await tab.inReader(/** @type {any} */ (act))) > 50);
    await tab.run(`(${act})(document)`);
    await tab.run("for (const kind of ['selectionchange', 'pointerup']) document.dispatchEvent(new Event(kind))");
    // What a person does afterwards comes after all of that.
    await tab.key("h");
    await isDrawn(tab, ["harga eceran", "musim lalu"]);
    assert.deepEqual(await stored(), [...before, ...(await stored()).slice(1)]);
    assert.equal((await stored()).length, 2);
    const seen = await tab.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!/marks-|Tandai|Awal tanda/.test(seen));
  });

  it("in a private window it is said that nothing is saved", async () => {
    await browser.allowPrivate();
    world.server.put(URL_OF_IT, page());
    const tab = await browser.openPrivate(URL_OF_IT);
    tabs.push(tab);
    await read(tab);
    await select(tab, "harga eceran");
    await tab.press("button", words("markAdd"));
    await hears(tab, words("privateWindow"));
    assert.deepEqual(await drawn(tab), []);
    assert.deepEqual(await storedRecords(browser), {});
  });
});
