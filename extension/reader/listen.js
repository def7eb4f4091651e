// @ts-check
/** @import { Article, Piece, Settings, Tell, Translate } from "../types" */
/** @import { Drawing } from "./draw.js" */

import { button, icon, make } from "./nodes.js";
import { panelControl, panelRow } from "./panel.js";
import { onPress } from "./press.js";
import { openSpeaker, voices, voicesOf } from "./speech.js";
import { rangeOf } from "./text.js";

/**
 * Reading aloud: sentence by sentence, so that it can be held, moved and followed by the eye. A held voice begins its
 * sentence anew: not every browser can go on in the middle.
 */

/** The speeds, in percent of the voice's own. */
const SPEEDS = [60, 75, 90, 100, 115, 130, 150, 175, 200];

/** What is read aloud of an article, beside its headline: what is made of sentences. */
const SPOKEN = ["heading", "list", "paragraph", "quote"];

/** What stays free around a sentence that is brought into view, in pixels. */
const GAP = 16;

/** The headline, in place of the number of a block. */
const HEADLINE = -1;

/**
 * The button of the bar and the panel that it opens.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {(text: string) => void} options.announce
 * @param {() => Article} options.article
 * @param {() => Drawing} options.drawing
 * @param {() => Element | null} options.scroller
 * @param {() => number} options.covered How much of the view's head is covered, in pixels.
 * @param {Partial<Settings>} options.settings
 * @param {(change: Partial<Settings>) => void} options.keep
 * @param {Tell} options.tell How the texts are said.
 * @param {(panel: HTMLElement) => void} [options.opened]
 */
