// @ts-check
/** @import { Settings } from "../types" */

/**
 * Remembers the theme for `theme-ahead.js`. Only for pages of ours: elsewhere this storage is the page's.
 *
 * @param {Partial<Settings>} settings
 */
export function rememberTheme({ theme = "system" }) {
  if (theme === "system") localStorage.removeItem("theme");
  else localStorage.setItem("theme", theme);
}
