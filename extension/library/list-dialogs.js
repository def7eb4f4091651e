// @ts-check
/** @import { Row, Translate } from "../types" */

import { drawKeys } from "../reader/keys.js";
import { button, make } from "../reader/nodes.js";
import { keyOfTag } from "../shared/own.js";

/** What each key does, in the order in which they are shown. @type {import("../reader/keys.js").Shown[]} */
const KEYS = [
  { shown: ["/"], says: "keySearch" },
  { shown: ["J", "K", "↓", "↑"], says: "keyMove" },
  { shown: ["Home", "End"], says: "keyEnds" },
  { shown: ["Enter"], says: "keyOpen" },
  { shown: ["X"], says: "keySelect" },
  { shown: ["Shift", "↓", "↑"], says: "keyExtend" },
  { shown: ["A"], says: "keyAll" },
  { shown: ["R"], says: "keyRead" },
  { shown: ["E"], says: "keyArchive" },
  { shown: ["T"], says: "keyTag" },
  { shown: ["Delete"], says: "keyDelete" },
  { shown: ["Esc"], says: "keyEscape" },
  { shown: ["?"], says: "keyHelp" },
];

/** What can be typed to search: an example, and what it finds. @type {import("../reader/keys.js").Shown[]} */
const SEARCHES = [
  { shown: "searchWords", says: "searchWordsSays" },
  { shown: "searchPhrase", says: "searchPhraseSays" },
  { shown: "searchNot", says: "searchNotSays" },
  { shown: "searchTicker", says: "searchTickerSays" },
  { shown: "searchTag", says: "searchTagSays" },
  { shown: "searchDates", says: "searchDatesSays" },
];

/**
 * The list of keys, and how to search.
 *
 * @param {Translate} words
 */
export function openHelp(words) {
  const close = button(words("close"), { class: "plain" });
  const node = make(
    "dialog",
    { class: "list-dialog list-help", "aria-label": words("keysTitle") },
    // The list is longer than some windows: it begins at its head, and not at its button.
    make("h2", { tabindex: -1, autofocus: true }, words("keysTitle")),
    drawKeys(KEYS, words),
    make("h2", {}, words("searchHow")),
    drawKeys(SEARCHES, words),
    make("div", { class: "list-dialog-acts" }, close),
  );
  close.addEventListener("click", () => node.close());
  return {
    node,
    show: () => node.showModal(),
  };
}

/**
 * Tags for some articles, with those that the library knows offered while one is typed.
 *
 * @param {Translate} words
 * @param {(rows: Row[], change: {addTags?: string[], removeTags?: string[]}) => void} change
 */
export function openTagging(words, change) {
  const title = make("h2", {});
  const known = make("datalist", { id: "saring-list-tags" });
  const field = make("input", {
    type: "text",
    list: known.id,
    maxlength: 60,
    autocomplete: "off",
    "aria-label": words("tagField"),
    placeholder: words("tagField"),
  });
  const add = button(words("tagAdd"), { class: "primary" });
  const cancel = button(words("cancel"), { class: "plain" });
  const there = make("div", { class: "list-there" });
  const node = make(
    "dialog",
    { class: "list-dialog list-tagging", "aria-label": words("tagTitle") },
    title,
    make("div", { class: "list-tag-field" }, field, add),
    known,
    there,
    make("div", { class: "list-dialog-acts" }, cancel),
  );
  /** @type {Row[]} */
  let rows = [];
  const done = () => {
    const tags = field.value.split(",").flatMap((tag) => tag.trim() || []);
    if (!tags.length) return field.focus();
    node.close();
    change(rows, { addTags: tags });
  };
  add.addEventListener("click", done);
  cancel.addEventListener("click", () => node.close());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    done();
  });

  return {
    node,

    /**
     * @param {Row[]} wanted
     * @param {Row[]} all Whose tags are offered.
     */
    show(wanted, all) {
      rows = wanted;
      const counted = counts(all);
      const one = rows[0];
      title.textContent =
        rows.length === 1
          ? words("tagOne", one?.title || words("untitled"))
          : words("tagMany", rows.length.toLocaleString(words("lang")));
      known.replaceChildren(...counted.map(([tag]) => make("option", { value: tag })));
      field.value = "";
      const own = counts(rows).map(([tag]) => {
        const chip = button(tag, { class: "list-chip", "aria-label": words("tagRemove", tag) }, "×");
        chip.addEventListener("click", () => {
          node.close();
          change(rows, { removeTags: [tag] });
        });
        return chip;
      });
      there.hidden = own.length === 0;
      there.replaceChildren(make("p", {}, words("tagThere")), ...own);
      node.showModal();
      field.focus();
    },
  };
}

/** The tags of rows, the most used first. @param {Row[]} rows */
function counts(rows) {
  /** @type {Map<string, number>} */
  const counted = new Map();
  /** How each is written first; those that differ in capitals alone are one. @type {Map<string, string>} */
  const spellings = new Map();
  for (const { tags } of rows) {
    for (const tag of tags) {
      const key = keyOfTag(tag);
      if (!spellings.has(key)) spellings.set(key, tag);
      const spelling = spellings.get(key) ?? tag;
      counted.set(spelling, (counted.get(spelling) ?? 0) + 1);
    }
  }
  return [...counted].sort((one, other) => other[1] - one[1]);
}
