// @ts-check
/**
 * What a browser must be able to do for the tests. A test names no browser: it opens one with `openBrowser` and uses
 * what is written down here. Each browser has a driver of this shape: `chromium.js` and `firefox.js`. Which one is under
 * test says `SARING_BROWSER`.
 */

/**
 * What assistive technology is told of one node. A page is a list of these in document order; `inside` holds role and
 * name of everything that contains the node, outermost first.
 *
 * @typedef {{role: string, name: string, description: string, level?: number, focused: boolean, pressed: boolean,
 *   inside: string[]}} Heard
 */

/**
 * A tab. `evaluate` works in the page's own world, as the page's scripts do; the closed reader is reached by what
 * assistive technology hears of it, and by `inReader` where that says too little.
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} goto
 * @property {() => Promise<void>} back to the page before, which the browser may have kept as it was left
 * @property {() => Promise<void>} clickButton the real button in the toolbar, with all that a click grants
 * @property {<T, A = undefined>(work: (arg: A) => T | Promise<T>, arg?: A) => Promise<T>} evaluate in the page
 * @property {(source: string) => Promise<void>} run a script in the page
 * @property {(expression: string) => Promise<any>} value what an expression is worth in the page's own world, as plain
 *   data; nothing that the page has spoilt may stand between (no helper of ours runs in that world)
 * @property {<T, A = undefined>(work: (root: ShadowRoot, arg: A) => T, arg?: A) => Promise<T>} inReader with the
 *   reader's root, closed or not, in a world where the page's scripts have spoilt nothing and see nothing of it; what is
 *   kept on `globalThis` there lasts until the document goes
 * @property {() => Promise<boolean>} hasReader
 * @property {() => Promise<Heard[]>} heard everything that can be heard: of the reader, when it lies over the page
 * @property {(role: string, name: string) => Promise<void>} press a real click on what is heard so; waits for it
 * @property {(places: [number, number][]) => Promise<void>} hover the real pointer goes to these places of the view
 * @property {(from: [number, number], to: [number, number]) => Promise<void>} drag the real pointer goes from one place of
 *   the view to another with its button down: so text is selected
 * @property {(at: [number, number]) => Promise<void>} tap a finger touches a place of the view
 * @property {(width: number, height: number) => Promise<void>} resize the view, in CSS pixels, also to a phone's width
 * @property {(key: string) => Promise<void>} key by its name, or `Shift+` and its name
 * @property {() => Promise<boolean>} [searching] whether the browser's own search is open; only Firefox tells
 * @property {(text: string) => Promise<void>} type
 * @property {(file: string, x: number, y: number) => Promise<void>} drop a file from outside at a place of the view
 * @property {() => Promise<string>} clipboard
 * @property {(act: () => Promise<void>) => Promise<{name: string, text: string}>} downloaded the file that `act` brings
 * @property {() => Promise<{nodes: number, listeners: number, heap: number}>} memory what is left after a collection
 * @property {(size?: {width?: number, height?: number}) => Promise<void>} phone from now on the screen is a phone's
 * @property {(file: string, look?: {dark?: boolean, width?: number, height?: number}) => Promise<void>} picture
 * @property {() => Promise<Buffer>} [paper] what is printed, as PDF; Chromium without a window prints nothing
 * @property {() => string} url where it was opened or sent last
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} version
 * @property {string} ownPage address of a page of the browser itself, which no extension may read
 * @property {{engine: boolean, requests: boolean}} policyBinds what of our script in a page the page's policy also binds:
 *   whether the Wasm may run, and what may be asked of the site
 * @property {boolean} scriptsOutlive whether our script in a page goes on when the extension is updated
 * @property {boolean} ownPagesInPrivate whether a page of the extension opens in a private window
 * @property {(url?: string) => Promise<Tab>} open a new tab, in front
 * @property {(part: string, seconds?: number) => Promise<Tab>} opened the tab whose address contains `part`
 * @property {<T, A = undefined>(work: (arg: A) => T | Promise<T>, arg?: A) => Promise<T>} inBackground
 * @property {() => Promise<void>} stopBackground at once, whatever it is doing; the next event starts it anew
 * @property {() => Promise<void>} reloadExtension as an update does: what is open keeps the old scripts, cut off
 * @property {(path: string) => string} address of a page of the extension
 * @property {() => Promise<void>} allowPrivate lets the extension into private windows
 * @property {(url: string) => Promise<Tab>} openPrivate
 * @property {() => Promise<string[]>} faults errors of the extension's own scripts that nobody caught, and what its pages'
 *   policy refused, in every context, since they were last asked for; the first call begins the gathering
 * @property {() => Promise<void>} kill at once, as a crash would
 * @property {() => Promise<void>} close
 * @property {Promise<void>} closed when it is gone, by whatever hand
 */

/**
 * @typedef {object} Wanted
 * @property {string} extension the unpacked folder
 * @property {string} profile
 * @property {number} port of the local server that plays all sites
 * @property {string} [language]
 * @property {boolean} [visible]
 */

/** The browser under test. @type {"chromium" | "firefox"} */
export const BROWSER = known(process.env.SARING_BROWSER ?? "chromium");

/** @param {Wanted} wanted @returns {Promise<Browser>} */
export async function openBrowser(wanted) {
  if (BROWSER === "firefox") return (await import("./firefox.js")).openFirefox(wanted);
  return (await import("./chromium.js")).openChromium(wanted);
}

/** @param {string} name */
function known(name) {
  if (name !== "chromium" && name !== "firefox") throw new Error(`SARING_BROWSER names "${name}", which is not known`);
  return name;
}
