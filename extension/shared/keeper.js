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
    save: ({ trace, ...article }) => ask({ kind: "save", reading: article }),
    mark: ({ add, remove }) => ask({ kind: "mark", id, add, remove }),
    library: () => ask({ kind: "open-library" }),
  };
}
