// @ts-check
/** @import { Settings } from "../types" */

import { ask } from "./messages.js";

/** How long a reader waits for what its user has chosen, in milliseconds; then it opens as it is for everybody. */
const PATIENCE = 50;

/**
 * What was chosen, asked for at once and ready when the reader is. Nothing where nobody answers in time.
 *
 * @returns {() => Promise<Partial<Settings>>}
 */
export function askForSettings() {
  const asked = ask({ kind: "settings" }).then((reply) => (reply.ok ? /** @type {Settings} */ (reply.value) : {}));
  return () => Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE, {}))]);
}

/** Keeps one choice. @param {Partial<Settings>} change */
export function keepSetting(change) {
  ask({ kind: "change-settings", change });
}
