// @ts-check
/** @import { Row, Translate } from "../types" */

import { button, make } from "../reader/nodes.js";

/** What each key does, in the order in which they are shown. @type {[string[], string][]} */
const KEYS = [
  [["/"], "keySearch"],
  [["J", "K", "↓", "↑"], "keyMove"],
  [["Home", "End"], "keyEnds"],
  [["Enter"], "keyOpen"],
  [["X"], "keySelect"],
  [["Shift", "↓", "↑"], "keyExtend"],
  [["A"], "keyAll"],
  [["R"], "keyRead"],
  [["E"], "keyArchive"],
  [["T"], "keyTag"],
  [["Delete"], "keyDelete"],
  [["Esc"], "keyEscape"],
  [["?"], "keyHelp"],
];

/** What can be typed to search: an example, and what it finds. @type {[string, string][]} */
const SEARCHES = [
  ["searchWords", "searchWordsSays"],
  ["searchPhrase", "searchPhraseSays"],
  ["searchNot", "searchNotSays"],
  ["searchTicker", "searchTickerSays"],
  ["searchTag", "searchTagSays"],
  ["searchDates", "searchDatesSays"],
];

/**
 * The list of keys, and how to search.
 *
 * @param {Translate} words
 */
export function openHelp(words) {
  const close = button(words("close"), { class: "plain" });
  const rows = KEYS.flatMap(([keys, word]) => [
    make("dt", {}, ...keys.map((key) => make("kbd", {}, key))),
    make("dd", {}, words(word)),
  ]);
  const searches = SEARCHES.flatMap(([example, says]) => [
    make("dt", {}, make("kbd", {}, words(example))),
    make("dd", {}, words(says)),
  ]);
  const node = make(
    "dialog",
    { class: "list-dialog list-help", "aria-label": words("keysTitle") },
    make("h2", {}, words("keysTitle")),
    make("dl", {}, ...rows),
    make("h2", {}, words("searchHow")),
    make("dl", {}, ...searches),
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
  for (const { tags } of rows) for (const tag of tags) counted.set(tag, (counted.get(tag) ?? 0) + 1);
  return [...counted].sort((one, other) => other[1] - one[1]);
}
