// @ts-check
/** Pictures that come late: what is being read stays where it is. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { until } from "./support/wait.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const page = fixture("generic/pictures");

/** As large as they are; what the page says of them stands in it. @type {Record<string, [number, number]>} */
const SIZES = { gudang: [1200, 800], ceri: [320, 240], rak: [1200, 800], bibit: [600, 900] };

/** The one that never comes. */
const LOST = "hilang";

/** What is taken for standing still, in pixels: less than can be seen. */
const STILL = 1;

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;
/** Lets each picture come. @type {Record<string, () => void>} */
const arrive = {};

/** @param {string} name */
const address = (name) => new URL(`/foto/${name}.svg`, page.url).href;

before(async () => {
  world = await makeWorld();
  serve(world.server, page);
  for (const name of [...Object.keys(SIZES), LOST]) {
    const [width, height] = SIZES[name] ?? [0, 0];
    world.server.put(address(name), {
      body: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#789" d="M0 0h2000v2000H0z"/></svg>`,
      headers: { "content-type": "image/svg+xml" },
      broken: name === LOST,
      after: new Promise((resolve) => {
        arrive[name] = () => resolve(null);
      }),
    });
  }
  browser = await world.browser();
});
after(() => {
  for (const one of Object.values(arrive)) one();
  return world?.end();
});

/** Scrolls so that a picture, or the text behind it, begins at a part of the view. */
const scrollTo = (/** @type {string} */ name, /** @type {"picture" | "text"} */ what, /** @type {number} */ part) =>
  tab.inReader(
    (root, wanted) => {
      const dialog = /** @type {HTMLElement} */ (root.querySelector("dialog"));
      const image = /** @type {HTMLElement} */ (root.querySelector(`img[src*="${wanted.name}"]`));
      const block = image.closest(".body > *");
      const target = /** @type {Element} */ (wanted.what === "picture" ? image : block?.nextElementSibling);
      dialog.scrollTop += target.getBoundingClientRect().top - dialog.clientHeight * wanted.part;
    },
    { name, what, part },
  );

/** Where all that is text stands: in the article and in the view. */
const places = () =>
  tab.inReader((root) => {
    const scrolled = /** @type {HTMLElement} */ (root.querySelector("dialog")).scrollTop;
    return [...root.querySelectorAll("h1, .body > p, figcaption")].map((one) => {
      const { top } = one.getBoundingClientRect();
      return { text: one.textContent.slice(0, 24), inView: top, inArticle: top + scrolled };
    });
  });

/** What has moved of those that `counts` takes. */
async function moved(
  /** @type {Awaited<ReturnType<typeof places>>} */ before,
  /** @type {"inView" | "inArticle"} */ side,
  /** @type {(top: number) => boolean} */ counts = () => true,
) {
  const now = await places();
  assert.equal(now.length, before.length);
  return now.flatMap((one, index) => {
    const then = before[index]?.[side] ?? 0;
    return counts(before[index]?.inView ?? 0) && Math.abs(one[side] - then) > STILL
      ? [`"${one.text}" went from ${then} to ${one[side]}`]
      : [];
  });
}

/** Waits until the picture is asked for, and until it is there, or gone. */
async function comes(/** @type {string} */ name) {
  await until(`${name} is asked for`, async () =>
    world.server.asked.some(({ url, kind }) => kind === "image" && url === address(name)),
  );
  const before = await places();
  arrive[name]?.();
  await until(`${name} is there`, () =>
    tab.inReader((root, wanted) => {
      const image = root.querySelector(`img[src*="${wanted}"]`);
      return !image || image.classList.contains("there");
    }, name),
  );
  return before;
}

describe("pictures that come late", () => {
  before(async () => {
    tab = await browser.open(page.url);
    await tab.resize(1280, 800);
    await read(tab);
  });
  after(() => tab?.close());

  it("move nothing where the page has told their size, whether large or small", async () => {
    for (const name of ["gudang", "ceri"]) {
      await scrollTo(name, "picture", 0.1);
      const before = await comes(name);
      assert.deepEqual(await moved(before, "inArticle"), [], name);
    }
    const [large, small] = await tab.inReader((root) =>
      [...root.querySelectorAll(".body img")].slice(0, 2).map((one) => one.getBoundingClientRect().width),
    );
    assert.ok(Number(large) > 500, `${large}: as wide as the column`);
    assert.equal(small, 320);
  });

  it("do not move what is read below them, where nothing is told", async () => {
    await scrollTo("rak", "text", 0.3);
    const before = await comes("rak");
    assert.deepEqual(await moved(before, "inView", (top) => top > 240 && top < 800), []);
    assert.notDeepEqual(await moved(before, "inArticle"), [], "the place that was kept was of another size");
  });

  it("do not move what is read above them", async () => {
    await scrollTo("bibit", "picture", 0.6);
    const before = await comes("bibit");
    assert.deepEqual(await moved(before, "inView", (top) => top < 480), []);
    assert.notDeepEqual(await moved(before, "inArticle"), [], "the place that was kept was of another size");
  });

  it("do not move what is read when they never come", async () => {
    await scrollTo(LOST, "text", 0.3);
    const before = await comes(LOST);
    assert.deepEqual(await moved(before, "inView", (top) => top > 240 && top < 800), []);
    assert.notDeepEqual(await moved(before, "inArticle"), [], "its place is gone");
  });
});
