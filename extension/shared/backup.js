// @ts-check
/** @import { Backup } from "../types" */

/** Since when nothing was exported, and how much was saved since: so that a backup can be called to mind. Pure functions. */

/** The key of the storage. */
export const BACKUP = "backup";

/** After so many saves, or so many days with at least one, an export is called to mind. */
const SAVES = 100;
const DAYS = 60;

const DAY = 24 * 60 * 60 * 1000;

/**
 * What is stored, whatever that is.
 *
 * @param {unknown} stored
 * @returns {Backup}
 */
export function backupOf(stored) {
  const from = /** @type {Record<string, unknown>} */ (typeof stored === "object" && stored !== null ? stored : {});
  const instant = (/** @type {unknown} */ value) =>
    typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : null;
  const count = (/** @type {unknown} */ value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
  return {
    saves: count(from.saves),
    since: instant(from.since),
    exported: instant(from.exported),
    records: count(from.records),
    dismissed: count(from.dismissed),
    later: instant(from.later),
  };
}

/** One article more was saved. @param {Backup} backup @param {string} now @returns {Backup} */
export function withSave(backup, now) {
  return { ...backup, saves: backup.saves + 1, since: backup.since ?? now };
}

/** All was exported. @param {Backup} backup @param {number} records @param {string} now @returns {Backup} */
export function withExport(backup, records, now) {
  return { ...backup, saves: 0, since: null, exported: now, records, dismissed: 0, later: null };
}

/** Whoever was reminded wants to hear of it later. @param {Backup} backup @param {string} now @returns {Backup} */
export function withDelay(backup, now) {
  return { ...backup, dismissed: backup.saves, later: now };
}

/**
 * Whether an export is to be called to mind.
 *
 * @param {Backup} backup
 * @param {number} now
 */
export function isDue({ saves, since, dismissed, later }, now) {
  if (saves - dismissed >= SAVES) return true;
  // Days count from the first save that is in no export.
  const from = later ?? since;
  return saves > 0 && from !== null && now - Date.parse(from) >= DAYS * DAY;
}
