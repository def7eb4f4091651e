// @ts-check
/** @import { Engine, PageCopy, Reading, Source } from "./types" */

/**
 * The two ways to the article of the page that is open: in place, and where the page's policy forbids the engine, in a
 * document of the extension that gets the page as text. The engine is the same, and so is what it reads.
 */

import { ask, openLine } from "./shared/messages.js";
import { Refusal } from "./shared/refusal.js";
import { piecesBy, plainPieces } from "./shared/voice.js";

/** A page of more letters than this is not sent. Three bytes for each are still less than a message can carry. */
const LONGEST = 20_000_000;

/** How long to wait before each new try at a line, in milliseconds: what answers may be closing just now. */
const PATIENCE = [20, 100, 300];

/** What DOMParser can make of text; everything else that browsers show as a page is HTML to it. */
const XML = ["application/xhtml+xml", "application/xml", "image/svg+xml", "text/xml"];

/**
 * @param {Engine} engine
 * @returns {Source}
 */
export function inPlace(engine) {
  /** @type {ReturnType<Engine["pages"]> | null} */
  let pages = null;
  return {
    async read() {
      // Further pages are joined to what was read here: what the page's own scripts make of it after the click must not come
      // in among what was there.
      pages = engine.pages(document);
      return /** @type {Reading} */ (pages.reading());
    },
    async add(markup, url) {
      if (!pages) return null;
      // What DOMParser makes runs no script and fetches no picture, and nothing of it enters the page.
      const refusal = pages.add(new DOMParser().parseFromString(markup, "text/html"), { url });
      return refusal ? null : (pages.reading() ?? null);
    },
    stop() {
      pages?.free();
      pages = null;
    },
  };
}

/**
 * Rejects with a `Refusal` where there is no such document, and where the page is too large for it.
 *
 * @returns {Promise<Source>}
 */
export async function elsewhere() {
  const page = copyOf();
  if (page.markup.length > LONGEST) throw new Refusal("page-too-large");
  for (const pause of [...PATIENCE, null]) {
    const { ok } = await ask({ kind: "prepare-elsewhere" });
    if (!ok) throw new Refusal("no-engine");
    const line = openLine("elsewhere");
    try {
      const reading = await line.ask({ kind: "read", page });
      return {
        read: async () => reading,
        add: (markup, url) => line.ask({ kind: "add", markup, url }),
        stop: line.end,
      };
    } catch (error) {
      line.end();
      const lost = error instanceof Refusal && error.code === "no-answer";
      if (!lost || pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  throw new Refusal("no-engine");
}

/**
 * How texts are said: in the page, or where its policy forbids that, elsewhere.
 *
 * @type {import("./types").Tell}
 */
export async function tell(texts, lang) {
  try {
    const { ok } = await ask({ kind: "prepare-voice" });
    if (!ok) throw new Refusal("no-answer");
    return piecesBy(await globalThis.saringVoice.load(), texts, lang);
  } catch {
    return tellElsewhere(texts, lang).catch(() => plainPieces(texts, lang));
  }
}

/** @type {import("./types").Tell} */
async function tellElsewhere(texts, lang) {
  const { ok } = await ask({ kind: "prepare-elsewhere" });
  if (!ok) throw new Refusal("no-engine");
  const line = openLine("elsewhere");
  return line.ask({ kind: "tell", texts, lang }).finally(line.end);
}

/** The page as it stands. @returns {PageCopy} */
function copyOf() {
  const xml = XML.find((type) => type === document.contentType);
  // A page without this line is parsed by the rules of old pages.
  const kind = document.compatMode === "BackCompat" || xml ? "" : "<!doctype html>";
  return {
    markup: kind + document.documentElement.outerHTML,
    type: /** @type {DOMParserSupportedType} */ (xml ?? "text/html"),
    url: document.URL,
    base: document.baseURI,
    loaded: [...document.querySelectorAll("img")].map((image) => image.currentSrc),
  };
}
