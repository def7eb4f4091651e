// @ts-check
/** Who may ask what of whom, and what our own pages may do: nothing that they need not. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture } from "./support/fixtures.js";
import { storedRecords } from "./support/stored.js";
import { until } from "./support/wait.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const market = fixture("kontan/desk-market");
const FRAMED = market.url.replace(/[^/]*$/, "bingkai");
/** Removes the reader at once, so that the article is shown in a tab. */
const REMOVES = `<script>new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === "div") node.remove();
}).observe(document.documentElement, { childList: true });</script>`;

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let page;
/** @type {Tab} */
let apart;
/** @type {Tab} */
let library;

before(async () => {
  world = await makeWorld();
  const body = `${REMOVES}${market.body.toString("utf8")}<iframe src="${FRAMED}"></iframe>`;
  world.server.put(market.url, { body, headers: { "content-security-policy": "script-src 'unsafe-inline'" } });
  world.server.put(FRAMED, "<!doctype html><title>Bingkai</title>");
  browser = await world.browser();
  page = await browser.open(market.url);
  await page.clickButton();
  apart = await browser.opened("tab/tab.html");
  await until("the article is there", async () =>
    (await apart.heard()).some((one) => one.level === 1 && one.name === market.expected.title),
  );
  library = await browser.open(browser.address("library/library.html"));
});
after(() => world?.end());

/** What the background says to a page of ours; nothing where it does not answer. @param {Tab} tab @param {object} request */
function said(tab, request) {
  return tab.evaluate(
    async (message) => (await chrome.runtime.sendMessage(message).catch(() => null)) ?? null,
    request,
  );
}

/**
 * What our script in a page is told, in the frame of that number; the click on the page lets us in.
 *
 * @param {object} request
 * @param {"page" | "frame"} where
 */
function saidInPage(request, where = "page") {
  return browser.inBackground(
    async ({ request, where }) => {
      const kept = /** @type {any[]} */ (Object.values(await chrome.storage.session.get(null)));
      const tabId = kept.find((one) => one?.source).source;
      const results = await chrome.scripting.executeScript({
        target: { tabId, allFrames: true },
        args: [request, where === "page"],
        func: async (message, inTop) => {
          if ((window === top) !== inTop) return null;
          return { answer: (await chrome.runtime.sendMessage(message).catch(() => null)) ?? null };
        },
      });
      return results.map(({ result }) => result).find(Boolean) ?? null;
    },
    { request, where },
  );
}

const record = { ...market.expected, trace: undefined };
const everything = [
  { kind: "save", reading: record },
  { kind: "unsave", id: market.expected.canonical },
  { kind: "find-record", id: market.expected.canonical },
  { kind: "mark", id: "x", add: [], remove: [] },
  { kind: "open-library", id: 7 },
  { kind: "timing", steps: {}, at: 0 },
  { kind: "prepare-elsewhere" },
  { kind: "take-over", reading: record },
  { kind: "say-apart", said: "broken" },
  { kind: "handed", token: "x" },
  { kind: "give-back" },
  { kind: "mend" },
  { kind: "change-own", ids: ["x"], change: { note: "x" } },
  { kind: "remove", ids: ["x"] },
  { kind: "restore", records: [{ id: "x", stored: "{}" }] },
  { kind: "exported", records: 1 },
  { kind: "dismiss", what: "reminder" },
  { kind: "settings" },
  { kind: "change-settings", change: { length: "long" } },
];

