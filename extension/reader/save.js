// @ts-check
/** @import { Keeper, Stamp, Translate } from "../types" */

import { localDay, shortDate } from "../shared/dates.js";
import { onPress } from "./act.js";
import { button, icon, make } from "./nodes.js";

/** Why something was not saved, in words. @type {Record<string, string>} */
const FAILURES = {
  "bad-record": "failBadRecord",
  "newer-schema": "failNewer",
  "no-answer": "failNoAnswer",
  "private-window": "privateWindow",
  "record-too-large": "failTooLarge",
  "storage-failed": "failStorage",
  "storage-full": "failFull",
  stale: "failStale",
};

/**
 * What went wrong and what to do, for a code that the background gave.
 *
 * @param {string} code
 * @param {Translate} words
 */
export function failureInWords(code, words) {
  return words(FAILURES[code] ?? "failUnknown");
}

/**
 * The Save button with the small row under it: when it was saved, a way to save anew, or why it could not be saved.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {Keeper} options.keeper
 * @param {(text: string) => void} options.announce
 */
export function saveControl({ words, keeper, announce }) {
  const save = button(words("save"), { class: "primary save" }, icon("check"));
  const label = /** @type {HTMLElement} */ (save.querySelector(".label"));
  const said = make("p", {});
  const again = button(words("saveAgain"), { class: "plain" });
  const row = make(
    "div",
    { class: "shelf", role: "group", "aria-label": words("savedCopy"), hidden: true },
    said,
    again,
  );

  /** @type {"new" | "busy" | "saved" | "private"} */
  let state = keeper.private ? "private" : "new";

  /** @param {boolean} open */
  const showRow = (open) => {
    row.hidden = !open;
    if (state === "saved") save.setAttribute("aria-expanded", String(open));
    else save.removeAttribute("aria-expanded");
  };

  /** @param {typeof state} next @param {string} key */
  const become = (next, key) => {
    state = next;
    save.dataset.state = next;
    label.textContent = words(key);
    save.toggleAttribute("aria-disabled", false);
    if (next === "busy" || next === "private") save.setAttribute("aria-disabled", "true");
    again.hidden = next !== "saved";
    showRow(false);
  };

  /** @param {Stamp} stamp */
  const saved = ({ updated }) => {
    become("saved", "saved");
    said.textContent = words("savedOn", shortDate(localDay(new Date(updated)), words("lang")) ?? "");
  };

  /** @param {string} code */
  const failed = (code) => {
    said.textContent = failureInWords(code, words);
    showRow(true);
    announce(said.textContent);
  };

  const keep = async () => {
    const before = state;
    become("busy", "saving");
    announce(words("saving"));
    const reply = await keeper.save();
    if (reply.ok) {
      saved(reply.value);
      announce(words(before === "saved" ? "savedAgain" : "savedNow"));
      if (before === "saved") {
        said.textContent = words("savedAgain");
        showRow(true);
      }
      return;
    }
    become(reply.code === "private-window" ? "private" : before, before === "saved" ? "saved" : "save");
    failed(reply.code);
  };

  onPress(save, () => {
    if (state === "busy") return;
    if (state === "private") failed("private-window");
    else if (state === "saved") showRow(row.hidden === true);
    else keep();
  });
  onPress(again, () => {
    save.focus({ preventScroll: true });
    keep();
  });

  become(state, "save");
  if (state === "private") save.setAttribute("aria-description", words("privateWindow"));

  return {
    save,
    row,
    /** Shows whether the article is in the library already; silent when that can't be known. */
    async look() {
      if (state !== "new") return;
      const reply = await keeper.find();
      if (state === "new" && reply.ok && reply.value) saved(reply.value);
    },
  };
}
