// @ts-check
/** @import { Browser, Heard, Tab, Wanted } from "./browser.js" */
/** @import { Marionette } from "./marionette.js" */

/**
 * Firefox through its own protocol. Scripts run in three places: in the browser's windows (`inWindow`), beside a page with
 * the browser's own powers (`beside`), and in the page's or the extension's own world (`within`). Mouse and keys go the way
 * of real ones, from the window to the page.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  allowedPrivate,
  asPhone,
  besideDocument,
  buttonPlace,
  dropped,
  evaluated,
  faults,
  focusedPage,
  hearing,
  held,
  installed,
  isReaderThere,
  pictured,
  pinned,
  privateWindow,
  reloaded,
  resized,
  searching,
  sized,
  stoppedBackground,
  tabAt,
  withReader,
} from "./firefox-scripts.js";
import { connect } from "./marionette.js";
import { until } from "./wait.js";

/** Where the browser under test is; `cargo xtask` finds or installs it. */
const PROGRAM = process.env.SARING_FIREFOX ?? "/usr/bin/firefox-esr";

/** How long a script may take, in milliseconds. */
const PATIENCE = 300_000;

/** How long a finger rests on what it presses, in milliseconds. */
const HOLD = 40;

/** Keys that have a name, in the protocol's letters. @type {Record<string, string>} */
const KEYS = {
  ArrowDown: "\uE015",
  ArrowRight: "\uE014",
  ArrowUp: "\uE013",
  Backspace: "\uE003",
  Delete: "\uE017",
  End: "\uE010",
  Enter: "\uE007",
  Escape: "\uE00C",
  Home: "\uE011",
  PageDown: "\uE00F",
  PageUp: "\uE00E",
  Shift: "\uE008",
  Tab: "\uE004",
};

/** The key that is held beside others, in the same letters. */

/** Where files go that are downloaded. @param {string} profile */
const downloads = (profile) => join(profile, "downloads");

/**
 * What a profile is told before the first start.
 *
 * @param {number} port
 * @param {string} language
 * @param {string} profile
 */
function preferences(port, language, profile) {
  return {
    "browser.download.folderList": 2,
    "browser.download.dir": downloads(profile),
    "marionette.port": 0,
    // Our packages are signed by the store, not by us.
    "xpinstall.signatures.required": false,
    // Every host is our server; no name is looked up and nothing leaves the machine.
    "network.dns.forceResolve": "127.0.0.1",
    "network.socket.forcePort": `443=${port};80=${port}`,
    "network.trr.mode": 5,
    "intl.accept_languages": language,
    // A small machine has no room for processes that wait for a page.
    "dom.ipc.processPrelaunch.enabled": false,
    // What Firefox would do of its own accord on a first start.
    "app.normandy.enabled": false,
    "browser.aboutwelcome.enabled": false,
    "messaging-system.rsexperimentloader.enabled": false,
  };
}

/** @param {Wanted} wanted @returns {Promise<Browser>} */
export async function openFirefox({ extension, profile, port, language = "id", visible = false }) {
  await mkdir(profile, { recursive: true });
  const settings = Object.entries(preferences(port, language, profile));
  const lines = settings.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  await writeFile(join(profile, "user.js"), lines.join(""));
  const door = join(profile, "MarionetteActivePort");
  await rm(door, { force: true });
  const started = spawn(
    PROGRAM,
    [
      "--marionette",
      "--remote-allow-system-access",
      "--no-remote",
      ...(visible ? [] : ["--headless"]),
      ...["--profile", profile, "about:blank"],
    ],
    {
      env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: "1", MOZ_HEADLESS_WIDTH: "1600", MOZ_HEADLESS_HEIGHT: "1200" },
      stdio: "ignore",
    },
  );
  /** @type {Promise<void>} */
  const closed = once(started, "exit").then(() => {});
  // Nothing outlives the tests, however they end.
  process.once("exit", () => started.kill("SIGKILL"));
  const entry = await until("Firefox opens its door", async () => Number(await readFile(door, "utf8")), 120);
  const marionette = await connect(entry);
  const { capabilities } = await marionette.send("WebDriver:NewSession", {
    acceptInsecureCerts: true,
    // What a page says in between waits for nobody.
    unhandledPromptBehavior: "dismiss",
    timeouts: { script: PATIENCE, pageLoad: 60_000 },
  });
  await marionette.send("Marionette:SetContext", { value: "chrome" });
  const window = windowOf(marionette, downloads(profile));
  await window.inWindow(sized, 1280, 800);
  const manifest = JSON.parse(await readFile(join(extension, "manifest.json"), "utf8"));
  const { id } = manifest.browser_specific_settings.gecko;
  const origin = await window.inWindow(installed, extension, id);
  const base = await marionette.send("WebDriver:GetWindowHandle").then(({ value }) => value);

  /** What happens to an extension in its life. */
  const life = {
    async stopBackground() {
      await window.inWindow(stoppedBackground, id);
    },
    async reloadExtension() {
      await window.inWindow(reloaded, id);
      await until("the extension starts again", () => self.inBackground(() => true));
      await window.inWindow(pinned, id);
    },
    /** @returns {Promise<string[]>} */
    faults: () => window.inWindow(faults, origin),
  };

  /** @type {Browser} */
  const self = {
    ...life,
    name: "firefox",
    version: capabilities.browserVersion,
    ownPage: "about:support",
    policyBinds: { engine: false, requests: true },
    scriptsOutlive: false,
    ownPagesInPrivate: true,
    async open(url) {
      const { handle } = await window.inTurn(async (send) => {
        await send("WebDriver:SwitchToWindow", { handle: base });
        return send("WebDriver:NewWindow", { type: "tab", focus: true });
      });
      const tab = makeTab(window, handle, id, base);
      if (url) await tab.goto(url);
      return tab;
    },
    async opened(part, seconds) {
      const found = await until(`a tab opens at ${part}`, () => window.inWindow(tabAt, part), seconds);
      return makeTab(window, found.handle, id, base, found.url);
    },
    inBackground(work, arg) {
      return window.within({ background: id }, `(${work})(${argument(arg)})`);
    },
    address: (path) => `${origin}${path}`,
    async allowPrivate() {
      await window.inWindow(allowedPrivate, id);
      await until("the extension starts again", () =>
        self.inBackground(() => chrome.extension.isAllowedIncognitoAccess()),
      );
      await window.inWindow(pinned, id);
    },
    async openPrivate(url) {
      const tab = makeTab(window, await window.inWindow(privateWindow), id, base);
      await tab.goto(url);
      return tab;
    },
    async kill() {
      started.kill("SIGKILL");
      await closed;
      marionette.end();
    },
    async close() {
      await window.inTurn((send) => send("Marionette:Quit", { flags: ["eForceQuit"] })).catch(() => {});
      await Promise.race([closed, setTimeout(20_000, undefined, { ref: false })]);
      started.kill("SIGKILL");
      await closed;
      marionette.end();
    },
    closed,
  };
  await window.inWindow(pinned, id);
  // A click before the background has run for the first time would be nobody's.
  await until("the background has run", () => self.inBackground(() => true));
  return self;
}

