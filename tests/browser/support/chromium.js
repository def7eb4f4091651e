// @ts-check
/** @import { Browser, Heard, Tab, Wanted } from "./browser.js" */
/** @import { BrowserContext, CDPSession, Page, Worker } from "playwright-core" */

import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { until } from "./wait.js";

/**
 * What we need of the browser's own protocol.
 *
 * @typedef {{backendNodeId: number, attributes?: string[], shadowRoots?: Node[], children?: Node[]}} Node
 * @typedef {{value?: any}} AXValue
 * @typedef {{
 *   nodeId: string,
 *   parentId?: string,
 *   childIds?: string[],
 *   ignored: boolean,
 *   role?: AXValue,
 *   name?: AXValue,
 *   description?: AXValue,
 *   properties?: {name: string, value: AXValue}[],
 * }} AXNode
 */

/** Where the browser under test is; `cargo xtask` finds or installs it. */
const PROGRAM = process.env.SARING_CHROMIUM ?? "/usr/bin/chromium";

/** How long a finger rests on what it presses, in milliseconds. */
const HOLD = 40;

/** Roles that only repeat what their parent says. */
const SILENT = new Set(["InlineTextBox", "none", "generic"]);

/** @param {Wanted} wanted @returns {Promise<Browser>} */
export async function openChromium({ extension, profile, port, language = "id", visible = false }) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PROGRAM,
    // The flag below is the new headless mode, the whole browser without a window; extensions need it.
    headless: false,
    ignoreDefaultArgs: [
      "--disable-extensions",
      "--disable-back-forward-cache",
      ...(visible ? ["--enable-automation"] : []),
    ],
    chromiumSandbox: visible && process.getuid?.() !== 0,
    // Extensions take their words from the language of the browser, which on Linux comes from here.
    env: { ...process.env, LANGUAGE: language, LANG: `${language}.UTF-8` },
    viewport: visible ? null : { width: 1280, height: 800 },
    args: [
      ...(visible ? [] : ["--headless=new"]),
      "--enable-unsafe-extension-debugging",
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      `--lang=${language}`,
      `--accept-lang=${language}`,
      // Every host is our server; no name is looked up and nothing leaves the machine.
      `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
      "--ignore-certificate-errors",
      "--no-default-browser-check",
      "--hide-crash-restore-bubble",
    ],
  });
  const browser = context.browser();
  if (!browser) throw new Error("playwright-core gives no browser for this context");
  const debug = await browser.newBrowserCDPSession();
  // Branded Chrome ignores --load-extension, but takes extensions this way.
  let id = await until("the extension starts", () => extensionId(context), 8).catch(() => "");
  if (!id) ({ id } = await debug.send("Extensions.loadUnpacked", { path: extension }));

  /** The browser's own page about extensions, which gathers what goes wrong in them. @type {Page | null} */
  let overseer = null;

  /** The background may sleep at any time, and then wakes as another worker. */
  async function background() {
    const ours = () => context.serviceWorkers().findLast((worker) => worker.url().includes(id));
    return until("the background runs", ours);
  }

  /**
   * Does something on the browser's own page of extensions.
   *
   * @param {(id: string) => Promise<void>} work
   */
  async function inSettings(work) {
    const page = await context.newPage();
    await page.goto("chrome://extensions");
    // Without it an extension that does not come from the store would not start again.
    await page.evaluate(() =>
      /** @type {any} */ (globalThis).chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
    );
    await page.evaluate(work, id);
    await page.close();
  }

  /** @type {Browser} */
  const self = {
    name: "chromium",
    version: browser.version(),
    ownPage: "chrome://version/",
    policyBinds: { engine: true, requests: false },
    scriptsOutlive: true,
    ownPagesInPrivate: false,
    async open(url) {
      const page = await context.newPage();
      const tab = await makeTab(context, debug, page, id);
      if (url) await tab.goto(url);
      return tab;
    },
    async opened(part, seconds) {
      const found = () => context.pages().find((page) => page.url().includes(part));
      const page = await until(`a tab opens at ${part}`, found, seconds);
      await page.waitForLoadState();
      return makeTab(context, debug, page, id);
    },
    async inBackground(work, arg) {
      const worker = await background();
      return worker.evaluate(/** @type {any} */ (work), arg);
    },
    async stopBackground() {
      const [page = await context.newPage()] = context.pages();
      const session = await context.newCDPSession(page);
      await session.send("ServiceWorker.enable");
      await session.send("ServiceWorker.stopAllWorkers");
      await session.detach();
    },
    async reloadExtension() {
      const gone = new Promise((resolve) => background().then((worker) => worker.once("close", resolve)));
      await inSettings((extensionId) => /** @type {any} */ (globalThis).chrome.developerPrivate.reload(extensionId));
      await gone;
      await until("the extension starts again", () => self.inBackground(() => chrome.action.onClicked.hasListeners()));
    },
    address: (path) => `chrome-extension://${id}/${path}`,
    async allowPrivate() {
      await inSettings(async (extensionId) => {
        const settings = /** @type {any} */ (globalThis).chrome.developerPrivate;
        await settings.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
      });
      await until("the extension starts again", () =>
        self.inBackground(() => chrome.extension.isAllowedIncognitoAccess()),
      );
    },
    async openPrivate(url) {
      const opens = context.waitForEvent("page", { timeout: 15_000 });
      await self.inBackground((address) => {
        chrome.windows.create({ incognito: true, url: address });
      }, url);
      const page = await opens;
      await page.waitForURL(url);
      return makeTab(context, debug, page, id);
    },
    async faults() {
      if (!overseer) {
        overseer = await context.newPage();
        await overseer.goto("chrome://extensions");
        await overseer.evaluate(async (extensionId) => {
          const settings = /** @type {any} */ (globalThis).chrome.developerPrivate;
          await settings.updateProfileConfiguration({ inDeveloperMode: true });
          await settings.updateExtensionConfiguration({ extensionId, errorCollection: true });
        }, id);
      }
      return overseer.evaluate(async (extensionId) => {
        const settings = /** @type {any} */ (globalThis).chrome.developerPrivate;
        const { runtimeErrors } = await settings.getExtensionInfo(extensionId);
        await settings.deleteExtensionErrors({ extensionId });
        return runtimeErrors.map((/** @type {any} */ one) => `${one.message} (${one.contextUrl || one.source})`);
      }, id);
    },
    async kill() {
      const { processInfo } = await debug.send("SystemInfo.getProcessInfo");
      const main = processInfo.find((one) => one.type === "browser");
      if (!main) throw new Error("the browser's own process is not known");
      process.kill(main.id, "SIGKILL");
      await self.closed;
    },
    async close() {
      await context.close();
    },
    closed: new Promise((resolve) => context.once("close", () => resolve())),
  };
  // A click before the background has run for the first time would be nobody's.
  await until("the background listens", () => self.inBackground(() => chrome.action.onClicked.hasListeners()));
  return self;
}

