// @ts-check
/** @import { SavedRecord } from "../types" */
/** @import { Library, View } from "./library.js" */

import { copyFrom, enliven } from "../reader/act.js";
import { draw } from "../reader/draw.js";
import { button, icon, link, make } from "../reader/nodes.js";
import { copyOf } from "../reader/summary.js";
import { ask } from "../shared/messages.js";

/**
 * One saved article, as it was read, without a network.
 *
 * @param {Library} library
 * @returns {View}
 */
export function readingView({ words, store, catalogue, removal, announce }) {
  const node = make("div", { class: "reading" });
  /** Which article is asked for; what comes late for another one is not shown. @type {string | null} */
  let wanted = null;

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || node.hidden) return;
    if (event.key !== "Escape") return;
    event.preventDefault();
    location.hash = "";
  });

  /**
   * @param {string} id
   * @param {Awaited<ReturnType<typeof store.read>>} found
   * @param {boolean} [pictures]
   */
  function show(id, found, pictures = false) {
    const record = found && "record" in found ? found.record : null;
    const title = record?.title || catalogue.row(id)?.title || words("untitled");
    const back = make(
      "a",
      { href: "#", class: "back" },
      icon("back"),
      make("span", { class: "label" }, words("backToLibrary")),
    );
    const remove = button(words("delete"), { class: "plain" });
    remove.addEventListener("click", async () => {
      if (!(await removal.remove([{ id, title }]))) return;
      location.hash = "";
      removal.focus();
    });
    const bar = make(
      "div",
      { class: "bar", role: "group", "aria-label": words("toolbar") },
      back,
      make("span", { class: "bar-title" }),
    );
    document.title = `${title} · Saring`;
    if (!record) {
      const why = found && "state" in found ? (found.state === "newer" ? "newerShort" : "brokenShort") : "gone";
      if (found) bar.append(remove);
      node.replaceChildren(bar, make("main", { class: "page teaching" }, make("h1", { tabindex: -1 }, words(why))));
      node.querySelector("h1")?.focus();
      return;
    }

    const drawing = draw(record, { words, pictures });
    enliven(drawing, { article: record, words, announce, scroller: () => document.scrollingElement });
    if (!pictures && hasPictures(record)) {
      const more = button(words("showPictures"), { class: "plain", title: words("showPicturesTitle") });
      more.addEventListener("click", () => show(id, found, true));
      bar.append(more);
    }
    const copy = button(words("copy"), { class: "plain", title: words("copyTitle") });
    copy.addEventListener("click", () => copyFrom(copy, copyOf(record, "text", words), { words, announce }));
    const paper = button(words("print"), { class: "plain" });
    paper.addEventListener("click", () => print());
    bar.append(copy, paper, link(record.url, {}, words("openOriginal")), remove);
    node.replaceChildren(bar, make("main", {}, drawing.node));
    if (!pictures) scrollTo(0, 0);
    drawing.headline.focus({ preventScroll: true });
  }

  return {
    node,
    async show(id) {
      wanted = id;
      const found = await store.read(id).catch(() => null);
      if (wanted !== id) return;
      show(id, found);
      // The list's line is of another record: it is made anew.
      const row = catalogue.row(id);
      if (found && row && row.print !== found.print) ask({ kind: "mend", ids: [id] });
    },
    hide() {
      wanted = null;
      node.replaceChildren();
    },
  };
}

/** @param {SavedRecord} record */
function hasPictures({ lead_image, blocks }) {
  return Boolean(lead_image) || blocks.some((block) => block.kind === "figure");
}
