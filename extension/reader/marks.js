// @ts-check
/** @import { Article, Mark, MarkChange, Reply, Translate } from "../types" */
/** @import { Drawing } from "./draw.js" */

/**
 * Marks in the text: what is selected gets a small button beside it that marks it, and what is marked one that takes the
 * mark off. Only what a person does counts: `isTrusted`.
 */

import { anchoredMarks, markAt } from "../shared/own.js";
import { isWriting } from "./act.js";
import { button, make } from "./nodes.js";
import { onPress } from "./press.js";
import { failureInWords } from "./save.js";
import { coveredBy } from "./text.js";

/** How long a selection must rest before it gets its button, in milliseconds: it comes and grows a letter at a time. */
const REST = 250;

/** How long after a press on the button the selection may go without taking the button with it, in milliseconds. */
const GRACE = 600;

/** One mark is no longer than this (UTF-16 units). */
const LONGEST = 20_000;

/** The button's distance from the text and from the edges, in pixels. */
const GAP = 6;

/**
 * A stretch of one block, and the last text that it reaches.
 *
 * @typedef {{block: number, start: number, end: number, last: Range}} Stretch
 */

/**
 * @param {object} options
 * @param {HTMLElement} options.main What holds the column.
 * @param {EventTarget} options.keys Where keys are heard.
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {() => Article} options.article
 * @param {() => Drawing} options.drawing
 * @param {() => void} options.draw Draws the marks anew, without moving the text.
 * @param {(change: MarkChange) => Promise<Reply<Mark[]>>} options.change Answers all marks that there are then.
 */
