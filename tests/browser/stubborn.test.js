// @ts-check
/** Pages that do not let a reader be: what they do, and what a reader sees all the same. */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { everyWord, squeezed } from "./support/heard.js";
import { storedTimeless } from "./support/stored.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const TITLE = "Koperasi garam Tanjung Lestari menambah dua gudang";
const PLACE = "https://keras.example/";

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab[]} */
let tabs = [];

before(async () => {
  world = await makeWorld();
  browser = await world.browser();
});
after(() => world?.end());
afterEach(async () => {
  for (const tab of tabs) await tab.close().catch(() => {});
  tabs = [];
  await browser.inBackground(() => chrome.storage.local.clear());
});

const paragraphs = Array.from(
  { length: 9 },
  (_, index) =>
    `Pada pekan ke-${index + 1} para petambak mengumpulkan ${(index + 1) * 14} ton garam dari petak di tepi laguna, lalu ` +
    "pengurus koperasi menimbangnya di balai dan mengumumkan harga kepada pembeli dari kota sebelum siang.",
);

/** A page that behaves as `head` says. @param {string} head */
function page(head) {
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${TITLE}</title>${head}</head>
    <body><input name="cari" aria-label="Cari"><article><h1>${TITLE}</h1>
    ${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article></body></html>`;
}

/** @param {string} source */
const script = (source) => `<script>${source}</script>`;
/** @param {string} source */
const style = (source) => `<style>${source}</style>`;

/** Calls `work` with each element that somebody puts beside head and body. @param {string} work */
const onStranger = (work) =>
  script(`new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") (${work})(node);
  }).observe(document.documentElement, { childList: true });`);

/** @param {string} name @param {string} head */
async function opened(name, head) {
  world.server.put(PLACE + name, page(head));
  return openedAt(PLACE + name);
}

/** @param {string} url */
async function openedAt(url) {
  const tab = await browser.open(url);
  tabs.push(tab);
  return tab;
}

/** The tab that shows the article instead. */
async function apart() {
  const tab = await browser.opened("tab/tab.html");
  tabs.push(tab);
  await hears(tab, TITLE);
  return tab;
}

/** @param {Tab} tab @param {string} said */
function hears(tab, said) {
  return until(`it says "${said}"`, async () => everyWord(await tab.heard()).includes(squeezed(said)));
}

/** @param {Tab} tab */
async function hearsArticle(tab) {
  const heard = await tab.heard();
  const all = everyWord(heard);
  for (const text of paragraphs) assert.ok(all.includes(squeezed(text)), text);
  assert.ok(heard.some((one) => one.role === "heading" && one.level === 1 && one.name === TITLE));
}

/** @param {Tab} tab */
async function save(tab) {
  await tab.press("button", words("save"));
  await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
}

/** The stored records, without the times of saving. */
const records = () => storedTimeless(browser);

/** @param {Tab} tab */
function goes(tab) {
  return until("the reader goes", async () => !(await tab.hasReader()));
}

/** Tabs of ours. */
function ours() {
  return browser.inBackground(async () => {
    const found = await chrome.runtime.getContexts({ contextTypes: ["TAB"] });
    return found.map(({ documentUrl }) => documentUrl ?? "");
  });
}

describe("a page that only makes it hard", () => {
  const hidden =
    "display: none !important; opacity: 0 !important; visibility: hidden !important; pointer-events: none !important; " +
    "transform: scale(0) !important; clip-path: inset(50%) !important; inline-size: 0 !important; z-index: -1 !important";
  const PAGES = {
    "styles every element but the root": style(`body, body *, div, dialog, [open] { ${hidden} }`),
    "styles dialogs, what lies behind them, and hosts": style(
      `dialog, dialog[open], ::backdrop, :host, :host(*), ::slotted(*), :modal { ${hidden} } *::backdrop { background: red !important }`,
    ),
    "styles in layers, which win over what is important": style(`@layer satu { html > div { ${hidden} } }`),
    "bends its root": style(
      `html { filter: blur(9px) invert(1); transform: rotate(180deg) scale(0.1); contain: paint layout; opacity: 0.01;
        clip-path: inset(50%); perspective: 1px; mix-blend-mode: difference; will-change: transform; overflow: hidden }`,
    ),
    "moves everything": style(
      `* { animation: pudar 0.5s infinite alternate; transition: all 9s !important; scroll-behavior: smooth }
       @keyframes pudar { to { opacity: 0; transform: translateX(-200vw); visibility: hidden } }`,
    ),
    "has its own ideas of prototypes and globals": script(`
      const no = () => { throw new Error("tidak"); };
      for (const name of ["attachShadow", "append", "remove", "querySelector", "querySelectorAll", "getBoundingClientRect",
        "focus", "setAttribute", "addEventListener", "matches"]) {
        for (const one of [Element, HTMLElement, Node, EventTarget]) if (name in one.prototype) one.prototype[name] = no;
      }
      HTMLDialogElement.prototype.showModal = no; HTMLDialogElement.prototype.close = no;
      document.createElement = no; document.querySelectorAll = no; document.elementFromPoint = () => null;
      JSON.parse = no; JSON.stringify = no; window.Promise = no; window.MutationObserver = no; Array.from = no;
      Array.prototype.map = no; Object.entries = no; window.requestAnimationFrame = no; window.URL = no; window.Map = no;
      window.WebAssembly = no; window.getSelection = no; window.setTimeout = no; window.chrome = no;
      Object.defineProperty(document, "activeElement", { get: no });
      Object.defineProperty(Object.prototype, "then", { get: no, configurable: true });
      window.saring = { close: 1 }; window.saringEngine = { load: no };`),
    "makes all of itself inert": script(
      "addEventListener('load', () => { document.documentElement.inert = true; document.body.inert = true; });",
    ),
    "scrolls without end": script(
      "let at = 0; const go = () => { scrollTo(0, (at += 40) % 900); requestAnimationFrame(go); }; addEventListener('load', go);",
    ),
    "pulls the focus to its field": script(`addEventListener("load", () => {
      const field = document.querySelector("input"); const pull = () => field.focus();
      for (const kind of ["focusin", "focusout", "blur", "focus"]) addEventListener(kind, pull, true);
      setInterval(pull, 30); });`),
    "wants to fill the screen": script(
      "for (const kind of ['click', 'keydown', 'pointerdown', 'pointerup']) addEventListener(kind, () => document.body.requestFullscreen().catch(() => {}), true);",
    ),
    "does not want to be left": script("addEventListener('beforeunload', (event) => event.preventDefault());"),
  };

  for (const [what, head] of Object.entries(PAGES)) {
    it(`is read in place: one that ${what}`, async () => {
      const tab = await opened("sulit", head);
      await read(tab);
      await hearsArticle(tab);
      if (what.includes("screen")) {
        // The window grows while the mouse is down, and a click that began on a button may end beside it: this one may.
        await tab.press("heading", TITLE);
        await until("it fills the screen", () => tab.evaluate(() => document.fullscreenElement !== null));
      }
      await save(tab);
      // Where nothing works any more in the page's world, nothing can be asked there.
      if (!what.includes("prototypes")) {
        const look = await tab.inReader((root) => {
          const { offsetWidth, offsetHeight } = /** @type {HTMLElement} */ (root.querySelector("dialog"));
          return { wide: offsetWidth / innerWidth, high: offsetHeight / innerHeight };
        });
        assert.ok(look.wide > 0.95 && look.high > 0.95, JSON.stringify(look));
      }
      await tab.press("button", words("close"));
      await goes(tab);
      assert.deepEqual(await ours(), []);
      assert.equal((await records())[0]?.title, TITLE);
    });
  }

  it("is read in place, under what the page says and the windows that it opens", async () => {
    const tab = await opened(
      "bicara",
      onStranger(`() => { globalThis.left = 5; const more = () => {
        window.open("/lain"); alert("Promo!"); left -= 1; if (left) setTimeout(more, 150); }; setTimeout(more, 150); }`),
    );
    await read(tab);
    await until("all is said", () => tab.evaluate(() => /** @type {any} */ (globalThis).left === 0));
    await hearsArticle(tab);
    await save(tab);
    await tab.press("button", words("close"));
    await goes(tab);
    assert.deepEqual(await ours(), []);
  });

  it("is read in place, in front of a window that the page opens later", async () => {
    const tab = await opened(
      "jendela",
      onStranger(`() => setTimeout(() => {
        const own = document.createElement("dialog"); own.textContent = "Langganan buletin";
        own.style.cssText = "inset: 0; inline-size: 100%; block-size: 100%";
        document.body.append(own); own.showModal(); }, 400)`),
    );
    await read(tab);
    await until("the page opens its window", () =>
      tab.inReader(() => document.querySelector("body > dialog")?.matches(":modal")),
    );
    await until("it lies behind", () => tab.inReader((root) => document.elementFromPoint(640, 400) === root.host));
    await hearsArticle(tab);
    await save(tab);
    await tab.key("Escape");
    await goes(tab);
    assert.ok(await tab.evaluate(() => document.querySelector("body > dialog")?.matches(":modal")));
    assert.deepEqual(await ours(), []);
  });

  it("shows the reader in its true size where the page is zoomed", async () => {
    const sizes = [];
    for (const head of ["", style("html { zoom: 0.5 }"), style("html { zoom: 2 }")]) {
      const tab = await opened("besar", head);
      await read(tab);
      const box = () =>
        tab.inReader((root) => {
          const heading = /** @type {Element} */ (root.querySelector("h1")).getBoundingClientRect();
          return Math.round(heading.width);
        });
      sizes.push(await box());
    }
    assert.deepEqual(sizes, [sizes[0], sizes[0], sizes[0]]);
  });

  it("is read in place, over more elements than a browser makes inert in time", async () => {
    const tab = await opened(
      "luas",
      `<a href="/lain">Sebelum</a><div hidden><div><div><div>${"<i>x</i>".repeat(60_000)}</div></div></div></div><a href="/lain">Sesudah</a>`,
    );
    await read(tab);
    assert.ok(await tab.inReader((root) => !root.querySelector("dialog")?.matches(":modal")), "the page is not inert");
    assert.equal(await tab.inReader((root) => root.querySelector("dialog")?.scrollTop), 0, "it opens at its beginning");
    const focused = () =>
      tab.inReader((root) => {
        const { activeElement } = root;
        return document.activeElement === root.host && activeElement
          ? `${activeElement.localName} ${activeElement.textContent}`
          : null;
      });
    /** @param {string} key @returns {Promise<string[]>} what the key leads to until it was there before */
    const round = async (key) => {
      /** @type {string[]} */
      const seen = [];
      for (;;) {
        await tab.key(key);
        const now = await focused();
        assert.ok(now, "the focus stays with the reader");
        if (seen.includes(now)) return seen;
        seen.push(now);
      }
    };
    const stops = await round("Tab");
    assert.ok(stops.length > 5, stops.join("; "));
    assert.deepEqual(new Set(await round("Shift+Tab")), new Set(stops), "the same stops, the other way round");
    await hearsArticle(tab);
    await save(tab);
    await tab.key("Escape");
    await goes(tab);
    assert.deepEqual(await ours(), []);
  });

  it("plays on as it did", async () => {
    const bytes = Buffer.alloc(44 + 16000, 128);
    bytes.write("RIFF", 0, "latin1");
    bytes.writeUInt32LE(36 + 16000, 4);
    bytes.write("WAVEfmt ", 8, "latin1");
    for (const [at, value] of /** @type {const} */ ([
      [16, 16],
      [24, 8000],
      [28, 8000],
      [40, 16000],
    ]))
      bytes.writeUInt32LE(value, at);
    for (const [at, value] of /** @type {const} */ ([
      [20, 1],
      [22, 1],
      [32, 1],
      [34, 8],
    ]))
      bytes.writeUInt16LE(value, at);
    bytes.write("data", 36, "latin1");
    const sound = `data:audio/wav;base64,${bytes.toString("base64")}`;
    const tab = await opened(
      "bunyi",
      `<video muted loop autoplay src="${sound}"></video><video muted loop src="${sound}"></video>`,
    );
    const playing = () => tab.evaluate(() => [...document.querySelectorAll("video")].map((one) => !one.paused));
    await until("the first one plays", async () => (await playing())[0]);
    await read(tab);
    assert.deepEqual(await playing(), [true, false]);
    await tab.key("Escape");
    await goes(tab);
    assert.deepEqual(await playing(), [true, false]);
  });
});

describe("a page that does not let the reader be", () => {
  const swallow = (/** @type {string} */ when) =>
    script(`for (const kind of ["click", "keydown", "keyup", "keypress", "pointerdown", "pointerup", "mousedown", "mouseup",
      "touchstart", "touchend", "focusin", "wheel"]) window.addEventListener(kind, (event) => {
        if (${when}) { event.stopImmediatePropagation(); event.preventDefault(); } }, { capture: true, passive: false });`);
  const PAGES = {
    "hides its root": style("* { display: none !important }"),
    "swallows all events": swallow("true"),
    "swallows clicks alone": swallow("event.type === 'click'"),
    "swallows keys alone": swallow("event.type === 'keydown'"),
    "removes strangers at once": onStranger("(node) => node.remove()"),
    "removes strangers after a while": onStranger("(node) => setTimeout(() => node.remove(), 300)"),
    "removes strangers late": onStranger("(node) => setTimeout(() => node.remove(), 2500)"),
    "cleans up on each frame": script(`const clean = () => { for (const one of [...document.documentElement.children])
      if (!["head", "body"].includes(one.localName)) one.remove(); requestAnimationFrame(clean); }; requestAnimationFrame(clean);`),
    "moves strangers into its own corner": onStranger("(node) => document.body.append(node)"),
    "makes strangers inert and hides its root later": onStranger(
      "() => setTimeout(() => document.documentElement.style.setProperty('display', 'none', 'important'), 400)",
    ),
    "writes itself anew": onStranger(
      "() => setTimeout(() => { document.open(); document.write('<p>Halaman lain</p>'); document.close(); }, 300)",
    ),
    "replaces its root": onStranger(
      "() => setTimeout(() => document.documentElement.replaceWith(document.createElement('html')), 300)",
    ),
    "puts its own window in front again and again": onStranger(`() => {
      const own = document.createElement("dialog"); own.textContent = "Langganan dulu";
      own.style.cssText = "inset: 0; inline-size: 100%; block-size: 100%"; document.body.append(own);
      const front = () => { if (own.open) own.close(); own.showModal(); requestAnimationFrame(front); }; front(); }`),
  };

  for (const [what, head] of Object.entries(PAGES)) {
    it(`is read in a tab: one that ${what}`, async () => {
      const tab = await opened("bandel", head);
      await tab.clickButton();
      const shown = await apart();
      await hearsArticle(shown);
      assert.ok(!(await tab.hasReader()), "nothing is left over the page");
      assert.equal((await ours()).length, 1);
    });
  }

  it("keeps the focus, or is read in a tab: one that takes the focus away again and again", async () => {
    const tab = await opened("bandel", script("setInterval(() => document.activeElement?.blur(), 20);"));
    await tab.clickButton();
    const isInTab = async () => (await ours()).length === 1;
    const hasFocus = () => tab.inReader((root) => Boolean(root.activeElement));
    // In Firefox the host of a root can't be made to give away what has the focus inside.
    await until("the article can be used", async () => (await isInTab()) || (await tab.hasReader()));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    if (await isInTab()) await hearsArticle(await apart());
    else {
      await hearsArticle(tab);
      assert.ok(await hasFocus());
    }
  });

  it("is read in a tab as soon as a person's click is swallowed", async () => {
    const tab = await opened("pilih", swallow("event.isTrusted"));
    await read(tab);
    assert.deepEqual(await ours(), []);
    await tab.press("button", words("save"));
    await hearsArticle(await apart());
    assert.ok(!(await tab.hasReader()));
  });

  it("is read in a tab as soon as a person's key is swallowed", async () => {
    const tab = await opened("kunci", swallow("event.isTrusted && event.type.startsWith('key')"));
    await read(tab);
    assert.deepEqual(await ours(), []);
    // What somebody did before to the page can't be told from what they do now, for some seconds.
    let rests = Date.now();
    await until("the page rests", async () => {
      if (await tab.inReader(() => navigator.userActivation.isActive)) rests = Date.now();
      return Date.now() - rests > 400;
    });
    await tab.key("Tab");
    await hearsArticle(await apart());
  });

  it("says in a tab why there is nothing to read", async () => {
    world.server.put(
      `${PLACE}kosong`,
      `<!doctype html><title>Kosong</title>${onStranger("(node) => node.remove()")}<p>Belum ada apa-apa.</p>`,
    );
    const tab = await openedAt(`${PLACE}kosong`);
    await tab.clickButton();
    const shown = await browser.opened("tab/tab.html");
    tabs.push(shown);
    await hears(shown, words("notArticle"));
    await hears(shown, words("notArticleHint"));
  });
});

describe("the tab that shows an article instead of its page", () => {
  const removes = onStranger("(node) => node.remove()");

  it("saves the same record, and only that page's", async () => {
    const calm = await opened("garam", "");
    await read(calm);
    await save(calm);
    const [there] = await records();
    await browser.inBackground(() => chrome.storage.local.clear());
    await calm.close();

    const tab = await opened("garam", removes);
    await tab.clickButton();
    const shown = await apart();
    await save(shown);
    assert.deepEqual(await records(), [there]);
    const code = await shown.evaluate(
      async (reading) => (await chrome.runtime.sendMessage({ kind: "save", reading })).code,
      { ...there, canonical: "https://lain.example/berita", url: "https://lain.example/berita" },
    );
    assert.equal(code, "bad-record");
  });

  it("is not needed for a page that gets hold of what stands in the reader, because it can press nothing there", async () => {
    // Firefox alone names the innermost node to pages; elsewhere this reaches nothing but the host.
    const grasps = script(`globalThis.grasped = 0;
      for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(kind, ({ isTrusted, originalTarget, target }) => {
        const root = (originalTarget ?? target).getRootNode?.();
        if (!isTrusted || !(root instanceof ShadowRoot)) return;
        for (const one of root.querySelectorAll("button")) {
          globalThis.grasped += 1;
          if (one.classList.contains("close")) continue;
          one.click();
          one.dispatchEvent(new PointerEvent("click", { bubbles: true, composed: true }));
        }
        root.querySelector("dialog").dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true, composed: true }));
        root.querySelector("article p").textContent = "Diubah oleh halaman.";
      }, true);`);
    const tab = await opened("garam", grasps);
    await read(tab);
    await tab.key("j");
    await tab.hover([[300, 300]]);
    assert.deepEqual(await records(), [], "nothing was saved");
    assert.equal(
      browser.name === "firefox",
      (await tab.value("globalThis.grasped")) > 0,
      "what is said of Firefox is true",
    );
    await save(tab);
    const [there] = await records();
    const texts = /** @type {any} */ (there).blocks.map((/** @type {any} */ one) => one.text);
    assert.ok(
      paragraphs.every((text) => texts.includes(text)),
      "what was read is saved",
    );
  });

  it("hears its keys also after a press beside everything, and is left by Escape only when no panel is open", async () => {
    const tab = await opened("garam", removes);
    await tab.clickButton();
    const shown = await apart();
    const place = await shown.evaluate(() => {
      const { left, right, top } = document.querySelector("h1")?.getBoundingClientRect() ?? new DOMRect();
      return /** @type {[number, number]} */ ([(left + right) / 2, top - 4]);
    });
    await shown.drag(place, [place[0] + 1, place[1]]);
    await shown.key("?");
    const isTold = async () =>
      (await shown.heard()).some(({ role, name }) => role === "group" && name === words("keysList"));
    await until("the keys are listed", isTold);
    await shown.drag(place, [place[0] + 1, place[1]]);
    await shown.key("?");
    await until("the keys are listed again", isTold);
    await shown.key("Escape");
    await until("the list is gone", async () => !(await isTold()));
    assert.equal((await ours()).length, 1, "the tab is there");
  });

  it("is opened anew where somebody went to another page in it", async () => {
    const tab = await opened("garam", removes);
    await tab.clickButton();
    const first = await apart();
    await first.goto("https://keras.example/lain");
    await until("it is ours no more", async () => (await ours()).length === 0);
    await browser.inBackground(async () => {
      const kept = /** @type {any[]} */ (Object.values(await chrome.storage.session.get(null)));
      await chrome.tabs.update(kept.find((one) => one?.source).source, { active: true });
    });
    await tab.clickButton();
    await apart();
    assert.equal((await ours()).length, 1);
    assert.equal(await first.evaluate(() => location.href), "https://keras.example/lain");
  });

  it("outlives a reload, is used again by the next click, and leads back to its page", async () => {
    const tab = await opened("garam", removes);
    await tab.clickButton();
    const shown = await apart();
    await shown.evaluate(() => {
      Object.assign(globalThis, { before: true });
      location.reload();
    });
    const isFresh = () => shown.evaluate(() => !("before" in globalThis)).catch(() => false);
    await until("it is loaded anew", isFresh);
    await hears(shown, TITLE);
    await hearsArticle(shown);

    await shown.evaluate(() => {
      Object.assign(globalThis, { before: true });
    });
    const source = await browser.inBackground(async () => {
      const kept = /** @type {any[]} */ (Object.values(await chrome.storage.session.get(null)));
      const note = kept.find((one) => one?.source);
      await chrome.tabs.update(note.source, { active: true });
      return note.source;
    });
    await tab.clickButton();
    await until("it is loaded anew", isFresh);
    await hears(shown, TITLE);
    assert.equal((await ours()).length, 1);

    // It goes while the key is still down.
    await shown.key("Escape").catch(() => {});
    await until("it is gone", async () => (await ours()).length === 0);
    const active = await browser.inBackground(async () => {
      const [one] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return one?.id;
    });
    assert.equal(active, source);
    const left = await until("its reading is forgotten", () =>
      browser.inBackground(async () => {
        const keys = Object.keys(await chrome.storage.session.get(null));
        return keys.some((key) => /^(handed|reading):/.test(key)) ? null : "forgotten";
      }),
    );
    assert.equal(left, "forgotten");
  });

  it("shows and saves what finds no room in the browser's memory", async () => {
    await browser.inBackground(async () => {
      for (let part = 0; part < 10; part += 1) {
        await chrome.storage.session.set({ [`isi${part}`]: "x".repeat(1_040_000) }).catch(() => {});
      }
      for (let part = 0; part < 200; part += 1) {
        await chrome.storage.session.set({ [`sisa${part}`]: "x".repeat(2000) }).catch(() => {});
      }
    });
    try {
      const tab = await opened("garam", removes);
      await tab.clickButton();
      const shown = await apart();
      await hearsArticle(shown);
      await save(shown);
      assert.equal((await records())[0]?.title, TITLE);
    } finally {
      await browser.inBackground(async () => {
        const keys = Object.keys(await chrome.storage.session.get(null));
        await chrome.storage.session.remove(keys.filter((key) => /^(isi|sisa)/.test(key)));
      });
    }
  });

  it("belongs to one tab alone", async () => {
    const tab = await opened("garam", removes);
    await tab.clickButton();
    const shown = await apart();
    const copy = await openedAt(shown.url());
    await hears(copy, words("tabGone"));
    await hears(shown, TITLE);
  });

  it("brings the article's other pages through the page", async () => {
    const pages = ["generic/paged", "generic/paged-2", "generic/paged-3"].map(fixture);
    for (const one of pages) serve(world.server, one);
    const [first] = pages;
    assert.ok(first);
    world.server.put(first.url, { body: `${removes}${first.body.toString("utf8")}` });
    const tab = await openedAt(first.url);
    await tab.clickButton();
    const shown = await browser.opened("tab/tab.html");
    tabs.push(shown);
    await hears(shown, words("allPagesLoaded", 3));
    const last = pages.at(-1)?.expected.blocks.at(-1)?.text ?? "";
    assert.ok(last && everyWord(await shown.heard()).includes(squeezed(last)));
    await save(shown);
    assert.equal((await records())[0]?.pages, null);
  });

  it("does not open outside of a private window: where it can't open there, the button says why", async () => {
    await browser.allowPrivate();
    world.server.put(`${PLACE}rahasia`, page(removes));
    const tab = await browser.openPrivate(`${PLACE}rahasia`);
    tabs.push(tab);
    await tab.clickButton();
    if (browser.ownPagesInPrivate) {
      const shown = await apart();
      await hearsArticle(shown);
      assert.ok(await shown.evaluate(() => chrome.extension.inIncognitoContext), "it is a tab of that window");
      assert.deepEqual(await records(), []);
      return;
    }
    const title = await until("the button has a sign", () =>
      browser.inBackground(async () => {
        for (const { id, incognito } of await chrome.tabs.query({})) {
          if (incognito && (await chrome.action.getBadgeText({ tabId: id })))
            return chrome.action.getTitle({ tabId: id });
        }
        return null;
      }),
    );
    assert.equal(title, words("refusedHidden"));
    assert.deepEqual(await ours(), []);
  });
});
