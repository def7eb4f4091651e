// @ts-check
/** @import { Library } from "./library.js" */

import { button, icon, make } from "../reader/nodes.js";
import { failureInWords } from "../reader/save.js";
import { ask } from "../shared/messages.js";
import { keyOfTag } from "../shared/own.js";
import { whenReleased } from "./press.js";

/**
 * The reader's own tags of one record: each with a way to take it away, and a field for more, which knows all tags of the
 * library. Comma or Enter ends a tag; Backspace in the empty field takes the last one away.
 *
 * @param {Pick<Library, "words" | "catalogue" | "announce">} library
 * @param {string} id
 * @param {string[]} stored
 */
export function tagsField({ words, catalogue, announce }, id, stored) {
  let tags = stored;
  const known = make("datalist", { id: "saring-known" });
  const field = make("input", {
    id: "saring-tag",
    list: known.id,
    maxlength: 60,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "done",
    placeholder: words("tagAdd"),
    "aria-describedby": "saring-tag-hint",
  });
  const list = make("ul", { class: "mine-list", role: "list", "aria-labelledby": "saring-tags-label" });
  const problem = make("p", { class: "mine-state", "data-state": "failed", hidden: true });
  const node = make(
    "div",
    { class: "mine-tags" },
    make("label", { class: "label", id: "saring-tags-label", for: field.id }, words("ownTags")),
    make("div", { class: "mine-chips" }, list, field),
    known,
    problem,
    make("p", { class: "unseen", id: "saring-tag-hint" }, words("tagHint")),
  );

  /** The focus stays at its place among the tags, and goes nowhere else. */
  function draw() {
    const at = [...list.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const chips = tags.map((tag) => {
      const remove = button(words("tagRemove", tag), { class: "plain icon-only" }, icon("close"));
      remove.addEventListener("click", () => {
        change({ removeTags: [tag] }).then((done) => done && announce(words("tagRemoved", tag)));
      });
      return make("li", { class: "mine-chip" }, make("span", {}, tag), remove);
    });
    list.replaceChildren(...chips);
    list.hidden = !chips.length;
    if (at >= 0) (list.querySelectorAll("button")[Math.min(at, chips.length - 1)] ?? field).focus();
  }

  /** All tags of the library that this record has not, the most used first. */
  function complete() {
    /** @type {Map<string, {tag: string, count: number}>} */
    const counted = new Map();
    for (const tag of catalogue.rows().flatMap((row) => row.tags)) {
      const one = counted.get(keyOfTag(tag)) ?? { tag, count: 0 };
      one.count += 1;
      counted.set(keyOfTag(tag), one);
    }
    for (const tag of tags) counted.delete(keyOfTag(tag));
    const most = [...counted.values()].sort((one, other) => other.count - one.count);
    known.replaceChildren(...most.map(({ tag }) => make("option", { value: tag })));
  }

  /** Adds what is in the field, and says whether nothing of it is left. */
  async function add() {
    const text = field.value;
    const added = text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean);
    field.value = "";
    if (!added.length) return;
    if (await change({ addTags: added })) announce(words("tagAdded", added.join(", ")));
    else if (!field.value) field.value = text;
  }

  /** @param {import("../types").OwnChange} wanted @returns {Promise<boolean>} */
  async function change(wanted) {
    const reply = await ask({ kind: "change-own", ids: [id], change: wanted });
    problem.hidden = reply.ok;
    if (!reply.ok) {
      problem.textContent = words("noteFailed", failureInWords(reply.code, words));
      announce(problem.textContent);
      return false;
    }
    const without = new Set((wanted.removeTags ?? []).map(keyOfTag));
    const had = new Set(tags.map(keyOfTag));
    tags = [...tags, ...(wanted.addTags ?? []).filter((tag) => !had.has(keyOfTag(tag)))].filter(
      (tag) => !without.has(keyOfTag(tag)),
    );
    // The press that took the focus from the field is still on its way to a button, and chips make those move.
    whenReleased(draw);
    return true;
  }

  field.addEventListener("focus", complete);
  field.addEventListener("input", (event) => {
    // One that was chosen from the list is whole.
    const isChosen = !(event instanceof InputEvent) || event.inputType === "insertReplacementText";
    if (isChosen || field.value.includes(",")) add();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    }
    const last = tags.at(-1);
    if (event.key === "Backspace" && !field.value && !event.repeat && last) {
      event.preventDefault();
      change({ removeTags: [last] }).then((done) => done && announce(words("tagRemoved", last)));
    }
  });
  field.addEventListener("blur", () => {
    add();
  });
  draw();

  return {
    node,
    field,

    /** What is left in the field is a tag, too; done when it is stored or has failed. A browser may take the field without a word. */
    end: add,

    /** The record has changed. @param {string[]} there */
    look(there) {
      if (JSON.stringify(there) === JSON.stringify(tags)) return;
      tags = there;
      whenReleased(draw);
    },
  };
}
