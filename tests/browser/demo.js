// @ts-check
/**
 * The whole job on one page: node tests/browser/demo.js [--page FILE] [--url URL] [--shots DIR] [--headless]
 *
 * With a display a browser opens for a person to use. Headless it goes the way alone: page, a real click on the
 * toolbar's button, reader, save, crash, restart, library; it prints what it saw and keeps pictures.
 */

import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { dateInWords } from "../../extension/shared/dates.js";
import { BROWSER, openBrowser } from "./support/browser.js";
import { DIST, fixture } from "./support/fixtures.js";
import { startServer } from "./support/server.js";
import { storedRecords } from "./support/stored.js";
import { unpack } from "./support/unzip.js";
import { until } from "./support/wait.js";
import { wordsOf } from "./support/words.js";

/** @import { Tab } from "./support/browser.js" */

/** Read when no other page is named. */
const SAMPLE = "kontan/desk-market";

/** Where a page is read that does not say where it is from. */
const SOMEWHERE = "https://nasional.kontan.co.id/news/halaman";

const words = wordsOf("id");
const { values } = parseArgs({
  options: {
    page: { type: "string" },
    url: { type: "string" },
    shots: { type: "string", default: join(DIST, "demo") },
    headless: { type: "boolean", default: false },
  },
});

const folder = await mkdtemp(join(tmpdir(), "saring-demo-"));
const server = await startServer();
/** @type {import("./support/browser.js").Browser | undefined} */
let running;
try {
  const { body, url } = await wanted();
  server.put(url, { body });
  const extension = join(folder, "extension");
  await unpack(join(DIST, `saring-${BROWSER}.zip`), extension);
  if (values.headless) {
    // Many systems' browsers speak English alone; left with its default language, the extension speaks Indonesian.
    await rm(join(extension, "_locales/en"), { recursive: true });
    await alone(extension, url);
  } else {
    await withPerson(extension, url);
  }
} catch (error) {
  console.error(`the demo stopped: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await running?.close().catch(() => {});
  await server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The page to read and where it stands. */
async function wanted() {
  if (!values.page) {
    const sample = fixture(SAMPLE);
    return { body: sample.body, url: values.url ?? sample.url };
  }
  const bytes = await readFile(values.page);
  const body = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return { body, url: values.url ?? addressIn(body.toString("utf8")) };
}

/**
 * The page's own address, if it says that it is one of Kontan's.
 *
 * @param {string} markup
 */
function addressIn(markup) {
  const said = [
    /<link\b[^>]*\brel=["']?canonical\b[^>]*/i.exec(markup)?.[0],
    /<meta\b[^>]*\bproperty=["']?og:url\b[^>]*/i.exec(markup)?.[0],
  ];
  for (const tag of said) {
    const found = /\b(?:href|content)=["']([^"']+)["']/i.exec(tag ?? "")?.[1];
    const url = found && URL.canParse(found, SOMEWHERE) ? new URL(found, SOMEWHERE) : null;
    if (url && /(^|\.)kontan\.co\.id$/.test(url.hostname)) return `https://${url.host}${url.pathname}${url.search}`;
  }
  return SOMEWHERE;
}

/**
 * Opens the page in a browser of its own and waits until somebody closes it.
 *
 * @param {string} extension
 * @param {string} url
 */
async function withPerson(extension, url) {
  const profile = join(folder, "profile");
  const language = (process.env.LANGUAGE ?? process.env.LANG ?? "id").slice(0, 2);
  const browser = await openBrowser({ extension, profile, port: server.port, language, visible: true });
  await browser.open(url);
  console.log(`A browser shows ${url} (from a local copy; nothing is asked of the network).`);
  console.log("Press Alt+R, or click the Saring icon; it may be behind the puzzle piece in the toolbar.");
  console.log("The demo ends when you close the browser.");
  await browser.closed;
}

/**
 * Does what a person would do, and tells it.
 *
 * @param {string} extension
 * @param {string} url
 */
