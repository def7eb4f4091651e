// @ts-check
/**
 * What runs inside Firefox with the browser's own powers. Each function goes there as text and sees nothing of this file;
 * `scope` is where it runs: a window of the browser, or a place beside a page. What comes back must be plain.
 */

/** The inner size of the window. @param {any} scope @param {number} width @param {number} height */
export async function sized(scope, width, height) {
  const { window, gBrowser } = scope;
  for (let round = 0; round < 50; round += 1) {
    const box = gBrowser.selectedBrowser.getBoundingClientRect();
    if (box.width === width && box.height === height) return;
    window.resizeBy(width - box.width, height - box.height);
    await new Promise((done) => window.setTimeout(done, 50));
  }
  throw new Error(`the window does not become ${width} by ${height} large`);
}

/**
 * Packs and installs the extension, as from a file; a profile that has it keeps it.
 *
 * @param {any} scope
 * @param {string} folder
 * @param {string} id
 * @returns {Promise<string>} where its pages are
 */
export async function installed(scope, folder, id) {
  const { ChromeUtils, Components, WebExtensionPolicy } = scope;
  const { classes, interfaces } = Components;
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
  if (!(await AddonManager.getAddonByID(id))) {
    const archive = new FileUtils.File(`${folder}.xpi`);
    const writer = classes["@mozilla.org/zipwriter;1"].createInstance(interfaces.nsIZipWriter);
    writer.open(archive, FileUtils.MODE_RDWR | FileUtils.MODE_CREATE | FileUtils.MODE_TRUNCATE);
    /** @param {any} entry @param {string} above */
    const add = (entry, above) => {
      for (const inner of entry.directoryEntries) {
        const name = above + inner.leafName;
        if (inner.isDirectory()) add(inner, `${name}/`);
        else writer.addEntryFile(name, interfaces.nsIZipWriter.COMPRESSION_FASTEST, inner, false);
      }
    };
    add(new FileUtils.File(folder), "");
    writer.close();
    const install = await AddonManager.getInstallForFile(archive);
    // A Firefox that only takes what Mozilla has signed takes this for as long as it runs.
    await install.install().catch(() => AddonManager.installTemporaryAddon(archive));
  }
  await WebExtensionPolicy.getByID(id).readyPromise;
  return `moz-extension://${WebExtensionPolicy.getByID(id).mozExtensionHostname}/`;
}

/** Moves the extension's button from the menu of extensions into the toolbar. @param {any} scope @param {string} id */
export function pinned(scope, id) {
  const { CustomizableUI } = scope;
  const name = `${id.toLowerCase().replace(/[^a-z0-9_-]/g, "_")}-browser-action`;
  CustomizableUI.addWidgetToArea(name, CustomizableUI.AREA_NAVBAR);
}

/**
 * The middle of the extension's button, in the window that shows the tab.
 *
 * @param {any} scope
 * @param {string} handle
 * @param {string} id
 */
