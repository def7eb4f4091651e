// @ts-check
/** @import { Found, Keeper, Kept, Reading, Stamp, Translate } from "../types" */

import { localDay, shortDate } from "../shared/dates.js";
import { changeInWords } from "./change.js";
import { button, icon, make } from "./nodes.js";
import { onPress } from "./press.js";

/** Why something was not saved, in words. @type {Record<string, string>} */
const FAILURES = {
  "bad-record": "failBadRecord",
  "changed-since": "failChangedSince",
  gone: "failGone",
  "newer-schema": "failNewer",
  "no-answer": "failNoAnswer",
  "pages-missing": "failPages",
  "private-window": "privateWindow",
  "record-too-large": "failTooLarge",
  "storage-failed": "failStorage",
  "storage-full": "failFull",
  stale: "failStale",
  "too-many-marks": "failMarks",
};

/** What takes longer than this says that it goes on, in milliseconds. */
const SOON = 150;

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
 * The Save button with the small row under it: when it was saved, ways to save anew, to take that back and to write a note,
 * or why it could not be saved. Notes are written in the library: keys that are pressed here can be heard by the page.
 *
 * While pages of the article are still coming, a new save keeps at once what is there, with the numbers of the pages that
 * are missing, and keeps the rest by itself when it has come: nobody must wait, and nothing is lost by closing early. A
 * copy from another day may be whole, so that one is only replaced when all pages are there.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {Keeper} options.keeper
 * @param {(text: string) => void} options.announce
 * @param {() => Reading} options.article What is there to be saved.
 * @param {() => Promise<unknown>} options.settled When no more pages are coming.
 * @param {(panel: HTMLElement) => void} options.opened So that other panels can be closed.
 */
export function saveControl({ words, keeper, announce, article, settled, opened }) {
  const save = button(words("save"), { class: "primary save" }, icon("check"));
  const label = /** @type {HTMLElement} */ (save.querySelector(".label"));
  const said = make("p", {});
  const again = button(words("saveAgain"), { class: "plain" });
  const undo = button(words("unsave"), { class: "plain" });
  const notes = button(words("noteInLibrary"), { class: "plain" });
  const row = make(
    "div",
    { class: "shelf", role: "group", "aria-label": words("savedCopy"), hidden: true },
    said,
    make("p", { class: "shelf-acts" }, notes, again, undo),
  );

  /** What goes on. @type {Promise<void>} */
  let work = Promise.resolve();
  /** Why it could not be saved when that was last tried. @type {string | null} */
  let refused = null;
  /** @type {"new" | "busy" | "saved" | "private"} */
  let state = keeper.private ? "private" : "new";
  /** What this reader has saved. @type {Reading | null} */
  let own = null;
  /** The save that goes on with it, while more of the article comes. @type {Promise<void>} */
  let growing = Promise.resolve();

  /** @param {boolean} open */
  const showRow = (open) => {
    if (!open && row.matches(":focus-within")) save.focus({ preventScroll: true });
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
    for (const one of [again, notes]) one.hidden = next !== "saved";
    undo.hidden = next !== "saved" || !own;
    showRow(false);
  };

  /** @param {Stamp} stamp */
  const saved = ({ updated }) => {
    become("saved", "saved");
    said.textContent = words("savedOn", shortDate(localDay(new Date(updated)), words("lang")) ?? "");
  };

  /** @param {string} code */
  const failed = (code) => {
    refused = code;
    said.textContent = failureInWords(code, words);
    showRow(true);
    announce(said.textContent);
  };

  const keep = () => {
    work = trySave();
    return work;
  };

  const trySave = async () => {
    const before = state;
    refused = null;
    state = "busy";
    // Most are done before anybody could read it, and drawing it would hold them up.
    const telling = setTimeout(() => {
      become("busy", "saving");
      announce(words("saving"));
    }, SOON);
    if (before === "saved" && !own) await settled();
    const wanted = article();
    const isWorse = before === "saved" && !own && wanted.pages?.missing?.length;
    const reply = isWorse ? { ok: /** @type {false} */ (false), code: "pages-missing" } : await keeper.save(wanted);
    clearTimeout(telling);
    if (reply.ok) {
      own = wanted;
      saved(reply.value);
      grown();
      if (before === "saved") {
        said.textContent = savedAgain(reply.value);
        showRow(true);
        announce(said.textContent);
      } else announce(words("savedNow"));
      return;
    }
    become(reply.code === "private-window" ? "private" : before, before === "saved" ? "saved" : "save");
    failed(reply.code);
  };

  /** More of the article is there than was saved: what was asked for is not done yet. */
  const grown = () => {
    const wanted = article();
    if (!own || own === wanted || state !== "saved") return;
    own = wanted;
    growing = keeper.save(wanted, true).then((reply) => {
      if (!reply.ok) failed(reply.code);
    });
  };

  /** @param {Kept} kept */
  const savedAgain = ({ change }) => {
    if (!change) return words("savedAgain");
    const { parts, title } = changeInWords(change, words);
    return [parts && words("savedAnew", parts), !parts && words("savedAgain"), title].filter(Boolean).join(" ");
  };

  const takeBack = async () => {
    const before = own;
    // What comes from now on is not kept.
    own = null;
    become("busy", "saved");
    await growing;
    const reply = await keeper.unsave();
    if (!reply.ok) {
      // It can still be tried again, unless it is too late for ever.
      if (reply.code !== "changed-since") own = before;
      become("saved", "saved");
      return failed(reply.code);
    }
    if (reply.value) saved(reply.value);
    else become("new", "save");
    said.textContent = words(reply.value ? "unsavedAgain" : "unsaved");
    showRow(true);
    announce(said.textContent);
  };

  const press = () => {
    if (state === "busy") return;
    if (state === "private") failed("private-window");
    else if (state === "saved") {
      if (row.hidden) opened(row);
      showRow(row.hidden === true);
    } else keep();
  };
  onPress(save, press);
  onPress(again, () => {
    save.focus({ preventScroll: true });
    if (state === "saved") keep();
  });
  onPress(undo, () => {
    save.focus({ preventScroll: true });
    if (state === "saved" && own) takeBack();
  });
  onPress(notes, async () => {
    const reply = await keeper.notes();
    if (!reply.ok) failed(reply.code);
  });

  for (const element of /** @type {HTMLElement[]} */ ([save, row])) {
    element.addEventListener("keydown", (event) => {
      if (!event.isTrusted || event.key !== "Escape" || event.isComposing || row.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      showRow(false);
    });
  }

  become(state, "save");
  if (state === "private") save.setAttribute("aria-description", words("privateWindow"));

  return {
    save,
    row,
    grown,
    /** Takes the row away. */
    close: () => showRow(false),
    /** As if the button were pressed. */
    press,
    /**
     * Shows whether the article is in the library already, and says what is known of it there; silent when that can't be
     * known.
     *
     * @returns {Promise<Found | null>}
     */
    async look() {
      if (state !== "new") return null;
      const asked = keeper.find();
      work = asked.then(() => {});
      const reply = await asked;
      if (!reply.ok || !reply.value) return null;
      if (state === "new") saved(reply.value);
      return reply.value;
    },
    /**
     * Saves the article for something else that needs it, where that was not done yet, or anew.
     *
     * @param {boolean} [anew]
     * @returns {Promise<string | null>} why it is not saved
     */
    async ensure(anew = false) {
      await work;
      if (state === "private") return "private-window";
      if (state === "saved" && !anew) return null;
      await keep();
      // It is told where it was wanted.
      showRow(false);
      return refused;
    },
  };
}