describe("the background", () => {
  it("answers our script in a page only what such a script asks", async () => {
    for (const request of everything.filter(({ kind }) =>
      [
        "handed",
        "give-back",
        "mend",
        "change-own",
        "remove",
        "restore",
        "exported",
        "dismiss",
        "timings",
        "constructor",
        "__proto__",
      ].includes(kind),
    )) {
      assert.deepEqual(await saidInPage(request), { answer: null }, request.kind);
    }
    assert.deepEqual(await saidInPage({ kind: "find-record", id: "x" }), { answer: { ok: true, value: null } });
  });

  it("answers nothing to a frame of a page", async () => {
    for (const request of everything) {
      assert.deepEqual(await saidInPage(request, "frame"), { answer: null }, request.kind);
    }
  });

  it("answers the tab that shows an article only what such a tab asks", async () => {
    const others = ["prepare-elsewhere", "take-over", "say-apart", "mend", "change-own", "remove", "restore"];
    for (const kind of [...others, "exported", "dismiss"]) {
      const request = everything.find((one) => one.kind === kind);
      assert.equal(await said(apart, request ?? {}), null, kind);
    }
    assert.equal((await said(apart, { kind: "handed", token: "x" }))?.value, null);
  });

  it("answers the library only what the library asks", async () => {
    for (const kind of ["save", "unsave", "mark", "take-over", "handed", "give-back", "prepare-elsewhere", "timing"]) {
      const request = everything.find((one) => one.kind === kind);
      assert.equal(await said(library, request ?? {}), null, kind);
    }
    assert.deepEqual(await said(library, { kind: "remove", ids: ["x"] }), { ok: true, value: 0 });
    for (const ids of [undefined, "x", [7], {}]) {
      for (const request of [{ kind: "remove" }, { kind: "change-own", change: {} }]) {
        assert.equal(
          (await said(library, { ...request, ids }))?.code,
          "bad-record",
          JSON.stringify({ ...request, ids }),
        );
      }
    }
    for (const records of [
      undefined,
      "x",
      [null],
      [{ id: "x" }],
      [{ id: 7, stored: "{}" }],
      [{ id: "x", stored: 7 }],
    ]) {
      assert.equal((await said(library, { kind: "restore", records }))?.code, "bad-record", JSON.stringify(records));
    }
    for (const request of [
      { kind: "exported", records: -1 },
      { kind: "exported", records: "1" },
      { kind: "dismiss", what: "x" },
    ]) {
      assert.equal((await said(library, request))?.code, "bad-request", JSON.stringify(request));
    }
    for (const request of [null, 7, "mend", {}, { kind: "toString" }, { kind: ["mend"] }, { kind: "__proto__" }]) {
      assert.notEqual((await said(library, /** @type {any} */ (request)))?.ok, true, JSON.stringify(request));
    }
  });

  it("takes back only what that very tab has saved", async () => {
    const asked = { kind: "unsave", id: market.expected.canonical };
    for (const id of [asked.id, "x", 7, null]) {
      assert.deepEqual(await saidInPage({ ...asked, id }), { answer: { ok: false, code: "changed-since" } });
    }
    assert.equal((await said(apart, asked))?.code, "changed-since");
  });

  it("takes no article of another site, and no address that is none", async () => {
    for (const url of ["https://lain.example/a", "http://investasi.kontan.co.id/a", "javascript:1", "", 7, null]) {
      for (const request of [
        { kind: "save", reading: { ...record, url } },
        { kind: "take-over", reading: { ...record, url } },
      ]) {
        assert.deepEqual(await saidInPage(request), { answer: { ok: false, code: "bad-record" } }, String(url));
      }
      const reply = await said(apart, { kind: "save", reading: { ...record, url } });
      assert.deepEqual(reply, { ok: false, code: "bad-record" }, String(url));
    }
    for (const reading of [
      { url: market.url, title: "Tanpa isi" },
      { ...record, canonical: "data:,x" },
    ]) {
      assert.deepEqual(await saidInPage({ kind: "take-over", reading }), { answer: { ok: false, code: "bad-record" } });
    }
    assert.deepEqual(await saidInPage({ kind: "say-apart", said: "<b>" }), {
      answer: { ok: false, code: "bad-request" },
    });
    assert.deepEqual(await storedRecords(browser), {});
  });
});

