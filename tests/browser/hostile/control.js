// @ts-check

/**
 * The control: a reader as nobody should write one. It lives here alone, in a copy of the unpacked extension, and shows
 * that the tests see what they look for.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Works in the page's own world, as soon as the reader is there: the page's own markup, and all that it says of itself, in
 * place of what was read.
 */
function careless() {
  const begun = Date.now();
  const timer = setInterval(() => {
    const hosts = [...document.documentElement.children];
    const body = hosts.map((host) => host.shadowRoot?.querySelector("dialog.saring .body")).find(Boolean);
    if (!body && Date.now() - begun < 10_000) return;
    clearInterval(timer);
    if (!body) return;
    const said = [document.title];
    for (const meta of document.querySelectorAll("meta[content]")) said.push(meta.getAttribute("content") ?? "");
    for (const script of document.querySelectorAll("script[type='application/ld+json']")) {
      try {
        for (const one of Object.values(JSON.parse(script.textContent)).flat()) said.push(String(one?.name ?? one));
      } catch {}
    }
    body.innerHTML = document.body.innerHTML + said.map((one) => `<p>${one}</p>`).join("");
  }, 5);
}

/**
 * What is changed in the copy: the root is open to the page, and the background, which may run a script in any world of
 * the page, has the page's own do the rest.
 *
 * @type {[file: string, before: string, after: string][]}
 */
const CHANGES = [
  ["content/content.js", 'mode: openShadow ? "open" : "closed"', 'mode: "open"'],
  [
    "background.js",
    "await start(tabId);",
    `await start(tabId);
    await api.scripting.executeScript({ target: { tabId }, world: "MAIN", func: ${careless} });`,
  ],
];

/** @param {string} extension the unpacked copy */
export async function spoil(extension) {
  for (const [name, before, after] of CHANGES) {
    const file = join(extension, name);
    const script = await readFile(file, "utf8");
    if (script.split(before).length !== 2) throw new Error(`${name} is made otherwise than the control knows`);
    await writeFile(
      file,
      script.replace(before, () => after),
    );
  }
}
