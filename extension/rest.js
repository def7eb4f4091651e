// @ts-check
/** @import { Reading, Rest, Source } from "./types" */

/**
 * The other pages of an article, asked of its own site as a click on their numbers would ask. Nothing else is asked: the
 * core names only addresses of the same article, no redirect is followed, and no other origin is told anything.
 */

/** An article has no more pages than this; what lies beyond stays named as missing. */
const MOST_PAGES = 20;

/** How long to wait for one page, in milliseconds. */
const PATIENCE = 20_000;

/** No page of an article has more letters than this. */
const LONGEST = 8_000_000;

/** What is said while nothing answers; a page that answers wrongly has other errors. */
class Unreachable extends Error {}

/**
 * What fetches the pages that `reading` lacks; null where it lacks none.
 *
 * @param {Source} source
 * @param {Reading} reading
 * @returns {Rest | null}
 */
export function restOf(source, reading) {
  if (!reading.pages?.missing?.length) return null;
  let ended = new AbortController();
  let latest = reading;
  let fetched = 1; // the page that is open
  let all = reading.pages.all ?? null;

  /**
   * Fetches one address and adds what it holds. False when the site answers with something else, or with what is there;
   * throws `Unreachable` when it does not answer.
   *
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async function add(url, signal) {
    if (URL.parse(url)?.origin !== location.origin) return false;
    const text = await textOf(url, signal);
    if (text === null || signal.aborted) return false;
    const larger = await source.add(text, url);
    if (!larger) return false;
    // Kept also where nobody waits for it any more: what was joined once is not joined again for the next who asks.
    fetched += 1;
    latest = larger;
    return true;
  }

  return {
    async load({ progress, arrived }) {
      const { signal } = ended;
      // Whoever goes on with it may know less than came before, or comes while a page is being joined for somebody else.
      let told = reading;
      const tell = () => {
        if (latest !== told && !signal.aborted) arrived(latest);
        told = latest;
      };
      tell();
      try {
        if (all && missingOf(latest).length) {
          progress(missingOf(latest));
          if (!(await add(all, signal)) && !signal.aborted) all = null; // an empty promise: from now on page by page
          tell();
        }
        const tried = new Set();
        for (;;) {
          const wanted = nextOf(latest).find(({ page }) => !tried.has(page));
          if (!wanted?.url || signal.aborted || Math.max(fetched, tried.size + 1) >= MOST_PAGES) break;
          tried.add(wanted.page);
          progress([wanted.page]);
          await add(wanted.url, signal);
          tell();
        }
      } catch (error) {
        // Where the network fails, asking for the next page would only let the reader wait longer.
        if (!(error instanceof Unreachable)) throw error;
      }
      return latest;
    },
    hopeful: () => fetched < MOST_PAGES,
    pause() {
      ended.abort();
      ended = new AbortController();
    },
    stop() {
      ended.abort();
      source.stop();
    },
  };
}

/** @param {Reading} reading */
function missingOf({ pages }) {
  return pages?.missing?.map(({ page }) => page) ?? [];
}

/**
 * What to fetch next: first what follows the page that is being read, then what comes before it.
 *
 * @param {Reading} reading
 */
function nextOf({ pages }) {
  const missing = pages?.missing ?? [];
  const current = pages?.current ?? 0;
  return [...missing.filter(({ page }) => page > current), ...missing.filter(({ page }) => page < current)];
}

/**
 * The markup at `url`, or null when the site answers, but with no page.
 *
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function textOf(url, signal) {
  try {
    const response = await fetch(url, {
      // With the reader's own session, and to the article's own site alone.
      mode: "same-origin",
      credentials: "include",
      referrerPolicy: "same-origin",
      // One that leads elsewhere is no page of the article, and no sign that the network is gone.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    const kind = response.headers.get("content-type") ?? "";
    if (!response.ok || !/^(text\/html|application\/xhtml\+xml)\b/i.test(kind)) return null;
    const text = decoderOf(kind).decode(await response.arrayBuffer());
    return text.length > LONGEST ? null : text;
  } catch {
    throw new Unreachable();
  }
}

/**
 * Pages of one article are written in one encoding; a page that says another is believed.
 *
 * @param {string} kind
 */
function decoderOf(kind) {
  const said = /charset="?([\w-]+)/i.exec(kind)?.[1] ?? document.characterSet;
  try {
    return new TextDecoder(said);
  } catch {
    return new TextDecoder();
  }
}