export async function buttonPlace(scope, handle, id) {
  const { ChromeUtils } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const browser = NavigableManager.getBrowserById(handle);
  const window = browser.ownerDocument.defaultView;
  if (window.gBrowser.selectedBrowser !== browser) throw new Error("the tab is not in front");
  const name = `${id.toLowerCase().replace(/[^a-z0-9_-]/g, "_")}-browser-action`;
  const widget = window.document.getElementById(name);
  const box = (widget?.querySelector(".unified-extensions-item-action-button") ?? widget)?.getBoundingClientRect();
  if (!box?.width) throw new Error("the button is not in the toolbar");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The tab, of any window, that shows an address with `part` in it. @param {any} scope @param {string} part */
export function tabAt(scope, part) {
  const { ChromeUtils, Services } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  for (const { gBrowser } of Services.wm.getEnumerator("navigator:browser")) {
    for (const browser of gBrowser.browsers) {
      const { currentURI, webProgress } = browser;
      if (currentURI.spec.includes(part) && !webProgress.isLoadingDocument) {
        return { handle: NavigableManager.getIdForBrowser(browser), url: currentURI.spec };
      }
    }
  }
  return null;
}

/** Lets the extension into private windows, as its page of settings does. @param {any} scope @param {string} id */
export async function allowedPrivate(scope, id) {
  const { ChromeUtils } = scope;
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  await ExtensionPermissions.add(id, { permissions: ["internal:privateBrowsingAllowed"], origins: [] });
  await (await AddonManager.getAddonByID(id)).reload();
}

/** Stops the extension's background, as the browser does to save memory. @param {any} scope @param {string} id */
export async function stoppedBackground({ WebExtensionPolicy }, id) {
  const { extension } = WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** Starts the extension anew, as an update does. @param {any} scope @param {string} id */
export async function reloaded({ ChromeUtils }, id) {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  await (await AddonManager.getAddonByID(id)).reload();
}

/**
 * What the browser's console says of the extension's own scripts and pages, and forgets then: errors that nobody caught, and
 * what a policy refused.
 *
 * @param {any} scope
 * @param {string} origin
 * @returns {string[]}
 */
export function faults({ Components, Services }, origin) {
  const { nsIScriptError } = Components.interfaces;
  const said = [];
  for (const message of Services.console.getMessageArray()) {
    if (!(message instanceof nsIScriptError) || message.flags & nsIScriptError.warningFlag) continue;
    const { sourceName, errorMessage } = message;
    // A page that goes while it waits for an answer; the browser notes it, and nobody is left to catch it.
    if (/^Promise (rejected|resolved) after context unloaded/.test(errorMessage)) continue;
    if (sourceName.startsWith(origin) || errorMessage.includes(origin)) said.push(`${errorMessage} (${sourceName})`);
  }
  Services.console.reset();
  return said;
}

/** Opens a private window. @param {any} scope @returns {Promise<string>} the handle of its tab */
export async function privateWindow(scope) {
  const { ChromeUtils } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const { BrowserWindowTracker } = ChromeUtils.importESModule("resource:///modules/BrowserWindowTracker.sys.mjs");
  const window = await BrowserWindowTracker.promiseOpenWindow({ private: true });
  return NavigableManager.getIdForBrowser(window.gBrowser.selectedBrowser);
}

/**
 * Runs a script beside a document: a tab's, or the extension's background, which is woken for it.
 *
 * @param {any} scope
 * @param {{handle?: string, background?: string}} place
 * @param {string} script
 * @param {unknown[]} args
 * @param {number} timeout
 */
export async function besideDocument(scope, { handle, background }, script, args, timeout) {
  const { ChromeUtils, WebExtensionPolicy } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  let browser;
  if (background) {
    const { extension } = WebExtensionPolicy.getByID(background) ?? {};
    await extension?.wakeupBackground();
    browser = [...(extension?.views ?? [])].find((view) => view.viewType === "background")?.xulBrowser;
  } else {
    browser = NavigableManager.getBrowserById(handle);
  }
  if (!browser) throw new Error("there is no such document");
  const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
  return actor.executeScript(script, args, { sandboxName: "system", timeout });
}

/**
 * The value of a script in the document's own world, whatever its policy says about scripts; promises are waited for.
 *
 * @param {any} scope
 * @param {string} source
 * @returns {Promise<{text?: string, error?: string}>} the value as JSON
 */
export async function evaluated(scope, source) {
  const { ChromeUtils, Components, window } = scope;
  const { addDebuggerToGlobal } = ChromeUtils.importESModule("resource://gre/modules/jsdebugger.sys.mjs");
  if (!Object.hasOwn(scope, "Debugger")) addDebuggerToGlobal(scope);
  const world = new scope.Debugger().makeGlobalObjectReference(window);
  /** @param {any} value what the debugger shows */
  const plain = (value) => (Object(value) === value ? value.unsafeDereference() : value);
  /** @param {any} error */
  const told = (error) => ({ error: error?.message ? `${error.message}\n${error.stack}` : String(error) });
  const end = world.executeInGlobal(source);
  if (!end) return { error: "the script was ended" };
  if ("throw" in end) return told(plain(end.throw));
  try {
    const value = await plain(end.return);
    const bare = Components.utils.waiveXrays(value);
    try {
      // A copy first: what the page has made of its own JSON must not stand between.
      return { text: JSON.stringify(Components.utils.cloneInto(bare, scope)) };
    } catch {
      // What holds functions can't be copied whole.
      return { text: JSON.stringify(bare) };
    }
  } catch (error) {
    return told(error);
  }
}

/**
 * Calls a function with the root of the reader, in a world of our own beside the page's: its scripts have spoilt nothing
 * there and see nothing of it. The world lasts as long as the document.
 *
 * @param {any} scope
 * @param {string} work
 * @param {string} arg
 * @returns {Promise<{text?: string, error?: string}>} the value as JSON
 */
export async function withReader(scope, work, arg) {
  const { Components, document, window } = scope;
  const { utils } = Components;
  const roots = [...document.querySelectorAll("*")].map((element) => element.openOrClosedShadowRoot);
  // Parts of the browser's own elements have such roots, and so may the page; in ours stands our dialog.
  const isOurs = (/** @type {Element} */ child) => /^saring\b/.test(child.getAttribute("class") ?? "");
  const root = roots.find((one) => one && !one.isUAWidget() && [...one.children].some(isOurs));
  if (!root) return { error: "the reader is not there" };
  scope.ownWorld ??= new utils.Sandbox(window, { sandboxPrototype: window, sameZoneAs: window, wantXrays: true });
  const call = utils.evalInSandbox(
    `async (root) => {
      try {
        return JSON.stringify({ text: JSON.stringify(await (${work})(root, ${arg})) });
      } catch (error) {
        return JSON.stringify({ error: error.message + "\\n" + error.stack });
      }
    }`,
    scope.ownWorld,
  );
  return JSON.parse(await call(root));
}

/** @param {any} scope @returns {boolean} */
export function isReaderThere({ document }) {
  const roots = [...document.querySelectorAll("*")].map((element) => element.openOrClosedShadowRoot);
  const isOurs = (/** @type {Element} */ child) => /^saring\b/.test(child.getAttribute("class") ?? "");
  return roots.some((root) => root && !root.isUAWidget() && [...root.children].some(isOurs));
}

/**
 * What assistive technology is told of the page, in document order; or, of the first thing that is heard with the role and
 * name of `wanted`, the place where it can be pressed.
 *
 * @param {any} scope
 * @param {{role: string, name: string} | null} wanted
 */
export async function hearing(scope, wanted) {
  const { Components, document, window } = scope;
  const { classes, interfaces } = Components;
  const service = classes["@mozilla.org/accessibilityService;1"].getService(interfaces.nsIAccessibilityService);
  const { STATE_FOCUSED, STATE_PRESSED } = interfaces.nsIAccessibleStates;
  const { ROLE_TEXT_LEAF, ROLE_LISTITEM_MARKER } = interfaces.nsIAccessibleRole;
  /** Where the focus is, in whatever tree. */
  const focused = () => {
    let element = document.activeElement;
    for (let inner = element; inner; inner = inner.openOrClosedShadowRoot?.activeElement) element = inner;
    return service.getAccessibleFor(element);
  };
  /** @param {any} node */
  const hasFocus = (node) => {
    const state = /** @type {{value: number}} */ ({ value: 0 });
    node.getState(state, {});
    return (state.value & STATE_FOCUSED) !== 0;
  };
  // A change is laid out with one frame and told with another; the focus of what came or went, with one more.
  service.getAccessibleFor(document);
  for (let frame = 0; frame < 120 && !document.hidden; frame += 1) {
    await new Promise((done) => window.requestAnimationFrame(() => window.setTimeout(done)));
    if (frame < 3 || !document.hasFocus()) continue;
    const node = focused();
    if (document.activeElement === document.body || (node && hasFocus(node))) break;
  }
  /** @param {any} node */
  const roleOf = (node) => {
    if (node.role === ROLE_TEXT_LEAF) return "StaticText";
    if (node.role === ROLE_LISTITEM_MARKER) return "ListMarker";
    // The other browser's word for it.
    if (node.DOMNode?.localName === "summary") return "DisclosureTriangle";
    return node.computedARIARole;
  };
  /** @type {any[]} */
  const list = [];
  /** @type {any} */
  let found = null;
  /** @param {any} node @param {string[]} inside */
  const walk = (node, inside) => {
    const role = roleOf(node);
    const name = node.name ?? "";
    const silent = role === "" || role === "generic" || role === "none";
    if (!silent) {
      const state = /** @type {{value: number}} */ ({ value: 0 });
      node.getState(state, {});
      const level = {};
      node.groupPosition(level, {}, {});
      list.push({
        role,
        name,
        description: node.description ?? "",
        level: /** @type {any} */ (level).value || undefined,
        focused: (state.value & STATE_FOCUSED) !== 0,
        pressed: (state.value & STATE_PRESSED) !== 0,
        inside,
      });
      if (wanted && !found && wanted.role === role && wanted.name === name) found = node.DOMNode;
    }
    const here = silent ? inside : [...inside, name ? `${role} ${name}` : role];
    for (let child = node.firstChild; child; child = child.nextSibling) walk(child, here);
  };
  const whole = service.getAccessibleFor(document);
  if (!whole) return wanted ? null : [];
  walk(whole, []);
  if (!wanted) return list;
  if (!found) return null;
  const boxOf = () => found.getClientRects()[0];
  /** @param {DOMRect} box */
  const inView = ({ top, bottom, left, right }) =>
    top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth;
  if (boxOf() && !inView(boxOf())) found.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = boxOf();
  return box ? { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 } : null;
}

/**
 * Lets a file fall on the page, as from another program. What falls is made in the page's world, or the page may not look
 * at it; that it falls is the browser's doing.
 *
 * @param {any} scope
 * @param {{name: string, type: string, bytes: string}} file
 * @param {number} x
 * @param {number} y
 */
export function dropped(scope, { name, type, bytes }, x, y) {
  const { ChromeUtils, document, window } = scope;
  const { addDebuggerToGlobal } = ChromeUtils.importESModule("resource://gre/modules/jsdebugger.sys.mjs");
  if (!Object.hasOwn(scope, "Debugger")) addDebuggerToGlobal(scope);
  const world = new scope.Debugger().makeGlobalObjectReference(window);
  const target = document.elementFromPoint(x, y);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const source = `(() => {
      const content = Uint8Array.from(atob("${bytes}"), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
      const bubbles = { bubbles: true, cancelable: true, composed: true };
      return new DragEvent("${kind}", { ...bubbles, clientX: ${x}, clientY: ${y}, dataTransfer });
    })()`;
    const event = world.executeInGlobal(source).return.unsafeDereference();
    window.windowUtils.dispatchDOMEventViaPresShellForTesting(target, event);
  }
}

/**
 * What the page's process still holds after a collection, by the collector's own list of all that lives: nodes and handlers
 * of events, and the bytes of the page's objects and texts. Compiled code is left out: each question of ours is compiled.
 *
 * @param {any} scope
 */
export function held({ Components, window }) {
  const { classes, interfaces, utils } = Components;
  // What is freed by one collection may only be seen by the next.
  for (let round = 0; round < 3; round += 1) {
    utils.forceGC();
    utils.forceCC();
  }
  const list = utils.createCCLogger().allTraces();
  list.disableLog = true;
  list.wantAfterProcessing = true;
  utils.forceCC(list);
  let [nodes, listeners] = [0, 0];
  const nothing = () => {};
  const reader = {
    /** @param {unknown} _place @param {unknown} _count @param {string} kind */
    noteRefCountedObject(_place, _count, kind) {
      if (/^(FragmentOrElement|CharacterData) /.test(kind)) nodes += 1;
      if (kind.startsWith("CallbackObject")) listeners += 1;
    },
    ...{ noteGCedObject: nothing, noteEdge: nothing, describeRoot: nothing, describeGarbage: nothing },
  };
  while (list.processNext(reader));
  const sizes = Array.from({ length: 9 }, () => /** @type {{value?: number}} */ ({}));
  const reporter = classes["@mozilla.org/memory-reporter-manager;1"].getService(interfaces.nsIMemoryReporterManager);
  reporter.sizeOfTab(window, ...sizes);
  const [objects, texts] = sizes;
  return { nodes, listeners, heap: Number(objects?.value) + Number(texts?.value) };
}

/**
 * Makes the tab's page as large as a phone shows it, with a phone's view of wide pages and its touches.
 *
 * @param {any} scope
 * @param {string} handle
 * @param {number} width
 * @param {number} height
 */
export async function asPhone(scope, handle, width, height) {
  const { ChromeUtils, Services } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const browser = NavigableManager.getBrowserById(handle);
  const { browsingContext: context } = browser;
  Services.prefs.setIntPref("ui.useOverlayScrollbars", 1);
  context.inRDMPane = true;
  context.touchEventsOverride = "enabled";
  context.overrideDPPX = 2;
  for (const [side, size] of Object.entries({ width, height })) {
    for (const bound of ["", "min-", "max-"]) browser.style.setProperty(bound + side, `${size}px`);
  }
}

/**
 * Gives the tab's page another size, in CSS pixels.
 *
 * @param {any} scope
 * @param {string} handle
 * @param {number} width
 * @param {number} height
 */
export async function resized(scope, handle, width, height) {
  const { ChromeUtils } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const browser = NavigableManager.getBrowserById(handle);
  for (const [side, size] of Object.entries({ width, height })) {
    for (const bound of ["", "min-", "max-"]) browser.style.setProperty(bound + side, `${size}px`);
  }
  const sizes = "return [window.innerWidth, window.innerHeight].join()";
  for (let round = 0; round < 100; round += 1) {
    const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
    const now = await actor.executeScript(sizes, [], { sandboxName: "system", timeout: 10_000 });
    if (now === `${width},${height}`) return;
    await new Promise((done) => scope.window.setTimeout(done, 20));
  }
  throw new Error(`the page does not become ${width} by ${height} large`);
}

/**
 * Gives the focus back to the tab's page, where it has left it for the browser's own bars.
 *
 * @param {any} scope
 * @param {string} handle
 */
export function focusedPage(scope, handle) {
  const { NavigableManager } = scope.ChromeUtils.importESModule(
    "chrome://remote/content/shared/NavigableManager.sys.mjs",
  );
  const browser = NavigableManager.getBrowserById(handle);
  if (browser.ownerDocument.activeElement !== browser) browser.focus();
}

/**
 * Whether the browser's own search is open.
 *
 * @param {any} scope
 * @param {string} handle
 */
export function searching(scope, handle) {
  const { NavigableManager } = scope.ChromeUtils.importESModule(
    "chrome://remote/content/shared/NavigableManager.sys.mjs",
  );
  const { gBrowser } = scope;
  const tab = gBrowser.getTabForBrowser(NavigableManager.getBrowserById(handle));
  const bar = gBrowser.isFindBarInitialized(tab) && gBrowser.getCachedFindBar(tab);
  return Boolean(bar) && !bar.hidden;
}

/**
 * A picture of what is to be seen of the page.
 *
 * @param {any} scope
 * @param {string} handle
 * @param {boolean} dark
 * @param {number} width
 * @param {number} height
 * @returns {Promise<string>} a PNG in base64
 */
export async function pictured(scope, handle, dark, width, height) {
  const { ChromeUtils, Services } = scope;
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const browser = NavigableManager.getBrowserById(handle);
  const { browsingContext: context, ownerDocument } = browser;
  // A narrow view stands for a phone's, where scroll bars take no room.
  Services.prefs.setIntPref("ui.useOverlayScrollbars", width < 600 ? 1 : 0);
  const window = ownerDocument.defaultView;
  context.prefersColorSchemeOverride = dark ? "dark" : "light";
  for (const [side, size] of Object.entries({ width, height })) {
    for (const bound of ["", "min-", "max-"]) browser.style.setProperty(bound + side, `${size}px`);
  }
  const actor = context.currentWindowGlobal.getActor("MarionetteCommands");
  // Two frames later everything that follows the new size and colours is drawn.
  const place = `return new Promise((done) => window.requestAnimationFrame(() => window.requestAnimationFrame(() =>
    done({ x: window.scrollX, y: window.scrollY, width: window.innerWidth, height: window.innerHeight }))))`;
  let box = await actor.executeScript(place, [], { sandboxName: "system", timeout: 10_000 });
  for (let round = 0; box.width !== width && round < 100; round += 1) {
    box = await actor.executeScript(place, [], { sandboxName: "system", timeout: 10_000 });
  }
  const { x, y } = box;
  const drawn = await context.currentWindowGlobal.drawSnapshot(new window.DOMRect(x, y, width, height), 1, "white");
  const canvas = new window.OffscreenCanvas(width, height);
  canvas.getContext("2d").drawImage(drawn, 0, 0);
  const bytes = await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer();
  return new window.Uint8Array(bytes).toBase64();
}
