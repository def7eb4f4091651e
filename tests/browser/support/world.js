// @ts-check
/** @import { Browser, Tab } from "./browser.js" */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BROWSER, openBrowser } from "./browser.js";
import { DIST } from "./fixtures.js";
import { startServer } from "./server.js";
import { unpack } from "./unzip.js";
import { until } from "./wait.js";

/**
 * A folder of its own, the extension unpacked from its package, a server that plays the sites, and browsers that are
 * closed when the world ends.
 *
 * An extension speaks the language of its browser, and many systems' browsers speak English alone. So, for words in
 * Indonesian, the copy is left with its default language and no other; nothing else is changed.
 *
 * @param {"id" | "en"} [language]
 * @param {(folder: string) => Promise<void>} [change] what else is to be changed in the copy
 */
export async function makeWorld(language = "id", change) {
  const folder = await mkdtemp(join(tmpdir(), "saring-test-"));
  const extension = join(folder, "extension");
  await unpack(join(DIST, `saring-${BROWSER}.zip`), extension);
  if (language === "id") await rm(join(extension, "_locales/en"), { recursive: true });
  await change?.(extension);
  const server = await startServer();
  /** @type {Set<Browser>} */
  const open = new Set();
  return {
    folder,
    extension,
    server,
    /** A browser on the one profile, which outlives it. */
    async browser() {
      const browser = await openBrowser({ extension, profile: join(folder, "profile"), port: server.port, language });
      open.add(browser);
      return browser;
    },
    /** Ends the browser as a crash would. @param {Browser} browser */
    async kill(browser) {
      open.delete(browser);
      await browser.kill();
    },
    async end() {
      await Promise.all([...open].map((browser) => browser.close().catch(() => {})));
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Clicks the button and waits until the reader is drawn. @param {Tab} tab */
export async function read(tab) {
  await tab.clickButton();
  await until("the reader opens", () => tab.hasReader());
  return until("the reader is drawn", async () => {
    const heard = await tab.heard();
    return heard.some((one) => one.role === "heading" && one.level === 1 && one.name) ? heard : null;
  });
}