/** @param {BrowserContext} context */
function extensionId(context) {
  const worker = context.serviceWorkers().find((one) => one.url().startsWith("chrome-extension://"));
  return worker && new URL(worker.url()).host;
}

/**
 * @param {BrowserContext} context
 * @param {CDPSession} debug
 * @param {Page} page
 * @param {string} id
 * @returns {Promise<Tab>}
 */
async function makeTab(context, debug, page, id) {
  const session = await context.newCDPSession(page);

  /** The tab that holds the page: what the toolbar's button belongs to. */
  async function tabTarget() {
    const { targetInfo } = await session.send("Target.getTargetInfo");
    const { url, browserContextId } = targetInfo;
    const { targetInfos } = await debug.send("Target.getTargets", { filter: [{ type: "tab", exclude: false }] });
    const tabs = targetInfos.filter((one) => one.url === url && one.browserContextId === browserContextId);
    const [only = tabs.find((one) => /** @type {any} */ (one).embedderData?.tabActive)] = tabs.length === 1 ? tabs : [];
    if (!only) throw new Error(`${tabs.length} tabs show ${url}, and none of them is in front`);
    return only.targetId;
  }

  /**
   * The root of our host, which page scripts cannot reach. The debugger holds whatever it was shown: it is made to forget
   * at once, or it would keep every reader in memory. Our host stands beside the body, so that no more is looked at.
   */
  async function root() {
    const { root: document } = await session.send("DOM.getDocument", { depth: 4, pierce: true });
    const found = readerRoot(document);
    await session.send("DOM.disable");
    return found?.backendNodeId ?? null;
  }

  /**
   * A world of our own beside the page's, in which nothing is what the page made of it. It ends with the document.
   *
   * @type {{document: string, context: number} | null}
   */
  let aside = null;
  async function ownWorld() {
    const { frame } = (await session.send("Page.getFrameTree")).frameTree;
    if (aside?.document !== frame.loaderId) {
      const { executionContextId: context } = await session.send("Page.createIsolatedWorld", { frameId: frame.id });
      aside = { document: frame.loaderId, context };
    }
    return aside.context;
  }

  /**
   * In the page's world, and without what playwright-core adds: it would pass for a deed of a person.
   *
   * @param {string} expression
   */
  async function evaluated(expression) {
    const options = { expression, returnByValue: true, awaitPromise: true, allowUnsafeEvalBlockedByCSP: false };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** @type {Tab} */
  const tab = {
    async goto(url) {
      await page.goto(url);
    },
    async back() {
      await evaluated("history.back()");
    },
    async clickButton() {
      // A page may change its address while it is looked for.
      const targetId = await until("the page's tab is known", tabTarget, 5);
      await debug.send("Extensions.triggerAction", { id, targetId });
    },
    evaluate: (work, arg) => evaluated(`(${work})(${JSON.stringify(arg) ?? ""})`),
    run: (source) => evaluated(`{ ${source}\n }`),
    value: evaluated,
    async inReader(work, arg) {
      const backendNodeId = await until("the reader is there", root);
      const executionContextId = await ownWorld();
      const where = { backendNodeId, objectGroup: "reader", executionContextId };
      const { object } = await session.send("DOM.resolveNode", where);
      const { result, exceptionDetails } = await session.send("Runtime.callFunctionOn", {
        objectId: object.objectId,
        functionDeclaration: `function (arg) { return (${work})(this, arg); }`,
        arguments: [{ value: arg }],
        returnByValue: true,
        awaitPromise: true,
      });
      await session.send("Runtime.releaseObjectGroup", { objectGroup: "reader" });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async hasReader() {
      return (await root()) !== null;
    },
    async heard() {
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      return inOrder(nodes);
    },
    async press(role, name) {
      // The page may draw itself anew between any two questions; then all of them are asked again.
      const [x1, y1, , , x2, y2] = await until(`a ${role} "${name}" can be pressed`, async () => {
        const { nodes } = await session.send("Accessibility.getFullAXTree");
        const node = nodes.find((one) => !one.ignored && one.role?.value === role && one.name?.value === name);
        if (!node) return null;
        const { backendDOMNodeId: backendNodeId } = node;
        await session.send("DOM.scrollIntoViewIfNeeded", { backendNodeId });
        const { quads } = await session.send("DOM.getContentQuads", { backendNodeId });
        return /** @type {[number, number, number, number, number, number] | undefined} */ (quads[0]?.slice(0, 6));
      });
      await page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2, { delay: HOLD });
    },
    async hover(places) {
      await Promise.all(places.map(([x, y]) => page.mouse.move(x, y)));
    },
    async drag([x, y], [toX, toY]) {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(toX, toY, { steps: 4 });
      await page.mouse.up();
    },
    async tap([x, y]) {
      await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    },
    async resize(width, height) {
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await session.send("Emulation.setDeviceMetricsOverride", metrics);
    },
    async key(key) {
      await page.keyboard.press(key);
    },
    async type(text) {
      await page.keyboard.type(text);
    },
    async drop(file, x, y) {
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
        await session.send("Input.dispatchDragEvent", { type, x, y, data });
      }
    },
    async clipboard() {
      await context.grantPermissions(["clipboard-read"], { origin: new URL(page.url()).origin });
      return evaluated("navigator.clipboard.readText()");
    },
    async downloaded(act) {
      const [file] = await Promise.all([page.waitForEvent("download", { timeout: 15_000 }), act()]);
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
    },
    async memory() {
      await session.send("Performance.enable");
      // What is freed by one collection may only be seen by the next.
      for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      /** @param {string} name */
      const metric = (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return { nodes: metric("Nodes"), listeners: metric("JSEventListeners"), heap: metric("JSHeapUsedSize") };
    },
    async phone({ width = 390, height = 844 } = {}) {
      await session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 2, mobile: true });
    },
    async picture(file, { dark = false, width = 1280, height = 800 } = {}) {
      // A narrow view stands for a phone's, where scroll bars take no room.
      await session.send("Emulation.setScrollbarsHidden", { hidden: width < 600 });
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await session.send("Emulation.setDeviceMetricsOverride", metrics);
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      // Two frames later everything that follows the new size and colours is drawn.
      await evaluated("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      const { data } = await session.send("Page.captureScreenshot", { format: "png" });
      await writeFile(file, Buffer.from(data, "base64"));
    },
    url: () => page.url(),
    async close() {
      await page.close();
    },
  };
  return tab;
}

