// @ts-check
/** @import { Fact, Row, SavedRecord } from "../types" */
/** @import { Library, View } from "./library.js" */

import { csvOfAll, drawDirection } from "../reader/facts.js";
import { button, icon, make } from "../reader/nodes.js";
import { hostOf } from "../shared/address.js";
import { shortDate } from "../shared/dates.js";
import { issuerOf, tableOf, timeOf } from "./figures.js";
import { dayOf } from "./filters.js";
import { BACK, leaveByEscape } from "./parts.js";
import { whenReleased } from "./press.js";

/** How the address of an issuer's page begins. */
export const ISSUER = "issuer=";

/** How many records are read at once. */
const HANDFUL = 100;

/**
 * A link to all that is saved of an issuer.
 *
 * @param {string} key Its code or its name.
 * @param {import("../types").Translate} words
 */
export function issuerLink(key, words) {
  const label = words("issuerNamed", key);
  const href = `#${ISSUER}${encodeURIComponent(key)}`;
  return make("a", { class: "issuer-link", href, "aria-label": label, title: label }, key);
}

/**
 * One issuer: every saved article that names it, in the order of time, its figures side by side, and all of them as CSV.
 *
 * @param {Library} library
 * @returns {View}
 */
export function issuerView({ words, store, catalogue }) {
  const node = make("div", { class: "issuer" });
  /** @type {string | null} */
  let wanted = null;
  /** The prints of what is shown: other changes of the library do not matter here. */
  let prints = "";

  leaveByEscape(node);
  catalogue.onChange(() => whenReleased(renew));

  function renew() {
    if (wanted !== null) show(wanted, false);
  }

  /**
   * @param {string} key
   * @param {boolean} isNew Whether somebody has just come here.
   */
  async function show(key, isNew) {
    let rows = rowsOf(new Set([key]));
    let records = await recordsOf(rows);
    const issuer = issuerOf(key, records);
    // Articles that give its name alone are found by the names that the others give.
    const all = rowsOf(new Set([...issuer.names, ...(issuer.code ? [issuer.code] : [])]));
    if (all.length > rows.length) {
      rows = all;
      records = await recordsOf(rows);
    }
    if (wanted !== key) return;
    const now = rows.map(({ print }) => print).join(" ") + catalogue.isComplete();
    if (!isNew && now === prints) return;
    prints = now;
    records.sort((one, other) => timeOf(other) - timeOf(one));
    draw(key, issuer, records, isNew);
  }

  /** @param {Set<string>} keys @returns {Row[]} */
  function rowsOf(keys) {
    return catalogue
      .rows()
      .filter(
        (row) => !row.state && (row.tickers.some((one) => keys.has(one)) || row.issuers.some((one) => keys.has(one))),
      );
  }

  /** @param {Row[]} rows */
  async function recordsOf(rows) {
    /** @type {SavedRecord[]} */
    const records = [];
    for (let from = 0; from < rows.length; from += HANDFUL) {
      records.push(...(await store.records(rows.slice(from, from + HANDFUL).map(({ id }) => id))));
    }
    return records;
  }

  /**
   * @param {string} key
   * @param {import("./figures.js").Issuer} issuer
   * @param {SavedRecord[]} records
   * @param {boolean} isNew
   */
  function draw(key, issuer, records, isNew) {
    const names = [...issuer.names].filter((name) => name !== issuer.code);
    const title = issuer.code ?? key;
    document.title = `${title} · Saring`;
    const back = make(
      "a",
      { href: BACK, class: "back" },
      icon("back"),
      make("span", { class: "label" }, words("backToLibrary")),
    );
    const csv = button(words("issuerCsv"), { class: "plain", title: words("issuerCsvTitle") });
    csv.hidden = !records.some(({ facts }) => facts?.length);
    csv.addEventListener("click", () => download(`saring-${title}.csv`, `\ufeff${csvOfAll(records)}`));
    const heading = make("h1", { tabindex: -1, id: "saring-issuer" }, title);
    const { lines, columns } = tableOf(records, issuer);
    const hasFar = lines.some(({ near, cells }) => !near && cells.size > 0);
    const held = document.activeElement;
    const at = isNew ? -1 : stops().indexOf(/** @type {HTMLElement} */ (held));
    const aside = node.querySelector(".issuer-scroll")?.scrollLeft ?? 0;
    node.replaceChildren(
      make(
        "div",
        { class: "bar", role: "group", "aria-label": words("toolbar") },
        back,
        make("span", { class: "bar-title" }),
        csv,
      ),
      make(
        "main",
        { class: "page issuer-page" },
        heading,
        names.length > 0 && title !== names.join() && make("p", { class: "issuer-names" }, names.join(" · ")),
        catalogue.isComplete() &&
          make("p", { class: "count" }, records.length ? words("issuerCount", records.length) : words("issuerNone")),
        records.length > 0 && drawTable(lines, columns),
        hasFar && make("p", { class: "issuer-hint" }, words("issuerFar")),
      ),
    );
    const table = node.querySelector(".issuer-scroll");
    if (table && !isNew) table.scrollLeft = aside;
    const same = stops()[at];
    if (at >= 0 && same?.textContent === held?.textContent) same?.focus({ preventScroll: true });
    else if (at >= 0 || isNew) heading.focus({ preventScroll: true });
    if (isNew) scrollTo(0, 0);
  }

  /** What can have the focus, in its order. @returns {HTMLElement[]} */
  function stops() {
    return [...node.querySelectorAll(/** @type {"a"} */ ("a, button, [tabindex]"))];
  }

  /**
   * @param {ReturnType<typeof tableOf>["lines"]} lines
   * @param {string[]} columns
   */
  function drawTable(lines, columns) {
    const head = make(
      "tr",
      {},
      make("th", { scope: "col" }, words("issuerArticle")),
      ...columns.map((name) => make("th", { scope: "col" }, words(keyOf(name)))),
    );
    const body = lines.map(({ record, near, cells }) =>
      make(
        "tr",
        {},
        make(
          "th",
          { scope: "row" },
          make(
            "span",
            { class: "issuer-day" },
            shortDate(dayOf({ published: record.published ?? null, saved: record.saved }), words("lang")),
          ),
          make("a", { href: hrefOf(record), lang: record.lang ?? null }, record.title || words("untitled")),
          make("span", { class: "issuer-site" }, record.site || hostOf(record.url)),
        ),
        ...columns.map((name) => make("td", {}, drawFigures(record, cells.get(name) ?? [], near, name))),
      ),
    );
    return make(
      "div",
      { class: "issuer-scroll", role: "region", tabindex: 0, "aria-label": words("issuerTable") },
      make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)),
    );
  }

  /**
   * Each figure once, with its sentence at hand, and leading to its article; and what it is of, where the column does not
   * say so.
   *
   * @param {SavedRecord} record
   * @param {{fact: Fact, subject: string}[]} figures
   * @param {boolean} near
   * @param {string} column
   */
  function drawFigures(record, figures, near, column) {
    if (!figures.length) return null;
    const different = [...new Map(figures.map((one) => [`${one.subject} ${one.fact.text}`, one])).values()];
    const items = different.map(({ fact, subject }) => {
      const { block, sentence } = fact;
      const title = record.blocks[block]?.text.slice(sentence.start, sentence.end) ?? "";
      const of = subject !== column && make("span", { class: "issuer-of" }, `${words(keyOf(subject))}: `);
      const figure = make(
        "a",
        { href: hrefOf(record), title, lang: record.lang ?? null },
        drawDirection(fact, words),
        fact.text,
      );
      return make("li", { class: near ? null : "issuer-far" }, of, figure);
    });
    return make("ul", { role: "list" }, ...items);
  }

  return {
    node,
    show(place) {
      const key = place.slice(ISSUER.length);
      if (wanted === key) return;
      wanted = key;
      show(key, true);
    },
    hide() {
      wanted = null;
      node.replaceChildren();
    },
  };
}

/** The visible word for what figures are of. @param {string} subject */
function keyOf(subject) {
  return `subject${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
}

/** @param {SavedRecord} record */
function hrefOf({ id }) {
  return `#${encodeURIComponent(id)}`;
}

/**
 * Gives a file to the browser to be kept.
 *
 * @param {string} name
 * @param {string} text
 */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name.replace(/[^\p{L}\p{N}.-]+/gu, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
