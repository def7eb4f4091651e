// @ts-check
/** @import { Reading, Removal, Translate } from "../types" */
/** @import { Drawing } from "./draw.js" */

/** What was taken out of the article, in a list behind it; each part can be put back into its place, and taken out again. */

import { leadTo } from "./act.js";
import { button, make } from "./nodes.js";

/** These stand elsewhere in the reader: nothing of them is missing. Sorted. */
const MOVED = ["byline", "caption", "date", "headline", "lead image", "related"];

/** So much of a part is shown (UTF-16 units). */
const MOST = 240;

/** So much of it tells one button from the next. */
const NAMED = 60;

/**
 * Everything that was taken away, in its own words, so that nobody need trust us.
 *
 * @param {Removal[]} trace
 * @param {Translate} words
 * @param {Set<string> | null} returned What was put back; null where nothing can be.
 */
export function drawLeftOut(trace, words, returned) {
  if (!trace.some(({ blocks }) => blocks.length > 0)) return null;
  const keys = returned?.size ? keysOf(trace) : [];
  const entries = trace.flatMap(({ rule, blocks }, index) => {
    if (!blocks.length) return [];
    const named = words(ruleKey(rule));
    const name = named === ruleKey(rule) ? words("ruleOther") : named;
    const text = blocks
      .map((block) => block.text.trim())
      .filter(Boolean)
      .join(" · ");
    const isBack = returned?.has(keys[index] ?? "") === true;
    const acts = returned && !MOVED.includes(rule) ? drawActs(isBack, cut(text, NAMED) || name, words) : null;
    return [
      make(
        "li",
        { "data-id": index },
        make("span", { class: "rule" }, name),
        text && make("span", { class: "removed" }, cut(text, MOST)),
        acts,
      ),
    ];
  });
  return make(
    "details",
    { class: "tail left-out", lang: words("lang") },
    make("summary", {}, words("leftOut", entries.length)),
    make("p", {}, words("leftOutWhy")),
    make("ul", {}, ...entries),
  );
}

/**
 * @param {boolean} isBack
 * @param {string} part
 * @param {Translate} words
 */
function drawActs(isBack, part, words) {
  const act = (/** @type {string} */ key) =>
    button(words(key), { class: "plain left-out-act", "data-state": key, "aria-description": part });
  if (!isBack) return make("span", { class: "left-out-acts" }, act("putBack"));
  const said = make("span", { class: "left-out-said" }, words("isBack"));
  return make("span", { class: "left-out-acts" }, said, act("seeBack"), act("takeOut"));
}

/**
 * The article with those parts that were put back, and where the first block of each is.
 *
 * @param {Reading} reading
 * @param {Set<string>} returned
 * @returns {{article: Reading, places: Map<string, number>}}
 */
export function withReturned(reading, returned) {
  /** @type {Map<string, number>} */
  const places = new Map();
  if (!returned.size) return { article: reading, places };
  const trace = reading.trace ?? [];
  const keys = keysOf(trace);
  /** @type {Reading["blocks"]} */
  const blocks = [];
  const putAfter = (/** @type {number} */ place) => {
    for (const [index, removal] of trace.entries()) {
      const key = keys[index] ?? "";
      if ((removal.after ?? -1) !== place || !returned.has(key)) continue;
      places.set(key, blocks.length);
      blocks.push(...removal.blocks);
    }
  };
  putAfter(-1);
  const moved = reading.blocks.map((block, index) => {
    const place = blocks.push(block) - 1;
    putAfter(index);
    return place;
  });

  /** @template {{block: number}} One @param {One} one @returns {One} */
  const inBlock = (one) => ({ ...one, block: moved[one.block] ?? one.block });
  /** @template {{after?: number | null}} One @param {One} one @returns {One} */
  const behind = (one) => ({ ...one, after: moved[one.after ?? -1] ?? null });
  const { summary, facts, related, pages } = reading;
  const article = {
    ...reading,
    blocks,
    summary: { ...summary, sentences: summary.sentences.map(inBlock), long: summary.long?.map(inBlock) },
    facts: (facts ?? []).map(inBlock),
    related: related.map(behind),
    pages: pages && { ...pages, missing: pages.missing?.map(behind) },
    trace: trace.map(behind),
  };
  return { article, places };
}

/**
 * What names each part as long as the reader is open, also after the article has grown: what it is, and which of those that
 * are the same.
 *
 * @param {Removal[]} trace
 * @returns {string[]}
 */
export function keysOf(trace) {
  /** @type {Map<string, number>} */
  const met = new Map();
  return trace.map(({ rule, blocks }) => {
    const key = JSON.stringify([rule, blocks]);
    const count = met.get(key) ?? 0;
    met.set(key, count + 1);
    return `${count} ${key}`;
  });
}

/**
 * Lets a person put parts back and take them out again.
 *
 * @param {object} options
 * @param {HTMLElement} options.main
 * @param {HTMLElement} options.scroller
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {() => Reading} options.reading As the core has read it.
 * @param {() => Drawing} options.drawing
 * @param {Set<string>} options.returned
 * @param {() => void} options.draw Draws the article as it is now.
 */
export function leftOutControl({ main, scroller, words, announce, reading, drawing, returned, draw }) {
  main.addEventListener("click", (event) => {
    const { target } = event;
    const pressed = target instanceof Element ? target.closest(".left-out-act") : null;
    const line = pressed?.closest("li");
    if (!event.isTrusted || !pressed || !line) return;
    const index = Number(line.getAttribute("data-id"));
    const key = keysOf(reading().trace ?? [])[index];
    if (key === undefined) return;
    const wanted = pressed.getAttribute("data-state");
    if (wanted === "seeBack") return see(key);
    if (wanted === "putBack") returned.add(key);
    else returned.delete(key);
    // The list is drawn anew, and stays where it is under the finger.
    const { top } = line.getBoundingClientRect();
    scroller.classList.add("held");
    draw();
    const now = main.querySelector(`.left-out li[data-id="${index}"]`);
    if (now) scroller.scrollTop += now.getBoundingClientRect().top - top;
    scroller.classList.remove("held");
    /** @type {HTMLElement | null | undefined} */ (now?.querySelector(".left-out-act"))?.focus({ preventScroll: true });
    announce(words(wanted === "putBack" ? "isBack" : "isOut"));
  });

  /** @param {string} key */
  function see(key) {
    const first = withReturned(reading(), returned).places.get(key) ?? -1;
    const node = drawing().parts.blocks[first]?.node;
    if (node instanceof HTMLElement) leadTo(node, [node], scroller);
  }
}

/**
 * `lead image` has its words under `ruleLeadImage`.
 *
 * @param {string} rule
 */
export function ruleKey(rule) {
  const name = rule.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return `rule${name.join("")}`;
}

/** @param {string} text @param {number} most */
function cut(text, most) {
  return text.length > most
    ? `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`
    : text;
}
