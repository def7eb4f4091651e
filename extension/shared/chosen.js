// @ts-check
/** @import { Settings } from "../types" */

import { ask } from "./messages.js";

/**
 * How long a reader waits for what its user has chosen, in milliseconds; then it opens as it is for everybody. A weak phone
 * takes some hundreds to start the background, and a white reader in the dark is worse than a late one.
 */
const PATIENCE = 500;

/**
 * What was chosen, asked for at once and ready when the reader is. Nothing where nobody answers in time.
 *
 * @param {(settings: Settings) => void} [arrived] Is told it whenever it comes.
 * @returns {() => Promise<Partial<Settings>>}
 */
export function askForSettings(arrived) {
  const asked = ask({ kind: "settings" }).then((reply) => {
    if (!reply.ok) return {};
    const settings = /** @type {Settings} */ (reply.value);
    arrived?.(settings);
    return settings;
  });
  return () => Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE, {}))]);
}

/** Keeps one choice. @param {Partial<Settings>} change */
export function keepSetting(change) {
  ask({ kind: "change-settings", change });
}