async function alone(extension, url) {
  const { shots } = values;
  await mkdir(shots, { recursive: true });
  const open = async () => {
    running = await openBrowser({ extension, profile: join(folder, "profile"), port: server.port });
    return running;
  };
  /** @type {[string, number][]} */
  const times = [];
  /** @template T @param {string} name @param {() => Promise<T>} work */
  const timed = async (name, work) => {
    const begun = performance.now();
    const result = await work();
    times.push([name, performance.now() - begun]);
    return result;
  };

  let browser = await timed("browser started", open);
  const tab = await timed("page loaded", () => browser.open(url));
  await tab.picture(join(shots, "page.png"));

  const found = await timed("click to reader heard", async () => {
    await tab.clickButton();
    await until("the reader opens", () => tab.hasReader());
    return until("something is heard", async () => (await tab.heard()).find((one) => /dialog$/.test(one.role)));
  });
  if (found.role !== "dialog") {
    await tab.picture(join(shots, "reader-light.png"));
    console.log(`${url}\n\nno article: ${found.name}\n${found.description}\n`);
    tell(times);
    console.log(`pictures: ${shots}/ (page.png, reader-light.png)`);
    return;
  }
  const timing = await until("the reader tells its times", () =>
    browser.inBackground(async () => /** @type {any} */ ((await chrome.storage.session.get("timing")).timing)),
  );
  await drawn(tab);
  await tab.picture(join(shots, "reader-light.png"));
  await tab.picture(join(shots, "reader-dark.png"), { dark: true });
  await tab.picture(join(shots, "reader-phone.png"), { width: 390, height: 844 });
  await tab.picture(join(shots, "reader-light.png"));

  await timed("save to confirmed", async () => {
    await tab.press("button", words("save"));
    await until("it is saved", async () => (await tab.heard()).some((one) => one.name === words("saved")));
  });
  await timed("browser killed and started again", async () => {
    await browser.kill();
    browser = await open();
  });
  const library = await timed("library open, article found", async () => {
    const page = await browser.open(browser.address("library/library.html"));
    await until("the article is listed", async () =>
      (await page.heard()).some((one) => one.role === "link" && one.name === found.name),
    );
    return page;
  });
  await library.picture(join(shots, "library.png"));
  const [record] = Object.values(await storedRecords(browser));

  const { authors, editors, sources } = record.byline;
  const byline = [
    authors.length && `by ${authors.join(", ")}`,
    editors.length && `edited by ${editors.join(", ")}`,
    sources.length && `from ${sources.join(", ")}`,
  ];
  console.log(record.url);
  console.log(`\ntitle    ${record.title}`);
  console.log(`date     ${dateInWords(record.published, "id") ?? "unknown"}`);
  console.log(`byline   ${byline.filter(Boolean).join("; ") || "unknown"}`);
  console.log(`text     ${record.blocks.length} blocks, ${record.words} words`);
  console.log("summary");
  for (const { text } of record.summary.sentences) console.log(`         ${text}`);
  const { steps } = timing;
  const inside = ["engine", "read", "draw", "total"].map((step) => `${step} ${steps[step].toFixed(1)}`);
  console.log(`\nin the page, ms: ${inside.join(", ")} (engine: decode and start the Wasm; total: script to painted)`);
  console.log(`click received to painted: ${steps.click} ms\n`);
  tell(times);
  console.log(`pictures: ${shots}/`);
  console.log("  page.png, reader-light.png, reader-dark.png, reader-phone.png, library.png");
}

/** Waits until what can be seen of the reader is drawn. @param {Tab} tab */
function drawn(tab) {
  return until("the pictures in view are drawn", () =>
    tab.inReader((root) =>
      [...root.querySelectorAll("img")].every((image) => {
        const inView = image.getBoundingClientRect().top < innerHeight;
        return !inView || image.complete;
      }),
    ),
  );
}

/** @param {[string, number][]} times */
function tell(times) {
  const width = Math.max(...times.map(([name]) => name.length));
  for (const [name, milliseconds] of times) console.log(`${name.padEnd(width)}  ${milliseconds.toFixed(0)} ms`);
  console.log();
}
