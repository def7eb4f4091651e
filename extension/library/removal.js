// @ts-check
/** @import { Translate } from "../types" */

import { button, icon, make } from "../reader/nodes.js";
import { ask } from "../shared/messages.js";
import { byShard } from "../shared/store.js";

/** How many records go to the background in one message. */
const HANDFUL = 100;

/** @typedef {ReturnType<typeof openRemoval>} Removal */

/**
 * Removes records at once and for good; as long as this page stays open they can be put back, exactly as they were, from a
 * line at the foot of the page.
 *
 * @param {object} library
 * @param {Translate} library.words
 * @param {import("../shared/store.js").Store} library.store
 * @param {(text: string) => void} library.announce
 */
export function openRemoval({ words, store, announce }) {
  const node = make("div", { class: "undo", role: "group", "aria-label": words("undo"), hidden: true });
  /** What was removed and can still be put back. @type {{id: string, title: string, stored: unknown}[]} */
  let removed = [];
  /** Where the focus goes when the line goes. @type {() => void} */
  let leave = () => {};
  /** @type {(id: string | null) => void} */
  let returned = () => {};
  /** What else can be undone at this moment, or tried again. @type {{label: string, act: () => void} | null} */
  let offered = null;

  /**
   * @param {string} text
   * @param {boolean} undoable
   */
  function say(text, undoable) {
    node.hidden = !text;
    announce(text);
    if (!text) return node.replaceChildren();
    const { label, act } = offered ?? { label: words("undo"), act: putBack };
    const undo = button(label, { class: "plain" });
    undo.addEventListener("click", () => {
      if (offered) withdraw();
      act();
    });
    const dismiss = button(words("dismiss"), { class: "plain icon-only" }, icon("close"));
    dismiss.addEventListener("click", () => {
      if (offered) withdraw();
      else {
        removed = [];
        say("", false);
      }
      if (node.hidden) leave();
      else node.querySelector("button")?.focus({ preventScroll: true });
    });
    node.replaceChildren(make("p", {}, text), ...(undoable ? [undo] : []), dismiss);
  }

  /** What was removed, or nothing. */
  function sayRemoved() {
    if (removed.length === 1) say(words("deletedOne", removed[0]?.title ?? ""), true);
    else say(removed.length ? words("deletedMany", removed.length.toLocaleString(words("lang"))) : "", true);
  }

  /** What was offered last goes; what was removed before it can still come back. */
  function withdraw() {
    offered = null;
    sayRemoved();
  }

  async function putBack() {
    const last = removed.at(-1)?.id ?? null;
    while (removed.length) {
      const handful = removed.slice(0, HANDFUL);
      const records = handful.map(({ id, stored }) => ({ id, stored }));
      const reply = await ask({ kind: "restore", records });
      if (!reply.ok) return say(words("undoFailed"), true);
      removed = removed.slice(handful.length);
    }
    say("", false);
    announce(words("restored"));
    returned(last);
  }

  /** @param {typeof removed} more */
  function hold(...more) {
    const ids = new Set(more.map(({ id }) => id));
    removed = [...removed.filter(({ id }) => !ids.has(id)), ...more];
  }

  return {
    node,

    /**
     * Removes these, and says whether that was done.
     *
     * @param {{id: string, title: string}[]} records
     * @param {(done: number) => boolean} [goesOn] Told how many are gone; whether to go on.
     */
    async remove(records, goesOn = () => true) {
      const titles = new Map(records.map(({ id, title }) => [id, title]));
      const taken = [];
      for await (const handful of store.stored(byShard(titles.keys()))) taken.push(...handful);
      offered = null;
      let gone = 0;
      let stopped = false;
      for (let from = 0; from < taken.length; from += HANDFUL) {
        stopped = !goesOn(gone);
        if (stopped) break;
        const handful = taken.slice(from, from + HANDFUL);
        const reply = await ask({ kind: "remove", ids: handful.map(({ id }) => id) });
        // No answer is no proof that nothing was done, or will be: what comes back is never put over what is there.
        if (reply.ok || reply.code !== "stale")
          hold(...handful.map(({ id, stored }) => ({ id, stored, title: titles.get(id) ?? "" })));
        if (!reply.ok) break;
        gone += handful.length;
      }
      if (gone < taken.length && !stopped) say(words("deleteFailed"), removed.length > 0);
      else if (removed.length) sayRemoved();
      return gone === taken.length;
    },

    /**
     * Says what was done, and offers to undo it.
     *
     * @param {string} text
     * @param {() => void} act
     * @param {string} [label] What `act` is, if not undoing.
     */
    offer(text, act, label = words("undo")) {
      offered = { label, act };
      say(text, true);
    },

    /**
     * @param {object} hear
     * @param {() => void} hear.left The line was sent away: the focus must go somewhere.
     * @param {(id: string | null) => void} hear.back What was removed is there again; `id` is the last of it.
     */
    onEnd({ left, back }) {
      leave = left;
      returned = back;
    },

    /** Puts the focus on the line. */
    focus() {
      node.querySelector("button")?.focus({ preventScroll: true });
    },
  };
}