export function listenControl({ words, announce, article, drawing, scroller, covered, settings, keep, tell, opened }) {
  let speed = nearest(settings.speed ?? 100);
  let chosen = settings.voice ?? "";
  /** @type {SpeechSynthesisVoice | null} */
  let voice = null;
  /** All sentences, once they are wanted. @type {(Piece & {block: number})[] | null} */
  let sentences = null;
  let at = 0;
  let isSpeaking = false;
  /** Of presses that come while something is got ready, the last one counts. */
  let turn = 0;

  const open = button(words("listen"), { class: "plain compact", title: words("listenTitle") }, icon("listen"));
  const spot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  spot.setAttribute("class", "spoken");
  spot.setAttribute("aria-hidden", "true");
  const speaker = openSpeaker({
    ended() {
      if (at + 1 < (sentences?.length ?? 0)) return go(at + 1, false);
      at = 0;
      hold();
      announce(words("listenEnded"));
    },
    failed() {
      hold();
      announce(words("listenFailed"));
      note.textContent = words("listenFailed");
    },
  });
  const resized = new ResizeObserver(() => isSpeaking && light());
  addEventListener("pagehide", stop);

  const back = button(words("listenBack"), { class: "segment icon-only", title: words("listenBack") }, icon("before"));
  const play = button(words("listenStart"), { class: "segment listen-play" }, icon("play"));
  const next = button(words("listenNext"), { class: "segment icon-only", title: words("listenNext") }, icon("behind"));
  const slower = button("−", { class: "segment", "aria-label": words("listenSlower") });
  const faster = button("+", { class: "segment", "aria-label": words("listenFaster") });
  const pace = make("span", { class: "look-size", "aria-hidden": "true" });
  const select = make("select", { class: "listen-voice", "aria-label": words("listenVoice") });
  const note = make("p", { class: "listen-note" });
  onPress(play, press);
  onPress(back, () => move(-1));
  onPress(next, () => move(1));
  onPress(slower, () => hurry(-1));
  onPress(faster, () => hurry(1));
  select.addEventListener("change", (event) => {
    if (!event.isTrusted) return;
    chosen = select.value;
    keep({ voice: chosen });
    look().then(() => isSpeaking && go(at, false));
  });
  const {
    panel,
    close,
    turn: turnPanel,
  } = panelControl(open, {
    label: words("listen"),
    draw() {
      showSpeed();
      look();
      return [
        make("div", { class: "segments listen-acts" }, back, play, next),
        panelRow(words("listenSpeed"), slower, pace, faster),
        panelRow(words("listenVoice"), select),
        note,
      ];
    },
    opened,
  });

  /** Finds the voices, and shows which of them speaks. */
  async function look() {
    const { local, remote } = voicesOf(await voices(), lang());
    const option = (/** @type {SpeechSynthesisVoice} */ { name, voiceURI }) =>
      make("option", { value: voiceURI }, name);
    // A voice that sends the text away speaks only where it was picked.
    voice = [...local, ...remote].find(({ voiceURI }) => voiceURI === chosen) ?? local[0] ?? null;
    const none = voice ? null : make("option", { value: "" }, words(remote.length ? "listenPick" : "listenNoVoice"));
    const group = (/** @type {string} */ label, /** @type {SpeechSynthesisVoice[]} */ ones) =>
      ones.length ? make("optgroup", { label }, ...ones.map(option)) : "";
    select.replaceChildren(none ?? "", group(words("listenLocal"), local), group(words("listenRemote"), remote));
    select.value = voice?.voiceURI ?? "";
    select.disabled = !local.length && !remote.length;
    for (const act of [play, back, next]) act.setAttribute("aria-disabled", String(!voice));
    note.textContent = voice
      ? voice.localService
        ? ""
        : words("listenAway")
      : words(remote.length ? "listenOnlyRemote" : "listenMissing");
  }

  function lang() {
    return article().lang || "id";
  }

  /** The sentences in their order, and the place where to begin. */
  async function prepare() {
    const { title, blocks } = article();
    const spoken = blocks.flatMap((block, index) => (SPOKEN.includes(block.kind) ? [{ index, text: block.text }] : []));
    const [headline = [], ...rest] = await tell([title, ...spoken.map(({ text }) => text)], lang());
    const said = headline.map((piece) => piece.said).join(" ");
    sentences = [
      ...(said ? [{ start: 0, end: title.length, said, block: HEADLINE }] : []),
      ...rest.flatMap((pieces, number) => pieces.map((piece) => ({ ...piece, block: spoken[number]?.index ?? 0 }))),
    ].filter((piece) => /[\p{L}\p{N}]/u.test(piece.said));
  }

  /** The first sentence that is not above the view. */
  function firstInView() {
    const top = covered();
    if ((scroller()?.scrollTop ?? 0) < top) return 0;
    const found =
      sentences?.findIndex((piece) => (rangeAt(piece)?.getBoundingClientRect().bottom ?? 0) > top + GAP) ?? 0;
    return Math.max(0, found);
  }

  /** Begins, holds, or goes on. */
  async function press() {
    if (isSpeaking) return hold();
    turn += 1;
    const mine = turn;
    await look();
    if (!voice) {
      if (panel.hidden) turnPanel();
      announce(note.textContent ?? "");
      return;
    }
    const isFresh = !sentences;
    if (isFresh) await prepare();
    if (mine !== turn || !sentences?.length) return;
    // Whoever has read on meanwhile goes on there.
    const range = rangeAt(sentences[at]);
    go(isFresh || !range || !isInView(range) ? firstInView() : at, true);
  }

  /** @param {1 | -1} way */
  async function move(way) {
    if (!voice) return;
    if (!sentences) return press();
    go(Math.min(Math.max(at + way, 0), sentences.length - 1), true);
  }

  /** @param {1 | -1} way */
  function hurry(way) {
    const now = SPEEDS[SPEEDS.indexOf(speed) + way];
    if (now === undefined) return;
    speed = now;
    keep({ speed });
    showSpeed();
    announce(words("listenSpeedNow", speed));
    if (isSpeaking) go(at, false);
  }

  function showSpeed() {
    pace.textContent = `${speed}%`;
    slower.setAttribute("aria-disabled", String(speed === SPEEDS[0]));
    faster.setAttribute("aria-disabled", String(speed === SPEEDS.at(-1)));
  }

  /**
   * Says the sentence at that place. The view follows as long as the reader looks on, or where they asked for it.
   *
   * @param {number} to
   * @param {boolean} isAsked
   */
  function go(to, isAsked) {
    const piece = sentences?.[to];
    if (!piece || !voice) return hold();
    const before = isSpeaking ? rangeAt(sentences?.[at]) : null;
    const follows = isAsked || (before !== null && isInView(before));
    at = to;
    setSpeaking(true);
    light();
    const range = rangeAt(piece);
    if (range && follows) show(range);
    speaker.say(piece.said, voice, speed / 100);
  }

  function hold() {
    turn += 1;
    speaker.stop();
    setSpeaking(false);
  }

  function stop() {
    hold();
    removeEventListener("pagehide", stop);
  }

  /** @param {boolean} now */
  function setSpeaking(now) {
    isSpeaking = now;
    const label = play.querySelector(".label");
    if (label) label.textContent = words(now ? "listenHold" : "listenStart");
    play.querySelector(".icon")?.replaceWith(icon(now ? "hold" : "play"));
    open.dataset.state = now ? "speaking" : "";
    if (now) {
      const { node } = drawing();
      if (spot.parentNode !== node) node.prepend(spot);
      resized.observe(node);
    } else {
      resized.disconnect();
      spot.remove();
    }
  }

  /** @param {{block: number, start: number, end: number} | undefined} piece */
  function rangeAt(piece) {
    if (!piece) return null;
    const { headline, parts } = drawing();
    const node = piece.block === HEADLINE ? headline : parts.blocks[piece.block]?.node;
    if (!node?.isConnected) return null;
    if (piece.block !== HEADLINE) return rangeOf(node, piece.start, piece.end);
    const range = document.createRange();
    range.selectNodeContents(node);
    return range;
  }

  /** Boxes behind the sentence: the text itself is not touched, nor what is selected in it. */
  function light() {
    const { node } = drawing();
    const zoom = node.currentCSSZoom || 1;
    const { left, top } = node.getBoundingClientRect();
    const boxes = [...(rangeAt(sentences?.[at])?.getClientRects() ?? [])].map((box) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const sizes = { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
      for (const [name, value] of Object.entries(sizes)) rect.setAttribute(name, (value / zoom).toFixed(1));
      return rect;
    });
    spot.replaceChildren(...boxes);
  }

  /** Of the view, what neither the bar nor the panel covers; the panel lies below the one or at the view's foot. */
  function edges() {
    const head = Math.max(0, covered());
    if (panel.hidden) return { head, foot: innerHeight };
    const { top, bottom } = panel.getBoundingClientRect();
    return top > innerHeight / 2 ? { head, foot: top } : { head: Math.max(head, bottom), foot: innerHeight };
  }

  /** @param {Range} range */
  function isInView(range) {
    const box = range.getBoundingClientRect();
    return box.bottom > covered() && box.top < innerHeight;
  }

  /** @param {Range} range */
  function show(range) {
    const box = range.getBoundingClientRect();
    const { head, foot } = edges();
    if (box.top >= head + GAP && box.bottom <= foot - GAP) return;
    const within = scroller();
    if (within) within.scrollTop += box.top - head - Math.min(foot - head - box.height, (foot - head) / 4);
  }

  return {
    open,
    panel,
    close,
    press,
    move,
    stop,
    /** Whether the panel is to stay while the text is touched. */
    isSpeaking: () => isSpeaking,

    /** The article grew or was drawn anew: the sentence that is said stays the one that is said. */
    async redrawn() {
      if (!sentences) return;
      const before = sentences[at];
      const text = article().blocks[before?.block ?? HEADLINE]?.text;
      await prepare();
      const now = sentences.findIndex((piece) => piece.said === before?.said && piece.start === before.start);
      at = Math.max(0, now);
      if (isSpeaking) {
        if (now < 0 && text !== undefined) hold();
        else light();
      }
    },
  };
}

/** @param {number} speed */
function nearest(speed) {
  return SPEEDS.reduce((best, one) => (Math.abs(one - speed) < Math.abs(best - speed) ? one : best), 100);
}