/**
 * Pages may have closed roots of their own; in ours stands our dialog.
 *
 * @param {Node} node
 * @returns {Node | null}
 */
function readerRoot(node) {
  const isOurs = (/** @type {Node} */ child) => child.attributes?.some((value) => /^saring\b/.test(value));
  const own = node.shadowRoots?.find((root) => root.children?.some(isOurs));
  if (own) return own;
  for (const child of node.children ?? []) {
    const found = readerRoot(child);
    if (found) return found;
  }
  return null;
}

/**
 * The accessibility tree as one list, in document order.
 *
 * @param {AXNode[]} nodes
 * @returns {Heard[]}
 */
function inOrder(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @type {Heard[]} */
  const list = [];
  /** @param {AXNode | undefined} node @param {string[]} inside */
  function walk(node, inside) {
    if (!node) return;
    const role = String(node.role?.value ?? "");
    const name = String(node.name?.value ?? "");
    const heard = !node.ignored && !SILENT.has(role);
    if (heard) {
      /** @param {string} wanted */
      const property = (wanted) => node.properties?.find((one) => one.name === wanted)?.value.value;
      const description = String(node.description?.value ?? "");
      const [focused, pressed] = [property("focused") === true, property("pressed") === "true"];
      list.push({ role, name, description, level: property("level"), focused, pressed, inside });
    }
    const here = heard ? [...inside, name ? `${role} ${name}` : role] : inside;
    for (const child of node.childIds ?? []) walk(byId.get(child), here);
  }
  walk(
    nodes.find((node) => !node.parentId),
    [],
  );
  return list;
}
