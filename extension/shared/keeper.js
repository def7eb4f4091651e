// @ts-check
/** @import { Keeper, Reading } from "../types" */

import { ask } from "./messages.js";

/**
 * What saves an article that is shown, and knows whether it is saved.
 *
 * @param {Reading} reading
 * @param {boolean} isPrivate whether its page is in a private window
 * @returns {Keeper}
 */
export function keeperOf({ canonical: id }, isPrivate) {
  return {
    private: isPrivate,
    find: () => ask({ kind: "find-record", id }),
    // The trace is for the eyes; the record needs none of it.
    save: ({ trace, ...article }, more) => ask({ kind: "save", reading: article, more }),
    mark: ({ add, remove }) => ask({ kind: "mark", id, add, remove }),
    unsave: () => ask({ kind: "unsave", id }),
    library: () => ask({ kind: "open-library" }),
    notes: () => ask({ kind: "open-library", id }),
  };
}
