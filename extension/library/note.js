// @ts-check
/** @import { Library } from "./library.js" */

import { make } from "../reader/nodes.js";
import { failureInWords } from "../reader/save.js";
import { ask } from "../shared/messages.js";
import { mergedNote } from "../shared/own.js";
import { draftsOf, dropDraft, dropOthers, keepDraft } from "./drafts.js";

/**
 * How long after the last key a note is saved, how long it may wait at most, and when a failure is tried again, in ms. A
 * browser that is killed has lost what waits: its own storage for pages goes to the disk only some seconds later.
 */
const PAUSE = { quiet: 100, most: 500, again: 5000 };

/** No record keeps a longer one; see `own.js`. */
const LONGEST = 200_000;

/**
 * The field for the note to one record. It saves as one types, and says quietly whether what stands there is saved. Where
 * the note was written in two tabs, both texts are kept.
 *
 * @param {Pick<Library, "words" | "store" | "announce">} library
 * @param {string} id
 * @param {string} note What is stored.
 */
export function noteField({ words, store, announce }, id, note) {
  const field = make("textarea", {
    id: "saring-note",
    rows: 1,
    maxlength: LONGEST,
    placeholder: words("notePlaceholder"),
    "aria-describedby": "saring-note-state",
  });
  const state = make("p", { class: "mine-state", id: "saring-note-state" });
  const notice = make("p", { class: "mine-notice", hidden: true });
  // What stands in the field stands once more behind it, unseen, and makes it as high as it must be.
  const grow = make("div", { class: "mine-grow" }, field);
  const node = make(
    "div",
    { class: "mine-note" },
    make("div", { class: "mine-head" }, make("label", { class: "label", for: field.id }, words("note")), state),
    grow,
    notice,
  );

  /** What is stored, as far as this page knows. */
  let stored = note;
  /** Whether what is in the field is on disk as a draft at least. */
  let isSafe = true;
  let isFailing = false;
  /** When the first of the words that are not saved was typed. */
  let since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** What is being saved right now, and with what words. @type {Promise<void> | null} */
  let saving = null;
  let sent = "";
  /** How long the last save took: in a large record each takes its time, and they need not follow each other closely. */
  let cost = 0;
  let ended = false;

  const isDirty = () => field.value !== stored;

  /** @param {"saved" | "unsaved" | "failed"} kind @param {string} text */
  function say(kind, text) {
    state.dataset.state = kind;
    state.textContent = text;
  }

  /** Something that must not be overheard. @param {string} text */
  function tell(text) {
    notice.hidden = false;
    notice.textContent = text;
    announce(text);
  }

  function typed() {
    grow.dataset.text = field.value;
    if (!isDirty()) return settled();
    isSafe = keepDraft(id, { note: field.value, was: stored });
    since ||= Date.now();
    if (!isFailing) say("unsaved", words("noteSaving"));
    plan(Math.max(2 * cost, Math.min(PAUSE.quiet, since + PAUSE.most - Date.now())));
  }

  /** @param {number} wait */
  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  }

  /** All that stands in the field is stored. */
  function settled() {
    clearTimeout(timer);
    dropDraft(id);
    isSafe = true;
    since = 0;
    if (isFailing) announce(words("noteSaved"));
    isFailing = false;
    say("saved", words("noteSaved"));
  }

  /** Saves at once what is not saved yet; done when that is done or has failed. @returns {Promise<void>} */
  async function flush() {
    clearTimeout(timer);
    const waited = saving !== null;
    if (waited) await saving;
    // Whoever waited, too, is answered for what was typed meanwhile; but not where saving has just failed.
    if (saving) await saving;
    else if (isDirty() && !(waited && isFailing)) {
      saving = save().finally(() => {
        saving = null;
      });
      await saving;
    }
    if (isDirty() && (!ended || !isSafe)) plan(isFailing ? PAUSE.again : PAUSE.quiet);
  }

  async function save() {
    sent = field.value;
    since = 0;
    const begun = performance.now();
    const reply = await ask({ kind: "change-own", ids: [id], change: { note: sent, noteWas: stored } });
    cost = Math.min(performance.now() - begun, PAUSE.most);
    const there = reply.ok ? await noteThere() : null;
    if (there === null) {
      const why = reply.ok ? words("gone") : failureInWords(reply.code, words);
      const text = [words("noteFailed", why), words(isSafe ? "noteSafe" : "noteUnsafe")].join(" ");
      say("failed", text);
      if (!isFailing && !ended) announce(text);
      isFailing = true;
      return;
    }
    stored = sent;
    take(there, true);
    if (!isDirty()) settled();
  }

  /** The stored note, or null when there is no such record. */
  async function noteThere() {
    const found = await store.read(id).catch(() => null);
    return found && "record" in found ? found.record.own.note : null;
  }

  /**
   * The stored note may be another one than this page knew.
   *
   * @param {string} there
   * @param {boolean} joined Whether it must have been joined with what this page saved.
   */
  function take(there, joined) {
    if (there === stored) return;
    const isTyping = isDirty();
    // What was joined below the words that were saved stays below those that were typed since.
    const below = joined && there.startsWith(`${stored}\n\n`) ? there.slice(stored.length) : null;
    const text = !isTyping ? there : below ? field.value + below : mergedNote(field.value, there);
    stored = there;
    replace(text);
    tell(words(joined || isTyping ? "noteJoined" : "noteElsewhere"));
    if (isDirty()) typed();
  }

  /** Another text in the field, and the caret where it was. @param {string} text */
  function replace(text) {
    const { selectionStart, selectionEnd } = field;
    field.value = text;
    field.setSelectionRange(selectionStart, selectionEnd);
    grow.dataset.text = text;
  }

  const leaving = () => {
    flush();
  };
  const hiding = () => {
    flush();
    // Nobody may be there to wait for what is under way.
    if (saving && field.value !== sent) {
      ask({ kind: "change-own", ids: [id], change: { note: field.value, noteWas: sent } });
    }
  };
  const hidden = () => {
    if (document.visibilityState === "hidden") flush();
  };
  /** @param {BeforeUnloadEvent} event */
  const unloading = (event) => {
    // Only where the words would be lost: neither saved nor on disk as a draft.
    if (isDirty() && !isSafe) event.preventDefault();
  };

  /** What a page before left unsaved is brought in, and said. */
  function bringIn() {
    let text = stored;
    for (const draft of draftsOf(id)) text = draft.was === text ? draft.note : mergedNote(draft.note, text);
    replace(text);
    if (isDirty()) {
      typed();
      tell(words("noteBrought"));
      flush();
    }
    if (isSafe) dropOthers(id);
  }

  field.addEventListener("input", () => {
    notice.hidden = true;
    typed();
  });
  field.addEventListener("blur", leaving);
  addEventListener("pagehide", hiding);
  addEventListener("beforeunload", unloading);
  document.addEventListener("visibilitychange", hidden);
  bringIn();

  return {
    node,
    field,
    flush,

    /** The record has changed: perhaps its note, in another tab. @param {string} there */
    look(there) {
      if (!saving) take(there, false);
    },

    /** The field goes; what is left in it is still saved. Done when that is done or has failed. */
    end() {
      ended = true;
      removeEventListener("pagehide", hiding);
      document.removeEventListener("visibilitychange", hidden);
      return flush();
    },
  };
}
