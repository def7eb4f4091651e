// @ts-check
/**
 * Whether the live DOM of a real browser gives the same reading as the file: `cargo xtask bench equal FOLDER`.
 *
 * Each page stands under its own address on a local server that plays all hosts. Only the page itself is answered: a policy
 * forbids everything that it would load or run, so that the DOM is what the parser makes of the markup with scripting on,
 * as it is for readers; with `--scripts off` scripting is off, and what stands in noscript is part of the page. The
 * engine reads it in an isolated world, and the reading is compared with that of the command line. Of a picture with
 * several files the browser knows which one it shows, and the command line chooses: such a file may be another, if it is
 * one that the page shows.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { DIST, fixtures, ROOT } from "../support/fixtures.js";
import { startServer } from "../support/server.js";
import { inUtf16 } from "../support/units.js";
import { openBare } from "./bare.js";

const ENGINE = readFileSync(join(DIST, "chromium/content/engine.js"), "utf8");
const CLI = process.env.SARING_CLI ?? join(ROOT, "target/debug/saring");

/** Nothing is loaded and no script of the page runs; the engine may. */
const POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    urls: { type: "string" },
    most: { type: "string", default: "120" },
    scripts: { type: "string", default: "on" },
    "no-profiles": { type: "boolean", default: false },
    pages: { type: "string" },
  },
});
const options = { noProfiles: values["no-profiles"] };

const pages = [...positionals.flatMap(ofFolder), ...(positionals.length ? [] : ofFixtures())];
const folder = mkdtempSync(join(tmpdir(), "saring-equal-"));
const server = await startServer();
const browser = await openBare(server.port);
let different = 0;
let forbidden = 0;
/** Pictures of which the browser shows another file than the command line chooses. */
let chosen = 0;
try {
  const page = await browser.page();
  if (values.scripts === "off") await page.scriptsOff();
  for (const { id, url, body } of pages) {
    server.put(url, { body, headers: { "content-security-policy": POLICY } });
    const difference = await compare(page, url, body).catch((error) => String(error.message ?? error));
    if (difference?.startsWith("CompileError")) {
      // Chromium applies a policy in the page's own markup to us as well; no reader can read such a page in place.
      forbidden += 1;
      console.log(`${id}: the page forbids Wasm`);
    } else if (difference) {
      different += 1;
      console.log(`${id}: ${difference}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
const equal = pages.length - different - forbidden;
console.log(
  `${equal} pages equal in Chromium and from the file, ${different} different, ${forbidden} not to be read in place; ` +
    `${chosen} pictures by another of their files`,
);
if (different > 0 || pages.length === 0) process.exitCode = 1;

/**
 * The first difference of the two readings, in words; none when they are equal.
 *
 * @param {import("./bare.js").Page} page
 * @param {string} url
 * @param {Buffer} body
 */
async function compare(page, url, body) {
  const file = join(folder, "page.html");
  writeFileSync(file, body);
  const wanted = inUtf16(
    JSON.parse(
      execFileSync(CLI, ["read", file, "--url", url, ...(options.noProfiles ? ["--no-profiles"] : [])], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      }),
    ),
  );
  await page.goto(url);
  const world = await page.world();
  // Under the page's policy no text may become a script; the engine's comes over the debugger's wire.
  await world.run(ENGINE);
  const got = await world.run(
    `saringEngine.load().then(({ read }) => JSON.stringify(read(document, ${JSON.stringify(options)})))`,
  );
  const shown = await world.run(
    `JSON.stringify([...document.images].map(({ currentSrc: file }) =>
      URL.canParse(file, document.baseURI) ? new URL(file, document.baseURI).href : file))`,
  );
  const files = new Set(JSON.parse(/** @type {string} */ (shown)));
  return first(inUtf16(JSON.parse(/** @type {string} */ (got)), { convert: false }), wanted, "", files);
}

/**
 * @param {any} got
 * @param {any} wanted
 * @param {string} place
 * @param {Set<string>} files the files of pictures that the page shows
 * @returns {string | undefined}
 */
function first(got, wanted, place, files) {
  if (typeof got !== "object" || typeof wanted !== "object" || !got || !wanted) {
    if (Object.is(got, wanted)) return undefined;
    if (/image\.src$/.test(place) && wanted && files.has(got)) {
      chosen += 1;
      return undefined;
    }
    return `${place || "reading"}: in the browser ${shown(got, wanted)}, from the file ${shown(wanted, got)}`;
  }
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    const found = first(got[key], wanted[key], `${place}${place && "."}${key}`, files);
    if (found) return found;
  }
  return undefined;
}

/** A value, from a little before it leaves the other. @param {any} value @param {any} other */
function shown(value, other) {
  if (typeof value !== "string" || typeof other !== "string") return JSON.stringify(value)?.slice(0, 120) ?? "nothing";
  let at = 0;
  while (at < value.length && value[at] === other[at]) at += 1;
  return JSON.stringify(value.slice(Math.max(0, at - 20), at + 60));
}

/** The pages of a folder, as many as were asked for, spread over the whole of it. @param {string} of */
function ofFolder(of) {
  const addresses = new Map();
  if (values.urls) {
    for (const line of unpacked(values.urls).toString("utf8").split("\n").filter(Boolean)) {
      const row = JSON.parse(line);
      addresses.set(row.id, row.url);
    }
  }
  const names = readdirSync(of)
    .filter((name) => /\.html(\.gz)?$/.test(name))
    .sort();
  const most = Math.min(Number(values.most), names.length);
  return Array.from({ length: most }, (_, at) => {
    const name = names[Math.floor((at * names.length) / most)] ?? "";
    const id = name.replace(/\.html(\.gz)?$/, "");
    return { id, url: address(addresses.get(id), at), body: unpacked(join(of, name)) };
  }).filter(({ id }) => !values.pages || values.pages.split(",").includes(id));
}

/** Where a page stands; https where the browser would turn to it anyhow. @param {string | undefined} said @param {number} at */
function address(said, at) {
  if (!said || !URL.canParse(said)) return `https://halaman${at}.example/berita/`;
  const url = new URL(said);
  url.protocol = "https:";
  return url.href;
}

function ofFixtures() {
  return fixtures().map(({ name, url, body }) => ({ id: name, url, body }));
}

/** @param {string} file */
function unpacked(file) {
  const bytes = readFileSync(file);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
