// @ts-check
/** @import { Article, Pages, Reading, Rest, Translate } from "../types" */
/** @import { Gap } from "./draw.js" */

/** How the other pages of an article come along, in words: under the headline, and in the text where they would stand. */

import { webAddress } from "../shared/address.js";
import { button, link, make } from "./nodes.js";
import { onPress } from "./press.js";

/** `here`: in the text, where how many there are was said before. */
const WORDS = {
  loading: {
    one: "loadingPage",
    many: "loadingPages",
    oneHere: "loadingPageHere",
    manyHere: "loadingPagesHere",
  },
  missing: {
    one: "missingPage",
    many: "missingPages",
    oneHere: "missingPageHere",
    manyHere: "missingPagesHere",
  },
};

/**
 * `Halaman 2 dan 3 dari 3 belum termuat.`
 *
 * @param {"loading" | "missing"} what
 * @param {number[]} pages
 * @param {number | null} total Left out where it was said before.
 * @param {Translate} words
 */
export function pagesInWords(what, pages, total, words) {
  const numbers = numbersInWords(pages, words);
  const { one, many, oneHere, manyHere } = WORDS[what];
  if (total === null) return words(pages.length > 1 ? manyHere : oneHere, numbers);
  return words(pages.length > 1 ? many : one, numbers, total);
}

/**
 * `2`, `2 dan 3`, `2, 4 dan 6–9`.
 *
 * @param {number[]} numbers In their order.
 * @param {Translate} words
 */
function numbersInWords(numbers, words) {
  /** @type {number[][]} */
  const runs = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  const parts = runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run.map(String)));
  const last = parts.pop() ?? "";
  return parts.length ? words("andLast", parts.join(", "), last) : last;
}

/**
 * A link to where the missing pages can be read.
 *
 * @param {Pages} pages
 * @param {Translate} words
 */
export function wayToMissing({ all, next, missing }, words) {
  const address = webAddress(all) ?? webAddress(missing?.[0]?.url) ?? webAddress(next);
  return address && link(address, {}, words("openAtSite"));
}

/**
 * The line under the headline and the words in the gaps, while pages are loaded, when they are there, and where they
 * failed to come.
 *
 * @param {object} options
 * @param {Rest} options.rest
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {() => Reading} options.article
 * @param {() => Gap[]} options.gaps
 * @param {(reading: Reading) => void} options.grow
 * @param {(change: () => void) => void} options.still Changes something without moving the text.
 */
export function pagesControl({ rest, words, announce, article, gaps, grow, still }) {
  const line = make("p", { class: "pages", lang: words("lang"), tabindex: -1 });
  const total = article().pages?.total ?? 0;
  /** What is being fetched, or will be at once; null when nothing is. @type {number[] | null} */
  let loading = article().pages?.missing?.map(({ page }) => page) ?? null;
  /** @type {Promise<unknown>} */
  let settled = Promise.resolve();
  let ended = false;

  const draw = () => {
    const { pages } = article();
    const missing = pages?.missing?.map(({ page }) => page) ?? [];
    const focused = line.contains(/** @type {ShadowRoot} */ (line.getRootNode()).activeElement ?? null);
    line.classList.toggle("notice", !loading && missing.length > 0);
    if (loading) line.replaceChildren(pagesInWords("loading", loading, pages?.total ?? total, words));
    else if (pages && missing.length) {
      const said = pagesInWords("missing", missing, pages.total, words);
      line.replaceChildren(said, " ", ...retry(), wayToMissing(pages, words) ?? "");
    } else line.replaceChildren(words("allPagesLoaded", total));
    // The button that was pressed is gone; the line that says what came of it takes its place.
    if (focused) line.focus({ preventScroll: true });
    for (const gap of gaps()) {
      const numbers = gap.pages.map(({ page }) => page);
      const coming = loading?.some((page) => numbers.includes(page));
      gap.node.classList.toggle("notice", !loading);
      if (loading) gap.node.replaceChildren(pagesInWords("loading", coming ? loading : numbers, null, words));
      else gap.node.replaceChildren(pagesInWords("missing", numbers, null, words), " ", ...retry());
    }
  };

  const retry = () => {
    if (!rest.hopeful()) return [];
    const again = button(words("retry"), { class: "plain" });
    onPress(again, () => {
      if (loading) return;
      // The button in a gap goes as well, and its gap may go with it.
      line.focus({ preventScroll: true });
      load();
    });
    return [again, " "];
  };

  const load = () => {
    settled = work();
    return settled;
  };

  const work = async () => {
    // The reader was lost before it came to that: whoever shows the article now lets its pages come.
    if (ended) return;
    let first = true;
    await rest
      .load({
        progress(pages) {
          if (ended) return;
          loading = pages;
          still(draw);
          // Said once: who listens to the text is not to be interrupted for every page.
          if (first) announce(line.textContent);
          first = false;
        },
        arrived(reading) {
          if (!ended) grow(reading);
        },
      })
      .catch(() => {}); // a fault of ours: what is missing is said all the same
    if (ended) return;
    loading = null;
    still(draw);
    const { pages } = article();
    const missing = pages?.missing?.map(({ page }) => page) ?? [];
    announce(missing.length ? pagesInWords("missing", missing, pages?.total ?? total, words) : line.textContent);
  };

  return {
    line,
    load,
    draw,
    /** When nothing is being loaded any more. */
    settled: () => settled,
    stop() {
      ended = true;
    },
  };
}