export function marksControl({ main, keys, words, announce, article, drawing, draw, change }) {
  /** As the library has them. @type {Mark[]} */
  let marks = [];
  let busy = false;
  /** A finger or a button is down, in the text. */
  let selecting = false;
  /** When the tool was last pressed. */
  let pressedAt = Number.NEGATIVE_INFINITY;
  /** What the tool is there for. @type {"selection" | "mark" | "word" | null} */
  let offered = null;
  /** @type {(() => void) | null} */
  let act = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const ended = new AbortController();
  const { signal } = ended;
  const tool = make("div", {
    class: "marks-tool",
    role: "group",
    "aria-label": words("marks"),
    lang: words("lang"),
    dir: "ltr",
  });

  // A press on the text leaves the focus in the reader: the keys that follow belong to it.
  main.tabIndex = -1;
  main.classList.add("marks-room");

  /** Each mark where it stands in the article as it is now. */
  const placed = () => anchoredMarks(marks, article().blocks);

  const hide = () => {
    offered = null;
    act = null;
    tool.remove();
  };

  /**
   * Shows the tool beside a text, behind its block: the next stop of the Tab key.
   *
   * @param {Range | DOMRect} near
   * @param {number} block
   * @param {typeof offered} kind
   * @param {(Node | null)[]} content
   */
  const show = (near, block, kind, ...content) => {
    offered = kind;
    tool.replaceChildren(...content.filter((one) => one !== null));
    const node = drawing().parts.blocks[block]?.node;
    if (!node?.parentNode) return hide();
    if (tool.previousSibling !== node) node.parentNode.insertBefore(tool, node.nextSibling);
    moveTo(tool, main, near instanceof Range ? lastBox(near) : near);
  };

  /** @param {string} key @param {() => void} pressed @param {string} [title] */
  const choice = (key, pressed, title) => {
    const made = button(words(key), { class: "plain", title: title ?? null, "aria-keyshortcuts": title ? "h" : null });
    onPress(made, pressed);
    return made;
  };

  /** What is selected of each block; empty where nothing is. @returns {Stretch[]} */
  const selected = () => {
    const ranges = selectedRanges(main.getRootNode());
    const { blocks } = article();
    return drawing().parts.blocks.flatMap(({ node }, block) =>
      ranges.flatMap((range) => {
        const text = blocks[block]?.text ?? "";
        const covered = node?.parentNode && text ? coveredBy(range, node, text) : null;
        return covered ? [{ block, ...covered }] : [];
      }),
    );
  };

  /** The marks that a stretch reaches. @param {Pick<Stretch, "block" | "start" | "end">} stretch @param {Mark[]} all */
  const touched = ({ block, start, end }, all) =>
    all.filter((one) => one.block === block && one.start <= end && one.end >= start);

  /** Looks at what is selected, and offers what can be done with it. */
  const look = () => {
    clearTimeout(timer);
    if (busy || performance.now() - pressedAt < GRACE) return;
    const stretches = selected();
    const last = stretches.at(-1);
    if (!last) {
      if (offered === "selection") hide();
      return;
    }
    const all = placed();
    const inside = stretches.map((stretch) =>
      touched(stretch, all).find(({ start, end }) => start <= stretch.start && end >= stretch.end),
    );
    const isMarked = inside.every((one) => one !== undefined);
    act = isMarked ? () => takeOff(inside, last.last, last.block) : () => add(stretches, last);
    const does = act;
    const key = isMarked ? "markRemove" : "markAdd";
    show(last.last, last.block, "selection", choice(key, does, words(isMarked ? "markRemoveTitle" : "markAddTitle")));
  };

  const lookSoon = () => {
    clearTimeout(timer);
    if (!selecting) timer = setTimeout(look, REST);
  };

  /**
   * Marks stretches; marks that they reach become one with them.
   *
   * @param {Stretch[]} stretches
   * @param {Stretch} near
   */
  const add = async (stretches, near) => {
    const now = new Date().toISOString();
    const { blocks } = article();
    const all = placed();
    const over = stretches.map((stretch) => touched(stretch, all));
    const fresh = stretches.map(({ block, start, end }, index) => {
      const edges = over[index] ?? [];
      const from = Math.min(start, ...edges.map((one) => one.start));
      const to = Math.min(from + LONGEST, Math.max(end, ...edges.map((one) => one.end)));
      return markAt(block, blocks[block]?.text ?? "", from, to, now);
    });
    const done = await work({ add: fresh, remove: over.flat() }, near.last, near.block, () => add(stretches, near));
    if (!done) return;
    getSelection()?.removeAllRanges();
    announce(words("marked"));
    const last = fresh.at(-1);
    if (done.focused) offOf(placeOf((mark) => mark.made === now && mark.start === last?.start))?.focus();
  };

  /**
   * Takes marks off; they can be put back.
   *
   * @param {(Mark | undefined)[]} which
   * @param {Range | DOMRect} near
   * @param {number} block
   */
  const takeOff = async (which, near, block) => {
    const gone = which.filter((one) => one !== undefined);
    // Their words are drawn anew, and where they stand is then no place of theirs any more.
    const box = near instanceof Range ? lastBox(near) : near;
    const done = await work({ remove: gone }, box, block, () => takeOff(which, box, block));
    if (!done) return;
    getSelection()?.removeAllRanges();
    announce(words("markRemoved"));
    const putBack = async () => {
      const back = await work({ add: gone }, box, block, putBack);
      if (!back) return;
      announce(words("marked"));
      if (back.focused) offOf(placeOf((mark) => mark.made === gone[0]?.made && mark.start === gone[0]?.start))?.focus();
    };
    const undo = choice("undo", putBack);
    show(box, block, "word", make("p", { class: "marks-said" }, words("markRemoved")), undo);
    if (done.focused) undo.focus({ preventScroll: true });
  };

  /**
   * Does one change, says in place what goes on and why it failed, and draws what came of it.
   *
   * @param {MarkChange} wanted
   * @param {Range | DOMRect} near
   * @param {number} block
   * @param {() => void} again
   * @returns {Promise<{focused: boolean} | null>} null where it failed; else whether the focus was on what is drawn anew
   */
  const work = async (wanted, near, block, again) => {
    if (busy) return null;
    busy = true;
    const box = near instanceof Range ? lastBox(near) : near;
    const root = /** @type {Document | ShadowRoot} */ (main.getRootNode());
    const focused = tool.contains(root.activeElement) || root.activeElement?.matches(".marks-off") === true;
    const busily = button(words("saving"), { class: "plain", "aria-disabled": "true" });
    show(box, block, "word", busily);
    if (focused) busily.focus({ preventScroll: true });
    const reply = await change(wanted);
    busy = false;
    if (signal.aborted) return null;
    if (!reply.ok) {
      const said = failureInWords(reply.code, words);
      const once = reply.code === "private-window" ? null : choice("retry", again);
      show(box, block, "word", make("p", { class: "marks-said" }, said), once);
      if (focused) (once ?? main).focus({ preventScroll: true });
      announce(said);
      return null;
    }
    marks = reply.value;
    hide();
    draw();
    if (focused) main.focus({ preventScroll: true });
    return { focused };
  };

  /** Where the marks were drawn. */
  const places = () => drawing().parts.blocks.flatMap((block) => block.places.filter(({ mark }) => mark));

  /** The place of a mark. @param {(mark: Mark) => boolean} which */
  const placeOf = (which) => places().find(({ mark }) => mark && which(mark));

  /** The button that takes it off. @param {ReturnType<typeof placeOf>} place */
  const offOf = (place) => place?.elements.at(-1);

  /** @param {Event} event */
  const isOnTool = ({ target }) => target instanceof Node && tool.contains(target);

  main.addEventListener(
    "pointerdown",
    (event) => {
      if (!event.isTrusted) return;
      if (isOnTool(event)) pressedAt = performance.now();
      else {
        selecting = true;
        pressedAt = Number.NEGATIVE_INFINITY;
        if (!busy && offered !== "selection") hide();
      }
    },
    { signal },
  );
  // The finger may be lifted anywhere.
  for (const kind of ["pointerup", "pointercancel"]) {
    addEventListener(
      kind,
      (event) => {
        if (!event.isTrusted || !selecting) return;
        selecting = false;
        // The browser ends its own work on the selection first.
        clearTimeout(timer);
        timer = setTimeout(look, 0);
      },
      { capture: true, signal },
    );
  }
  // The selection stays while its button is pressed.
  tool.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", lookSoon, { signal });
  // Lines break elsewhere then.
  addEventListener(
    "resize",
    () => {
      if (offered === "selection") lookSoon();
      else if (!busy) hide();
    },
    { signal },
  );
  main.addEventListener(
    "click",
    (event) => {
      const { target } = event;
      if (!event.isTrusted || busy || isOnTool(event) || !(target instanceof Element)) return;
      const place = placeAt(target);
      if (!place?.mark) return;
      const { mark } = place;
      const block = mark.block ?? 0;
      const box = boxOf(place.elements);
      if (target.matches(".marks-off")) return void takeOff([mark], box, block);
      if (target.closest("a") || selected().length) return;
      act = () => takeOff([mark], box, block);
      show(box, block, "mark", choice("markRemove", act, words("markRemoveTitle")));
    },
    { signal },
  );
  keys.addEventListener(
    "keydown",
    (given) => {
      const event = /** @type {KeyboardEvent} */ (given);
      const { ctrlKey, altKey, metaKey, isComposing, repeat } = event;
      if (!event.isTrusted || event.key.toLowerCase() !== "h" || isComposing || repeat) return;
      if (ctrlKey || altKey || metaKey || isWriting(event.composedPath()[0])) return;
      pressedAt = Number.NEGATIVE_INFINITY;
      look();
      if (!act || busy) return;
      event.preventDefault();
      act();
    },
    { signal },
  );

  /** @param {Element} target */
  const placeAt = (target) => places().find(({ elements }) => elements.some((one) => one.contains(target)));

  return {
    placed,
    /** Shows the marks that the library has. @param {Mark[]} there */
    show(there) {
      if (JSON.stringify(there) === JSON.stringify(marks)) return;
      marks = there;
      draw();
    },
    /** The text was drawn anew, without the tool: it comes back to what is selected. */
    redrawn() {
      if (offered === "selection") lookSoon();
    },
    /** The marks that have no place in the article any more. */
    lost: () => placed().filter(({ block }) => block === null),
    stop() {
      clearTimeout(timer);
      ended.abort();
      hide();
    },
  };
}

