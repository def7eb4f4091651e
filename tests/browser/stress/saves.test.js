// @ts-check
/** A browser that is killed at any moment while articles are saved has every one that was confirmed, and none by halves. */

import { after, before, describe, it } from "node:test";
import { fixture, serve } from "../support/fixtures.js";
import { checkSaves, confirmed, saveWithoutEnd } from "../support/saves.js";
import { until } from "../support/wait.js";
import { makeWorld, read } from "../support/world.js";

/** @import { Browser } from "../support/browser.js" */

const ROUNDS = 20;
/** The moments are spread over so long after the first save, in milliseconds: some dozens of saves. */
const LONGEST = 1500;

const market = fixture("kontan/desk-market");
const PLACE = "https://kebun.example/kemiri";

/** @type {Awaited<ReturnType<typeof makeWorld>>} */
let world;
/** @type {Browser} */
let browser;

before(async () => {
  world = await makeWorld();
  serve(world.server, market);
  world.server.put(PLACE, { body: market.body.toString("utf8").replaceAll(market.url, PLACE) });
  browser = await world.browser();
});
after(() => world?.end());

describe("a browser that is killed in the middle of saves", () => {
  it(`has every save that was confirmed, and nothing by halves, at ${ROUNDS} random moments`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tab = await browser.open(PLACE);
      await read(tab);
      await saveWithoutEnd(browser, tab, PLACE, round * 1000);
      await until("the first save is confirmed", async () => (await confirmed(tab)).length > 0);
      const moment = Math.random() * LONGEST;
      await new Promise((resolve) => setTimeout(resolve, moment));
      const done = await confirmed(tab);
      await world.kill(browser);
      browser = await world.browser();
      await checkSaves(browser, PLACE, done);
      console.log(`killed ${Math.round(moment)} ms after the first save: ${done.length} confirmed saves are there`);
    }
  });
});
