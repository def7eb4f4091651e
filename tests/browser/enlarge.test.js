// @ts-check
/** Pictures: enlarged by a press, where that shows more of them, and gone again without a trace. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixture, serve } from "./support/fixtures.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";
import { makeWorld, read } from "./support/world.js";

/** @import { Browser, Tab } from "./support/browser.js" */

const words = wordsOf("id");
const market = fixture("kontan/desk-market");

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
  tab = await browser.open(market.url);
  await read(tab);
});
after(() => world?.end());

/** The button that a picture is. */
const enlargeable = async () =>
  (await tab.heard()).find(({ role, name }) => role === "button" && name.startsWith(words("enlarge")));

/** The picture in the whole window: its width in pixels, and that of its own. */
const large = () =>
  tab.inReader((root) => {
    const image = root.querySelector(".enlarged img");
    if (!(image instanceof HTMLImageElement)) return null;
    const { width, height } = image.getBoundingClientRect();
    return { width, height, own: image.naturalWidth, view: innerWidth };
  });

describe("a picture", () => {
  it("fills the window after a press, and goes by Escape", async () => {
    const name = (await until("a picture can be enlarged", enlargeable)).name;
    assert.ok(name.length > words("enlarge").length + 2, "it says what it shows");
    const before = await tab.inReader((root) => root.querySelector(".enlargeable")?.getBoundingClientRect().width ?? 0);
    await tab.press("button", name);
    const filling = await until("it is large", large);
    assert.ok(filling.width > before * 1.15, `${filling.width} px instead of ${before}`);
    await tab.key("Escape");
    await until("it is gone", async () => !(await large()));
    assert.ok(await tab.hasReader(), "the reader stays");
    const focused = await tab.inReader((root) => root.activeElement?.classList.contains("enlargeable"));
    assert.ok(focused, "the focus is back on the picture");
  });

  it("is enlarged by key, has a button that closes it, and lets no key through to the reader", async () => {
    await tab.key("Enter");
    await until("it is large", large);
    // The reader's colours are not those around a picture: the ring of the focus has those of the button that it stands in.
    const ring = await tab.inReader((root) => {
      const { color, outlineColor, outlineOffset } = getComputedStyle(
        /** @type {Element} */ (root.querySelector(".enlarged-close")),
      );
      return { isSeen: color === outlineColor, offset: Number.parseFloat(outlineOffset) };
    });
    assert.ok(ring.isSeen && ring.offset < 0, JSON.stringify(ring));
    await tab.key("s");
    await tab.key("?");
    await tab.press("button", words("close"));
    await until("it is gone", async () => !(await large()));
    const heard = await tab.heard();
    assert.ok(
      heard.some(({ name }) => name === words("save")),
      "nothing was saved",
    );
    assert.ok(!heard.some(({ role, name }) => role === "group" && name === words("keysList")));
  });

  it("is in its own size after another press, where the window has no room for it", async () => {
    await tab.resize(420, 800);
    const name = (await until("a picture can be enlarged", enlargeable)).name;
    await tab.press("button", name);
    const filling = await until("it is large", large);
    assert.ok(filling.width <= filling.view + 1);
    const shown = (await tab.heard()).find((one) => /^im(g|age)$|graphic/.test(one.role) && name.endsWith(one.name));
    assert.ok(shown, "it is heard as a picture");
    await tab.press(shown.role, shown.name);
    await until("it has its own size", async () => {
      const now = await large();
      return now !== null && now.width === now.own;
    });
    await tab.key("Escape");
    await until("it is gone", async () => !(await large()));
    await tab.resize(1280, 800);
  });

  it("is no button where there is no more of it than is shown", async () => {
    const own = await tab.inReader((root) => {
      const shown = [...root.querySelectorAll("img")].filter((image) => image.clientWidth > 0);
      return shown.map((image) => ({
        button: image.getAttribute("role") === "button",
        more: image.naturalWidth >= image.clientWidth * 1.15,
      }));
    });
    assert.ok(own.length > 0);
    for (const { button, more } of own) assert.equal(button, more);
  });
});