describe("marks", () => {
  const { canonical: id, blocks } = market.expected;
  const other = "https://lain.example/a";
  const at = blocks.findIndex(({ kind }) => kind === "paragraph");
  const text = blocks[at]?.text ?? "";
  const made = "2026-01-02T03:04:05.000Z";
  const mark = { block: at, start: 0, end: 5, text: text.slice(0, 5), before: "", after: text.slice(5, 45), made };
  before(async () => {
    assert.equal((await saidInPage({ kind: "save", reading: record }))?.answer.ok, true);
    await browser.inBackground(
      async ({ id, other }) => {
        const key = `record:${id}`;
        const kept = /** @type {string} */ ((await chrome.storage.local.get(key))[key]);
        const copy = JSON.parse(kept);
        copy.own.note = "Rahasia";
        copy.own.tags = ["rahasia"];
        const foreign = { ...copy, id: other, url: other };
        await chrome.storage.local.set({ [key]: JSON.stringify(copy), [`record:${other}`]: JSON.stringify(foreign) });
      },
      { id, other },
    );
  });
  after(() => browser.inBackground(() => chrome.storage.local.clear()));

  it("are made and told of for the page's own site alone, and nothing else is told", async () => {
    for (const ask of [
      (/** @type {object} */ one) => saidInPage(one).then((said) => said?.answer),
      said.bind(null, apart),
    ]) {
      assert.deepEqual(await ask({ kind: "mark", id: other, add: [mark] }), { ok: false, code: "gone" });
      assert.deepEqual(await ask({ kind: "mark", id: "x", add: [mark] }), { ok: false, code: "gone" });
      assert.deepEqual(await ask({ kind: "mark", id: 7 }), { ok: false, code: "gone" });
      assert.deepEqual(await ask({ kind: "mark", id, add: [mark] }), { ok: true, value: [mark] });
      const { ok, value } = await ask({ kind: "find-record", id });
      assert.ok(ok && value.saved && value.updated);
      assert.deepEqual(value, { saved: value.saved, updated: value.updated, marks: [mark] });
      assert.deepEqual((await ask({ kind: "find-record", id: other })).value.marks, []);
    }
    const { [id]: kept, [other]: foreign } = await storedRecords(browser);
    assert.deepEqual([kept.own.marks, foreign.own.marks], [[mark], []]);
    assert.deepEqual([kept.own.note, kept.own.tags], ["Rahasia", ["rahasia"]]);
  });

  it("are no way to anything else of a record, and what is none is not kept", async () => {
    for (const odd of [
      { note: "x" },
      { add: "x" },
      { add: [{}, 7, null] },
      { remove: { length: 3 } },
      { addMarks: [mark] },
    ]) {
      const reply = await saidInPage({ kind: "mark", id, ...odd });
      assert.deepEqual(reply, { answer: { ok: true, value: [mark] } }, JSON.stringify(odd));
    }
    const many = Array.from({ length: 501 }, (_, one) => ({
      ...mark,
      made: new Date(Date.parse(made) + one).toISOString(),
      block: null,
      start: 0,
      end: 0,
    }));
    assert.equal((await saidInPage({ kind: "mark", id, add: many }))?.answer.code, "too-many-marks");
    const { [id]: kept } = await storedRecords(browser);
    assert.deepEqual([kept.own.note, kept.own.marks], ["Rahasia", [mark]]);
  });
});