/**
 * Where scripts run: a tab's document by its handle, or the extension's background.
 *
 * @typedef {{handle: string} | {background: string}} Place
 *
 * @typedef {object} Window
 * @property {string} downloads the folder of files that were downloaded
 * @property {<T>(work: (send: Marionette["send"]) => Promise<T>) => Promise<T>} inTurn what must not be mixed with others
 * @property {<A extends any[]>(work: (scope: any, ...args: A) => any, ...args: A) => Promise<any>} inWindow
 * @property {<A extends any[]>(place: Place, work: (scope: any, ...args: A) => any, ...args: A) => Promise<any>} beside
 * @property {(place: Place, source: string) => Promise<any>} within
 */

/** @param {Marionette} marionette @param {string} folder @returns {Window} */
function windowOf(marionette, folder) {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** @type {Window} */
  const self = {
    downloads: folder,
    inTurn(work) {
      const turn = last.then(() => work(marionette.send));
      last = turn.catch(() => {});
      return turn;
    },
    async inWindow(work, ...args) {
      const script = `return (${work})(globalThis, ...arguments)`;
      const { value } = await self.inTurn((send) =>
        send("WebDriver:ExecuteScript", {
          script,
          args,
          sandbox: "system",
          newSandbox: false,
          scriptTimeout: PATIENCE,
        }),
      );
      return value;
    },
    beside(place, work, ...args) {
      const script = `return (${work})(globalThis, ...arguments)`;
      return self.inWindow(besideDocument, place, script, args, PATIENCE);
    },
    async within(place, source) {
      return unpacked(await self.beside(place, evaluated, source));
    },
  };
  return self;
}

/** @param {unknown} arg */
function argument(arg) {
  return arg === undefined ? "undefined" : JSON.stringify(arg);
}

/** @param {{text?: string | null, error?: string}} answer */
function unpacked({ text, error }) {
  if (error !== undefined) throw new Error(error);
  return typeof text === "string" ? JSON.parse(text) : undefined;
}

/**
 * @param {Window} window
 * @param {string} handle
 * @param {string} id
 * @param {string} base
 * @param {string} [opened] its address
 * @returns {Tab}
 */