/**
 * What is selected below `root`. A closed shadow root keeps its selection from whoever has not the root in hand.
 *
 * @param {Node} root
 * @returns {StaticRange[]}
 */
function selectedRanges(root) {
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const ranges = getSelection()?.getComposedRanges({ shadowRoots }) ?? [];
  return ranges.filter(({ collapsed }) => !collapsed);
}

/** Where the last line of a text is seen. @param {Range} range */
function lastBox(range) {
  return [...range.getClientRects()].findLast(({ width }) => width > 0) ?? range.getBoundingClientRect();
}

/** Where the last line of a mark is seen. @param {HTMLElement[]} elements */
function boxOf(elements) {
  const boxes = elements.filter((one) => one.localName === "mark").flatMap((one) => [...one.getClientRects()]);
  return boxes.findLast(({ width }) => width > 0) ?? new DOMRect();
}

/**
 * Puts the tool under a line, or over the foot of the view where the line is further down.
 *
 * @param {HTMLElement} tool
 * @param {HTMLElement} room
 * @param {DOMRect} line
 */
function moveTo(tool, room, line) {
  const [inner, own] = [room.getBoundingClientRect(), tool.getBoundingClientRect()];
  const zoom = room.currentCSSZoom || 1;
  const top = Math.max(0, Math.min(line.bottom + GAP, innerHeight - own.height - 2 * GAP));
  const left = Math.max(inner.left + GAP, Math.min(line.right - own.width / 2, inner.right - own.width - GAP));
  const place = `${(left - inner.left) / zoom}px ${(top - inner.top) / zoom}px`;
  // Where it belongs is known only now, and no style is written into the page's document: an animation that has ended.
  for (const before of tool.getAnimations()) before.cancel();
  tool.animate({ translate: place }, { duration: 0, fill: "forwards" });
}
