// @ts-check

/** What records of earlier versions become. Pure functions, one for each version that ever was. */

import { emptyOwn } from "./own.js";

/** The version of the record's shape. */
export const SCHEMA = 2;

/** From each version to the next. @type {Record<number, (from: Record<string, unknown>) => Record<string, unknown>>} */
const STEPS = {
  // The reader's own things came in, and what a later save found changed.
  1: (from) => ({ ...from, own: emptyOwn(), change: null }),
};

/**
 * The record in the shape of this version, or null where it never had a version that we know.
 *
 * @param {Record<string, unknown>} from
 * @returns {Record<string, unknown> | null}
 */
export function migrated(from) {
  let record = from;
  while (record.schema !== SCHEMA) {
    const { schema } = record;
    const step = typeof schema === "number" && Object.hasOwn(STEPS, schema) ? STEPS[schema] : undefined;
    if (!step) return null;
    record = { ...step(record), schema: Number(schema) + 1 };
  }
  return record;
}