function makeTab(window, handle, id, base, opened = "about:blank") {
  const place = { handle };
  let address = opened;

  /** @param {"content" | "chrome"} context @param {object[]} actions */
  function act(context, actions) {
    return window.inTurn(async (send) => {
      await send("WebDriver:SwitchToWindow", { handle, focus: true });
      await send("Marionette:SetContext", { value: context });
      try {
        await send("WebDriver:PerformActions", { actions });
      } finally {
        await send("Marionette:SetContext", { value: "chrome" });
      }
    });
  }

  /** @param {"content" | "chrome"} context @param {{x: number, y: number}} at */
  function click(context, { x, y }) {
    return act(context, [
      {
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 },
          { type: "pointerDown", button: 0 },
          { type: "pause", duration: HOLD },
          { type: "pointerUp", button: 0 },
        ],
      },
    ]);
  }

  /** @param {string[]} keys @param {string[]} [held] */
  function strike(keys, held = []) {
    const actions = [
      ...held.map((value) => ({ type: "keyDown", value })),
      ...keys.flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]),
      ...held.map((value) => ({ type: "keyUp", value })),
    ];
    return act("content", [{ type: "key", id: "keys", actions }]);
  }

  /** What happens to a page besides being read. */
  const life = {
    async back() {
      await window.within(place, "history.back()");
    },
    /** @param {string} expression */
    value: (expression) => window.within(place, expression),
    /** @param {[number, number][]} places */
    async hover(places) {
      const moves = places.map(([x, y]) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 }));
      await act("content", [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: moves }]);
    },
    /** @param {[number, number]} from @param {[number, number]} to */
    async drag(from, to) {
      const move = (/** @type {[number, number]} */ [x, y]) => ({
        type: "pointerMove",
        x: Math.round(x),
        y: Math.round(y),
        duration: HOLD,
      });
      const actions = [move(from), { type: "pointerDown", button: 0 }, move(to), { type: "pointerUp", button: 0 }];
      await act("content", [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
    },
    /** @param {[number, number]} at */
    async tap([x, y]) {
      const actions = [
        { type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 },
        { type: "pointerDown", button: 0 },
        { type: "pause", duration: HOLD },
        { type: "pointerUp", button: 0 },
      ];
      await act("content", [{ type: "pointer", id: "finger", parameters: { pointerType: "touch" }, actions }]);
    },
    /** @param {number} width @param {number} height */
    async resize(width, height) {
      await window.inWindow(resized, handle, width, height);
    },
  };

  /**
   * What a driver of pages does, and not one of the browser.
   *
   * @param {(send: Marionette["send"]) => Promise<any>} work
   */
  const inPage = (work) =>
    window.inTurn(async (send) => {
      await send("WebDriver:SwitchToWindow", { handle, focus: true });
      await send("Marionette:SetContext", { value: "content" });
      try {
        return await work(send);
      } finally {
        await send("Marionette:SetContext", { value: "chrome" });
      }
    });

  /** @type {Tab} */
  const tab = {
    ...life,
    async goto(url) {
      address = url;
      await inPage((send) => send("WebDriver:Navigate", { url }));
    },
    async paper() {
      const { value } = await inPage((send) => send("WebDriver:Print", { background: true }));
      return Buffer.from(value, "base64");
    },
    async clickButton() {
      await click("chrome", await window.inWindow(buttonPlace, handle, id));
    },
    evaluate(work, arg) {
      return window.within(place, `(${work})(${argument(arg)})`);
    },
    async run(source) {
      await window.within(place, `{ ${source}\n }\nundefined`);
    },
    async inReader(work, arg) {
      await until("the reader is there", tab.hasReader);
      return unpacked(await window.beside(place, withReader, `(${work})`, argument(arg)));
    },
    hasReader() {
      return window.beside(place, isReaderThere);
    },
    heard() {
      return window.beside(place, hearing, null);
    },
    async press(role, name) {
      // The page may draw itself anew between any two questions; then all of them are asked again.
      const at = await until(`a ${role} "${name}" can be pressed`, () => window.beside(place, hearing, { role, name }));
      await click("content", at);
    },
    async key(key) {
      // A key held down by another's name: `Shift+Tab`.
      const [last = key, ...held] = key === "+" ? [key] : key.split("+").reverse();
      await strike(
        [KEYS[last] ?? last],
        held.map((one) => KEYS[one] ?? one),
      );
      // Behind the last stop of a page Firefox goes on to its own bars, Chromium without a window begins again.
      if (key.endsWith("Tab")) await window.inWindow(focusedPage, handle);
    },
    searching() {
      return window.inWindow(searching, handle);
    },
    type(text) {
      return strike([...text]);
    },
    async drop(file, x, y) {
      const bytes = (await readFile(file)).toString("base64");
      await window.beside(place, dropped, { name: "page.html", type: "text/html", bytes }, x, y);
    },
    clipboard() {
      return window.inWindow((scope) => scope.navigator.clipboard.readText());
    },
    async downloaded(act) {
      const files = async () =>
        (await readdir(window.downloads).catch(() => [])).filter((name) => !name.endsWith(".part"));
      const before = await files();
      await act();
      return until("a file is downloaded", async () => {
        const name = (await files()).find((one) => !before.includes(one));
        const text = name && (await readFile(join(window.downloads, name), "utf8"));
        return name && text ? { name, text } : null;
      });
    },
    memory() {
      return window.beside(place, held);
    },
    async phone({ width = 390, height = 844 } = {}) {
      await window.inWindow(asPhone, handle, width, height);
    },
    async picture(file, { dark = false, width = 1280, height = 800 } = {}) {
      await writeFile(file, Buffer.from(await window.inWindow(pictured, handle, dark, width, height), "base64"));
    },
    url: () => address,
    async close() {
      await window.inTurn(async (send) => {
        await send("WebDriver:SwitchToWindow", { handle, focus: false });
        await send("WebDriver:CloseWindow");
        await send("WebDriver:SwitchToWindow", { handle: base, focus: true });
      });
    },
  };
  return tab;
}
