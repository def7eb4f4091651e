// @ts-check
/** @import { Settings } from "../types" */

import { dressAs } from "../reader/look.js";
import { api } from "../shared/api.js";
import { ask } from "../shared/messages.js";
import { onSettings } from "../shared/settings.js";
import { rememberTheme } from "../shared/theme.js";

/**
 * The page wears what was chosen for the reader, wherever it was chosen.
 *
 * @typedef {ReturnType<typeof openDress>} Dress
 */

export function openDress() {
  /** @type {Partial<Settings>} */
  let now = {};
  /** What was chosen here and is not confirmed: what is heard meanwhile may not know of it. @type {Partial<Settings>} */
  let unconfirmed = {};
  let asked = 0;
  /** @type {((settings: Partial<Settings>) => void)[]} */
  const hearers = [];

  /** @param {Partial<Settings>} settings */
  function wear(settings) {
    now = { ...settings, ...unconfirmed };
    // Pictures are shown here when they are asked for.
    dressAs(document.documentElement, { ...now, pictures: true });
    rememberTheme(now);
    for (const hear of hearers) hear(now);
  }

  onSettings(api.storage, wear);
  ask({ kind: "settings" }).then((reply) => {
    if (reply.ok) wear(/** @type {Settings} */ (reply.value));
  });

  return {
    /** As far as they are known by now. @returns {Partial<Settings>} */
    settings: () => now,

    /** @param {(settings: Partial<Settings>) => void} hear */
    onChange(hear) {
      hearers.push(hear);
    },

    /**
     * Wears a choice at once, and keeps it; false where that failed.
     *
     * @param {Partial<Settings>} change
     */
    async choose(change) {
      unconfirmed = { ...unconfirmed, ...change };
      wear(now);
      asked += 1;
      const { ok } = await ask({ kind: "change-settings", change });
      asked -= 1;
      if (!asked) unconfirmed = {};
      return ok;
    },
  };
}
