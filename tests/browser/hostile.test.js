// @ts-check
/** Pages that attack whoever shows their content: our own set, each visited from the click to the library. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ATTACKS } from "./hostile/attacks.js";
import { readCases } from "./hostile/cases.js";
import { readNatively } from "./hostile/cli.js";
import { spoil } from "./hostile/control.js";
import { judge } from "./hostile/musts.js";
import { visit } from "./hostile/visit.js";
import { ROOT } from "./support/fixtures.js";
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
