// @ts-check
/** Pages that attack whoever shows their content: our own set, each visited from the click to the library. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { csvOf } from "../../extension/reader/facts.js";
import { copyOf } from "../../extension/reader/summary.js";
import { ATTACKS } from "./hostile/attacks.js";
import { readCases } from "./hostile/cases.js";
import { readNatively } from "./hostile/cli.js";
import { spoil } from "./hostile/control.js";
import { judge } from "./hostile/musts.js";
import { visit } from "./hostile/visit.js";
import { ROOT } from "./support/fixtures.js";
import { wordsOf } from "./support/words.js";
import { makeWorld } from "./support/world.js";

const PAGES = join(ROOT, "tests/pages/hostile");

/** The attacks of these pages work at once, and so does the reader. */
const PACE = { loaded: 50, shown: 100 };

const cases = await readCases(PAGES);

/**
 * A browser whose one tab visits page after page.
 *
 * @param {(extension: string) => Promise<void>} [change] what is done to the unpacked copy first
 */
async function visitor(change) {
  const world = await makeWorld();
  await change?.(world.extension);
  const browser = await world.browser();
  await browser.faults(); // from now on they are gathered
  const tab = await browser.open("about:blank");
  return {
    end: world.end,
    /** What does not hold of a page. @param {(typeof cases)[number]} listed */
    async faults({ file, ...listed }) {
      const page = { ...listed, body: await readFile(file) };
      const verdicts = judge(page, await visit({ browser, server: world.server, tab }, page, PACE));
      return verdicts.flatMap(({ must, fault }) => (fault ? [`${must}: ${fault}`] : []));
    },
  };
}

describe("the hostile pages", () => {
  it("are what their program writes", async () => {
    for (const { id, page } of ATTACKS) {
      const kept = await readFile(join(PAGES, `pages/${id}.html`), "utf8");
      assert.ok(kept === page, `${id}: run \`node tests/browser/hostile/write.js\``);
    }
    assert.deepEqual(
      cases.map(({ id }) => id),
      ATTACKS.map(({ id }) => id),
    );
  });

  it("are read to their end without a browser", async () => {
    const faults = [];
    for (const { id, file, url } of cases) {
      const { fault } = await readNatively(file, url);
      if (fault) faults.push(`${id}: ${fault}`);
    }
    assert.deepEqual(faults, []);
  });
});

describe("a hostile page", () => {
  /** @type {Awaited<ReturnType<typeof visitor>>} */
  let here;
  before(async () => {
    here = await visitor();
  });
  after(() => here?.end());

  for (const page of cases) {
    it(`${page.id}: ${page.attack}`, async () => {
      assert.deepEqual(await here.faults(page), []);
    });
  }
});

describe("what is copied of a hostile article", () => {
  const text = '=HYPERLINK("https://penguntit.example") naik 5% [tautan](javascript:x) <b> &lt;i&gt;.';
  /** @type {any} */
  const article = {
    title: "Susu](javascript:x) ![a](b)",
    url: "https://warta.invalid/susu_(segar)",
    canonical: "https://warta.invalid/susu_(segar)",
    site: "<img src=x>",
    published: null,
    words: 500,
    blocks: [{ kind: "paragraph", text, spans: [] }],
    summary: { sentences: [{ text, block: 0, start: 0, end: text.length }], short: [], long: [] },
    facts: ["=1+1", "＝1+1", "@SUM(A1)", "-5%"].map((said) => {
      const sentence = { start: 0, end: text.length };
      return { kind: "percent", text: said, block: 0, start: 0, end: 4, value: { value: 5 }, sentence };
    }),
  };

  it("is no formula in a spreadsheet", () => {
    const rows = csvOf(article).split("\r\n").slice(1);
    assert.deepEqual(
      rows.map((row) => row.split(",")[1]),
      ["'=1+1", "'＝1+1", "'@SUM(A1)", "-5%"],
    );
    for (const row of rows) assert.ok(row.includes(`"'=HYPERLINK(""https://penguntit.example"")`), row);
  });

  it("is no link, picture, markup or reference in Markdown but the article's own link", () => {
    const copied = copyOf(article, "markdown", wordsOf("id"), "standard");
    assert.ok(
      copied.startsWith("**[Susu\\](javascript:x) !\\[a\\](b)](https://warta.invalid/susu_%28segar%29)**"),
      copied,
    );
    assert.ok(copied.includes("\\[tautan\\](javascript:x) \\<b\\> \\&lt;i\\&gt;."), copied);
    assert.ok(copied.endsWith("\\<img src=x\\>"), copied);
  });
});

describe("the same with a reader that assigns markup", () => {
  /** @type {Awaited<ReturnType<typeof visitor>>} */
  let here;
  before(async () => {
    here = await visitor(spoil);
  });
  after(() => here?.end());

  // What each page must be caught by: the tests see what they look for.
  for (const [id, must] of /** @type {const} */ ([
    ["address-script", "no-script"],
    ["address-data", "links-only-http"],
    ["picture-fails", "no-script"],
    ["picture-data", "images-only-http"],
    ["picture-counts", "no-request"],
    ["drawing-scripts", "no-markup"],
    ["handler-kept", "no-script"],
    ["letters-body", "no-controls"],
    ["style-inline", "no-inline-style"],
    ["names-ours", "no-page-ids"],
  ])) {
    it(`${id} is caught: ${must}`, async () => {
      const page = cases.find((one) => one.id === id);
      assert.ok(page);
      const faults = await here.faults(page);
      assert.ok(
        faults.some((fault) => fault.startsWith(`${must}:`)),
        faults.join("\n"),
      );
    });
  }
});
