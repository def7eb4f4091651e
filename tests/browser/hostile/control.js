// @ts-check

/**
 * The control: a reader as nobody should write one. It lives here alone, in a copy of the unpacked extension, and shows
 * that the tests see what they look for.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the reader puts its parts into the dialog. */
const PLACE = 'dialog.append(bar, make("main", {}, drawing.node), region);';

/** The page's own markup, and all that it says of itself, in place of what was read. */
const CARELESS = `${PLACE}
  {
    const said = [
      document.title,
      ...[...document.querySelectorAll("meta[content]")].map((meta) => meta.content),
      ...[...document.querySelectorAll("script[type='application/ld+json']")].map((script) => {
        try {
          return Object.values(JSON.parse(script.textContent)).flat().map((one) => one?.name ?? one).join(" ");
        } catch {
          return "";
        }
      }),
    ];
    drawing.parts.body.innerHTML = document.body.innerHTML + said.map((one) => "<p>" + one + "</p>").join("");
  }`;

/** @param {string} extension the unpacked copy */
export async function spoil(extension) {
  const file = join(extension, "content/content.js");
  const script = await readFile(file, "utf8");
  if (script.split(PLACE).length !== 2) throw new Error("the reader is put together otherwise than the control knows");
  const open = 'mode: openShadow ? "open" : "closed"';
  if (!script.includes(open)) throw new Error("the reader's root is made otherwise than the control knows");
  await writeFile(file, script.replace(PLACE, () => CARELESS).replace(open, 'mode: "open"'));
}
