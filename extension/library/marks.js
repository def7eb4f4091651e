// @ts-check
/** @import { Mark, MarkChange, Reply, SavedRecord } from "../types" */
/** @import { Drawing } from "../reader/draw.js" */
/** @import { Library } from "./library.js" */

import { enliven } from "../reader/act.js";
import { redraw } from "../reader/draw.js";
import { marksControl } from "../reader/marks.js";
import { button, make } from "../reader/nodes.js";
import { onPress } from "../reader/press.js";
import { failureInWords } from "../reader/save.js";
import { ask } from "../shared/messages.js";

/**
 * The marks of a saved article where it is read: in the text as in the reader over a page, and those whose words are not in
 * the article any more in a list behind it.
 *
 * @param {Library} library
 * @param {object} reading
 * @param {SavedRecord} reading.record
 * @param {HTMLElement} reading.main What holds the drawing.
 * @param {Drawing} reading.drawing
 * @param {boolean} reading.pictures
 * @param {() => void} reading.redrawn Called when the text was drawn anew.
 * @returns {{stop: () => void, drawing: () => Drawing}}
 */
export function markedReading({ words, store, catalogue, announce }, { record, main, drawing, pictures, redrawn }) {
  const { id } = record;
  const spoken = { lang: record.lang ?? null, dir: "auto" };
  const title = make("h2", { class: "label", id: "saring-marks-lost" }, words("marksLost"));
  const lines = make("ul");
  const lost = make(
    "section",
    { class: "tail marks-lost", "aria-labelledby": title.id, lang: words("lang"), dir: "ltr", hidden: true },
    title,
    make("p", {}, words("marksLostWhy")),
    lines,
  );
  let drawn = drawing;
  let print = catalogue.row(id)?.print;
  /** Those of the list that were taken off and can be put back. @type {Mark[]} */
  let gone = [];

  const control = marksControl({
    ...{ main, keys: document, words, announce, draw, change },
    article: () => record,
    drawing: () => drawn,
  });
  const unhear = catalogue.onChange(async () => {
    const row = catalogue.row(id);
    if (!row || row.print === print) return;
    print = row.print;
    const reply = await there();
    if (reply.ok) control.show(reply.value);
  });
  control.show(record.own.marks);

  function draw() {
    drawn = redraw(drawn, record, { words, pictures, marks: control.placed() });
    enliven(drawn, { article: () => record, words, announce, scroller: () => document.scrollingElement });
    lines.replaceChildren(...control.lost().map(drawLost), ...gone.map(drawGone));
    lost.hidden = !lines.firstChild;
    drawn.parts.body.after(lost);
    redrawn();
  }

  /** @returns {Promise<Reply<Mark[]>>} */
  async function there() {
    const found = await store.read(id).catch(() => null);
    return found && "record" in found ? { ok: true, value: found.record.own.marks } : { ok: false, code: "gone" };
  }

  /**
   * @param {MarkChange} wanted
   * @returns {Promise<Reply<Mark[]>>}
   */
  async function change({ add = [], remove }) {
    const reply = await ask({ kind: "change-own", ids: [id], change: { addMarks: add, removeMarks: remove } });
    if (!reply.ok) return reply;
    const now = await there();
    const isKept = (/** @type {Mark} */ { text, made }) =>
      now.ok && now.value.some((one) => one.text === text && one.made === made);
    return now.ok && !add.every(isKept) ? { ok: false, code: "too-many-marks" } : now;
  }

  /** @param {Mark} mark */
  function drawLost(mark) {
    const off = button(words("markRemove"), { class: "plain" });
    const line = make("li", {}, make("span", { class: "marks-words" }, make("mark", spoken, mark.text)), off);
    onPress(off, () => act(line, { remove: [mark] }, "markRemoved", [...gone, mark]));
    return line;
  }

  /** @param {Mark} mark */
  function drawGone(mark) {
    const undo = button(words("undo"), { class: "plain" });
    const line = make("li", {}, make("span", { class: "marks-words" }, words("markRemoved")), undo);
    const others = gone.filter((one) => one !== mark);
    onPress(undo, () => act(line, { add: [mark] }, "marked", others));
    return line;
  }

  /**
   * @param {HTMLElement} line Where it was pressed, and where a failure is told.
   * @param {MarkChange} wanted
   * @param {string} said
   * @param {Mark[]} left What can be put back then.
   */
  async function act(line, wanted, said, left) {
    const at = [...lines.children].indexOf(line);
    const reply = await change(wanted);
    if (!reply.ok) {
      line.querySelector(".marks-failed")?.remove();
      line.append(make("p", { class: "marks-failed" }, failureInWords(reply.code, words)));
      return announce(failureInWords(reply.code, words));
    }
    gone = left;
    control.show(reply.value);
    draw();
    announce(words(said));
    const next = lines.children[Math.min(at, lines.children.length - 1)];
    /** @type {HTMLElement} */ (next?.querySelector("button") ?? main).focus({ preventScroll: true });
  }

  return {
    drawing: () => drawn,
    stop() {
      unhear();
      control.stop();
    },
  };
}
