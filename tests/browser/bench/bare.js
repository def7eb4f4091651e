// @ts-check
/**
 * A Chromium without the extension, for measuring: the engine's script runs in an isolated world of the page, as a
 * content script does, and nothing else of ours is there.
 */

import { chromium } from "playwright-core";

/** Where the browser is; `cargo xtask` finds or installs it. */
const PROGRAM = process.env.SARING_CHROMIUM ?? "/usr/bin/chromium";

/** The page runs no script and loads nothing; the clock is exact only in a page that shares its process with nobody. */
export const HEADERS = {
  "content-security-policy": "default-src 'none'; script-src 'unsafe-eval' 'wasm-unsafe-eval'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/**
 * @typedef {{run: <T>(expression: string) => Promise<T>}} World a world of scripts beside the page's own
 * @typedef {{world: () => Promise<World>, scriptsOff: () => Promise<void>, goto: (url: string) => Promise<void>, close: () => Promise<void>}} Page
 * @typedef {{version: string, page: () => Promise<Page>, close: () => Promise<void>}} Bare
 */

/**
 * @param {number} port of the local server that plays all sites
 * @returns {Promise<Bare>}
 */
export async function openBare(port) {
  const browser = await chromium.launch({
    executablePath: PROGRAM,
    headless: false,
    chromiumSandbox: false,
    args: [
      "--headless=new",
      "--js-flags=--expose-gc",
      // Every host is our server; no name is looked up and nothing leaves the machine.
      `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
      "--ignore-certificate-errors",
      "--no-default-browser-check",
    ],
  });
  return {
    version: browser.version(),
    async page() {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      return {
        async goto(url) {
          await page.goto(url, { waitUntil: "load", timeout: 60_000 });
        },
        async scriptsOff() {
          await session.send("Emulation.setScriptExecutionDisabled", { value: true });
        },
        async world() {
          const { frameTree } = await session.send("Page.getFrameTree");
          const frameId = frameTree.frame.id;
          const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId });
          return {
            async run(expression) {
              const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
                expression,
                contextId: executionContextId,
                awaitPromise: true,
                returnByValue: true,
              });
              if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
              return result.value;
            },
          };
        },
        async close() {
          await context.close();
        },
      };
    },
    async close() {
      await browser.close();
    },
  };
}
