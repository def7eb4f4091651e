// @ts-check
/** @import { Translate } from "../types" */

import { button, make } from "../reader/nodes.js";
import { api } from "../shared/api.js";
import { BACKUP, isDue } from "../shared/backup.js";
import { UNDONE } from "../shared/intake.js";
import { ask } from "../shared/messages.js";

/**
 * A line above the list: that an import was taken back, or that much was saved since the last backup. It can be sent away.
 *
 * @param {object} library
 * @param {Translate} library.words
 * @param {import("../shared/store.js").Store} library.store
 */
export function openReminder({ words, store }) {
  const node = make("div", { class: "remind", role: "note", hidden: true });

  /** @param {string} text @param {"reminder" | "undone"} what @param {Node[]} acts */
  function say(text, what, ...acts) {
    const later = button(words(what === "reminder" ? "remindLater" : "dismiss"), { class: "plain" });
    later.addEventListener("click", () => {
      node.hidden = true;
      ask({ kind: "dismiss", what });
    });
    node.replaceChildren(make("p", {}, text), make("div", { class: "remind-acts" }, ...acts, later));
    node.hidden = false;
  }

  async function look() {
    const [undone, backup] = await Promise.all([store.intake.undone(), store.backup()]);
    if (undone) {
      const kept = undone.kept > 0 && words("undoneKept", undone.kept.toLocaleString(words("lang")));
      say([words("undoneImport"), kept].filter(Boolean).join(" "), "undone");
    } else if (isDue(backup, Date.now())) {
      const count = backup.saves.toLocaleString(words("lang"));
      say(words("remindBackup", count), "reminder", make("a", { href: "#data" }, words("dataBackup")));
    } else {
      node.hidden = true;
    }
  }

  api.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && (BACKUP in changes || UNDONE in changes)) look().catch(() => {});
  });
  return { node, look: () => look().catch(() => {}) };
}
