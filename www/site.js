// @ts-check
/** @import { Translate } from "../extension/types" */

/** The site's demo: the extension's own engine and reader, over a page of ours or one that the visitor brings. */

import { mount, mountMessage } from "./reader/reader.js";
import { webAddress } from "./shared/address.js";
import { wordsFrom } from "./shared/words.js";

/** Longer markup than this is no page. */
const LONGEST = 20_000_000;

const languages = ["id", "en"];
const said = /** @type {HTMLElement} */ (document.querySelector("#said"));
const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("#markup"));
const drop = /** @type {HTMLElement} */ (document.querySelector("#drop"));
const file = /** @type {HTMLInputElement} */ (document.querySelector("#file"));

const css = Promise.all(["reader/tokens.css", "reader/reader.css"].map(fetchText));
/** @type {Map<string, Promise<Translate>>} */
const known = new Map();

setLanguage(new URLSearchParams(location.search).get("lang") ?? "id");

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => setLanguage(button.getAttribute("data-language") ?? "id"));
}
onClick("#sample", readSample);
onClick("#read", () => readMarkup(field.value, {}));
file.addEventListener("change", () => readFile(file.files?.[0]));

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  readFile(event.dataTransfer?.files[0]);
});

/** @param {string} selector @param {() => void} act */
function onClick(selector, act) {
  document.querySelector(selector)?.addEventListener("click", act);
}

/** @param {string} wanted */
function setLanguage(wanted) {
  const language = languages.includes(wanted) ? wanted : "id";
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === language));
  }
  said.textContent = "";
}

/** The words of the language that the page is in now. */
function currentWords() {
  const language = document.documentElement.lang;
  const found =
    known.get(language) ?? fetchText(`_locales/${language}/messages.json`).then((text) => wordsFrom(JSON.parse(text)));
  known.set(language, found);
  return found;
}

/** @param {string} path */
async function fetchText(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

async function readSample() {
  try {
    await readMarkup(await fetchText("sample.html"), { ours: true });
  } catch {
    await tell("brokenHint");
  }
}

/** @param {File | undefined} chosen */
async function readFile(chosen) {
  if (!chosen || chosen.size > LONGEST) return tell("notArticleHint");
  await readMarkup(await chosen.text(), {});
  file.value = "";
}

/**
 * Reads a page's markup and shows what the reader makes of it. Pictures are shown of our own page only: those of
 * others would have to be fetched.
 *
 * @param {string} markup
 * @param {{ours?: boolean}} options
 */
async function readMarkup(markup, { ours = false }) {
  if (!markup.trim() || markup.length > LONGEST) return tell("notArticleHint");
  said.textContent = "";
  const words = await currentWords();
  const dress = { css: await css, words };
  try {
    const engine = await globalThis.saringEngine.load();
    const parsed = new DOMParser().parseFromString(markup, "text/html");
    if (ours)
      for (const image of parsed.images) image.src = new URL(image.getAttribute("src") ?? "", location.href).href;
    const reading = engine.read(parsed, { url: addressOf(parsed) });
    if (reading.kind === "article") mount(reading, { ...dress, pictures: ours });
    else mountMessage({ title: words("notArticle"), text: words("notArticleSource") }, dress);
  } catch {
    mountMessage({ title: words("broken"), text: words("brokenHint") }, dress);
  }
}

/**
 * Where the page says that it is from; where it does not say, it is as good as from here.
 *
 * @param {Document} parsed
 */
function addressOf(parsed) {
  const canonical = parsed.querySelector('link[rel~="canonical"]')?.getAttribute("href");
  const shared = parsed.querySelector('meta[property="og:url"]')?.getAttribute("content");
  return webAddress(canonical) ?? webAddress(shared) ?? location.href;
}

/** @param {string} key */
async function tell(key) {
  said.textContent = (await currentWords())(key);
}
