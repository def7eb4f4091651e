// @ts-check
/** @import { Own, SavedRecord } from "../types" */
/** @import { Library } from "./library.js" */

import { make } from "../reader/nodes.js";
import { noteField } from "./note.js";
import { tagsField } from "./tags.js";

/** @typedef {ReturnType<typeof drawMine>} Mine */

/**
 * What the reader made of an article, between its head and its text: tags and a note.
 *
 * @param {Library} library
 * @param {SavedRecord} record
 * @param {HTMLElement[]} acts What else can be done with it.
 */
export function drawMine(library, { id, own }, acts) {
  const { words } = library;
  const tags = tagsField(library, id, own.tags);
  const note = noteField(library, id, own.note);
  const node = make(
    "section",
    { class: "mine", lang: words("lang"), dir: "ltr", "aria-label": words("mine") },
    note.node,
    tags.node,
    make("p", { class: "mine-acts" }, ...acts),
  );
  return {
    node,
    note,
    tags,

    /** Saves what is left in the fields; done when that is done or has failed. */
    flush: () => Promise.all([note.flush(), tags.end()]),

    /** The fields go; what is left in them is still saved. Done when that is done or has failed. */
    end: () => Promise.all([note.end(), tags.end()]),

    /** The record has changed, perhaps in another tab. @param {Own} there */
    look(there) {
      note.look(there.note);
      tags.look(there.tags);
    },
  };
}
