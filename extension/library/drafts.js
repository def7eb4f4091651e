// @ts-check

/**
 * Words of a note that the background has not confirmed yet, one key for each page that writes. They are put down at once,
 * with each key that is pressed, so that nothing is lost by closing a tab; and they go as soon as the note is saved.
 */

const DRAFT = "draft:";

/** This page's own. Another tab that writes the same note has another one. */
const PAGE = crypto.randomUUID();

/**
 * `note` was written over `was`.
 *
 * @typedef {{note: string, was: string}} Draft
 */

/** @param {string} id @param {string} [page] */
const keyOf = (id, page = PAGE) => `${DRAFT}${page} ${id}`;

/**
 * Puts the draft down, and says whether that could be done.
 *
 * @param {string} id
 * @param {Draft} draft
 */
export function keepDraft(id, draft) {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Takes away this page's draft. @param {string} id */
export function dropDraft(id) {
  drop([keyOf(id)]);
}

/** Takes away those that other pages left, once their words are in this page's own. @param {string} id */
export function dropOthers(id) {
  drop(
    draftsOf(id)
      .map(({ key }) => key)
      .filter((key) => key !== keyOf(id)),
  );
}

/** @param {string[]} keys */
function drop(keys) {
  try {
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // No storage, no drafts.
  }
}

/**
 * What is left for a record, by whatever page.
 *
 * @param {string} id
 * @returns {(Draft & {key: string})[]}
 */
export function draftsOf(id) {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(DRAFT) && key.slice(key.indexOf(" ") + 1) === id)
      .flatMap((key) => {
        const { note, was } = JSON.parse(localStorage.getItem(key) ?? "{}");
        return typeof note === "string" && typeof was === "string" ? [{ key, note, was }] : [];
      });
  } catch {
    return [];
  }
}