describe("the line that brings records", () => {
  /** What is answered to each request on one line, or that the line was cut. @param {object[]} requests */
  const talk = (requests) =>
    new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: "import" });
      /** @type {string[]} */
      const answers = [];
      port.onDisconnect.addListener(() => resolve("gone"));
      port.onMessage.addListener(({ ok, code }) => {
        answers.push(ok ? "ok" : code);
        if (answers.length < requests.length) return;
        resolve(answers);
        port.disconnect();
      });
      requests.forEach((request, id) => {
        port.postMessage({ id, request });
      });
    });
  const add = (/** @type {unknown} */ records) => ({ kind: "import-add", records, onlyNew: false });

  it("is held by the library alone, in order, and takes nothing that is no record's text with its line", async () => {
    const begin = [{ kind: "import-begin" }, add([])];
    assert.equal(await apart.evaluate(talk, begin), "gone");
    assert.deepEqual(await library.evaluate(talk, [add([]), { kind: "import-finish" }, { kind: "import-stop" }]), [
      "bad-request",
      "bad-request",
      "bad-request",
    ]);
    const odd = [undefined, "x", [null], [{ stored: "{}" }], [{ stored: "{}", row: { id: "https://lain.example/" } }]];
    const said = await library.evaluate(talk, [{ kind: "import-begin" }]);
    assert.deepEqual(said, ["ok"]);
    assert.deepEqual(
      await library.evaluate(talk, odd.map(add)),
      odd.map(() => "bad-record"),
    );
    assert.deepEqual(await storedRecords(browser), {});
  });
});

describe("the document that reads pages elsewhere", () => {
  it("listens to our script in a page alone, and reads for it that page alone", async () => {
    if (!browser.policyBinds.engine) {
      // Nothing needs it here, and there is none.
      assert.deepEqual(await saidInPage({ kind: "prepare-elsewhere" }), { answer: { ok: false, code: "no-engine" } });
      return;
    }
    assert.deepEqual(await saidInPage({ kind: "prepare-elsewhere" }), { answer: { ok: true, value: true } });
    const talk = (/** @type {object} */ request) =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: "elsewhere" });
        port.onDisconnect.addListener(() => resolve("gone"));
        port.onMessage.addListener(({ ok, code }) => resolve(ok || code));
        port.postMessage({ id: 1, request });
      });
    const copy = { markup: "<p>a</p>", type: "text/html", url: market.url, base: market.url, loaded: [] };
    assert.equal(await library.evaluate(talk, { kind: "read", page: copy }), "gone");
    assert.equal(await apart.evaluate(talk, { kind: "read", page: copy }), "gone");
    const inPage = (/** @type {object} */ request) =>
      browser.inBackground(async (message) => {
        const kept = /** @type {any[]} */ (Object.values(await chrome.storage.session.get(null)));
        const tabId = kept.find((one) => one?.source).source;
        const [found] = await chrome.scripting.executeScript({
          target: { tabId },
          args: [message],
          func: (asked) =>
            new Promise((resolve) => {
              const port = chrome.runtime.connect({ name: "elsewhere" });
              port.onDisconnect.addListener(() => resolve("gone"));
              port.onMessage.addListener(({ ok, code }) => resolve(ok || code));
              port.postMessage({ id: 1, request: asked });
            }),
        });
        return found?.result;
      }, request);
    assert.equal(await inPage({ kind: "read", page: copy }), true);
    for (const page of [{ ...copy, url: "https://lain.example/" }, { ...copy, markup: 7 }, { ...copy, url: 7 }, null]) {
      assert.equal(await inPage({ kind: "read", page }), "bad-request", JSON.stringify(page));
    }
    assert.equal(await inPage({ kind: "add", markup: "<p>a</p>", url: market.url }), "bad-request");
    assert.equal(await inPage({ kind: "toString" }), "bad-request");
  });
});

describe("our own pages", () => {
  it("fetch nothing, run nothing from text, and stand in no frame", async () => {
    const before = world.server.asked.length;
    for (const tab of [apart, library]) {
      const done = await tab.evaluate(async () => {
        const tried = (/** @type {() => unknown} */ work) =>
          Promise.resolve()
            .then(work)
            .then(
              () => "done",
              () => "refused",
            );
        const loaded = (/** @type {string} */ name, /** @type {string} */ key) =>
          new Promise((resolve) => {
            const one = /** @type {any} */ (document.createElement(name));
            one.onload = () => resolve("done");
            one.onerror = () => resolve("refused");
            // Firefox says nothing of what it has not even begun.
            setTimeout(() => resolve("nothing"), 1000);
            one[key] = "https://luar.example/berkas";
            if (name === "link") one.rel = "stylesheet";
            document.body.append(one);
          });
        return Promise.all([
          tried(() => fetch("https://luar.example/data")),
          tried(() => new Function("return 1")()),
          loaded("script", "src"),
          loaded("link", "href"),
          tried(() => new WebSocket("wss://luar.example/")).then((said) => said),
        ]);
      });
      const [data, text, ...files] = done.slice(0, 4);
      assert.deepEqual([data, text], ["refused", "refused"]);
      assert.ok(!files.includes("done"), JSON.stringify(files));
    }
    const asked = world.server.asked.slice(before).filter(({ url }) => url.includes("luar.example"));
    assert.deepEqual(asked, []);
    const framed = await page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const frame = document.createElement("iframe");
          frame.addEventListener("load", () => {
            // A frame that was refused holds an error page of another origin, and nothing that could answer.
            resolve(frame.contentDocument === null ? "foreign" : "ours");
          });
          setTimeout(() => resolve("nothing"), 2000); // Firefox does not even begin
          frame.src = address;
          document.body.append(frame);
        }),
      browser.address("library/library.html"),
    );
    assert.notEqual(framed, "ours");
    const contexts = await browser.inBackground(async () =>
      (await chrome.runtime.getContexts({})).map((one) => one.frameId),
    );
    assert.ok(
      contexts.every((frameId) => frameId <= 0),
      JSON.stringify(contexts),
    );
  });

  it("tell no site which article is being read", async () => {
    const pictures = world.server.asked.filter(({ kind }) => kind === "image");
    await apart.evaluate(() => location.reload());
    const asked = () => world.server.asked.filter(({ kind }) => kind === "image").slice(pictures.length);
    await until("the tab asks for its pictures", () => asked().length > 0);
    // What is asked for with the first one comes along.
    await until("they are there", () =>
      apart.evaluate(
        () => [...document.querySelectorAll("img")].every((image) => image.complete) && document.images.length > 0,
      ),
    );
    const then = asked();
    for (const { url, referrer } of then) assert.equal(referrer, undefined, url);
    const links = await apart.evaluate(() =>
      [...document.querySelectorAll("main a[href^=http]")].map((link) => [
        link.getAttribute("rel"),
        link.getAttribute("referrerpolicy"),
      ]),
    );
    assert.ok(links.length > 0);
    for (const [rel, policy] of links) assert.deepEqual([rel, policy], ["noopener noreferrer", "no-referrer"]);
  });
});

describe("what no person did", () => {
  it("does nothing, in the page and in the tab", async () => {
    const calm = market.url.replace(/[^/]*$/, "tenang");
    world.server.put(calm, { body: market.body });
    const tab = await browser.open(calm);
    await read(tab);
    const before = await browser.inBackground(async () => (await chrome.tabs.query({})).length);
    const act = (/** @type {ParentNode} */ root) => {
      const parts = [...root.querySelectorAll("button, .bar a, summary, .sentence, [tabindex]")];
      for (const part of parts) {
        if (part instanceof HTMLElement && part.localName !== "summary") part.click();
        for (const key of ["Enter", "Escape", " "]) {
          part.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
        }
      }
      return parts.length;
    };
    assert.ok((await tab.inReader(/** @type {any} */ (act))) > 5);
    await apart.run(`(${act})(document)`);
    assert.ok(await tab.hasReader());
    assert.ok(await apart.evaluate(() => document.querySelector("button.save")?.isConnected));
    const then = await browser.inBackground(async () => (await chrome.tabs.query({})).length);
    assert.equal(then, before);
    assert.deepEqual(await storedRecords(browser), {});
  });
});
