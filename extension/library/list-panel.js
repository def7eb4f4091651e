// @ts-check
/** @import { Translate } from "../types" */
/** @import { Choice, Counts, Facet } from "./filters.js" */

import { button, icon, make, put } from "../reader/nodes.js";
import { shortDate } from "../shared/dates.js";
import { daysOf, FACETS, periods, SHOWS } from "./filters.js";
import { whenReleased } from "./press.js";

/** So many values of a filter stand there before more are asked for, and so many then. */
const FEW = 8;
const MOST = 200;

/** @type {Record<Facet, string>} */
export const FACET_WORDS = { issuer: "filterIssuer", section: "filterSection", site: "filterSite", tag: "filterTag" };
/** @type {Record<string, string>} */
const SHOW_WORDS = { all: "showAll", unread: "showUnread", read: "showRead", archive: "showArchive" };
/** @type {Record<string, string>} */
const ACCESS_WORDS = { partial: "accessPartial", address: "accessAddress" };

/**
 * The filters with how many articles each would leave, and those that are set as a row of chips.
 *
 * @param {object} options
 * @param {Translate} options.words
 * @param {(change: Partial<Choice>, goesOn?: boolean) => void} options.change `goesOn`: whether it goes on with the last.
 * @param {() => void} options.clear
 */
export function openPanel({ words, change, clear }) {
  const done = button("", { class: "primary list-done" });
  const close = button(words("close"), { class: "plain list-close" }, icon("close"));
  const keys = button(words("keysTitle"), { class: "plain list-keys-button" });
  const chips = make("div", { class: "list-chips", role: "group", "aria-label": words("filtersSet"), hidden: true });
  /** Which filters show more than a few values, and what was typed to find one. @type {Map<Facet, string>} */
  const open = new Map();
  /** @type {Choice | null} */
  let choice = null;
  /** @type {Counts | null} */
  let counts = null;

  // The parts stay in the document and only their values are drawn anew: whoever types into one goes on typing.
  const shown = make("ul");
  const quick = make("ul");
  const facets = FACETS.map(facetGroup);
  const from = make("input", { type: "date", "aria-label": words("filterFrom") });
  const to = make("input", { type: "date", "aria-label": words("filterTo") });
  for (const [field, key] of /** @type {const} */ ([
    [from, "from"],
    [to, "to"],
  ])) {
    let goesOn = false;
    field.addEventListener("focus", () => {
      goesOn = false;
    });
    field.addEventListener("blur", () => whenReleased(again));
    // Of a year that is typed each figure makes a day: one visit of the field is one step to go back.
    field.addEventListener("change", () => {
      const days = choice?.period ? daysOf(choice.period, new Date()) : (choice ?? { from: "", to: "" });
      change({ from: days.from, to: days.to, [key]: field.value, period: "" }, goesOn);
      goesOn = true;
    });
  }

  const foot = make("div", { class: "list-foot", hidden: true }, ...drawDoors(words), keys);
  const node = make(
    "aside",
    { class: "list-side", "aria-label": words("filters"), tabindex: -1 },
    close,
    make(
      "div",
      {},
      group(words("filterShow"), shown),
      ...facets.map((facet) => facet.node),
      group(
        words("filterPeriod"),
        quick,
        make(
          "div",
          { class: "list-days" },
          make("label", {}, make("span", {}, words("filterFrom")), from),
          make("label", {}, make("span", {}, words("filterTo")), to),
        ),
      ),
    ),
    foot,
    done,
  );

  /** @param {number} value */
  const number = (value) => value.toLocaleString(words("lang"));

  /**
   * One value of a filter.
   *
   * @param {string} key Finds it again when all is drawn anew.
   * @param {string} label
   * @param {number | undefined} count
   * @param {boolean} isSet
   * @param {() => void} press
   */
  function value(key, label, count, isSet, press) {
    const one = make(
      "button",
      {
        type: "button",
        class: "list-value plain",
        "aria-pressed": String(isSet),
        "data-key": key,
      },
      make("span", { class: "list-value-name" }, label),
      " ", // both are the button's name
      count !== undefined && make("span", { class: "list-value-count" }, number(count)),
    );
    one.addEventListener("click", press);
    return make("li", {}, one);
  }

  /** @param {string} title @param {(Node | string | false | null)[]} inside */
  function group(title, ...inside) {
    return make("section", { class: "list-group", "aria-label": title }, make("h2", {}, title), ...inside);
  }

  /** @param {Choice} now @param {Counts} counted */
  function draw(now, counted) {
    const held = document.activeElement;
    const key = held instanceof HTMLElement && node.contains(held) ? held.dataset.key : undefined;
    const shows = SHOWS.map((show) =>
      value(`show ${show}`, words(SHOW_WORDS[show] ?? ""), counted.show[show], now.show === show, () =>
        change({ show }),
      ),
    );
    const accesses = /** @type {const} */ (["partial", "address"]).flatMap((access) => {
      const count = counted.access.get(access) ?? 0;
      if (!count && now.access !== access) return [];
      const isSet = now.access === access;
      return [
        value(`access ${access}`, words(ACCESS_WORDS[access] ?? ""), count, isSet, () =>
          change({ access: isSet ? "" : access }),
        ),
      ];
    });
    const lately = periods(new Date()).flatMap((period) => {
      const count = counted.period.get(period) ?? 0;
      const isSet = now.period === period;
      if (!count && !isSet) return [];
      return [
        value(`period ${period}`, periodWords(period, words), count, isSet, () =>
          change({ period: isSet ? "" : period, from: "", to: "" }),
        ),
      ];
    });
    shown.replaceChildren(...shows, ...accesses);
    for (const facet of facets) facet.draw(now, counted);
    quick.replaceChildren(...lately);
    // Not before: what stands above would push it from under the finger.
    foot.hidden = false;
    const days = now.period ? daysOf(now.period, new Date()) : now;
    // A year that is being typed is no day yet.
    if (from.value !== days.from && held !== from) from.value = days.from;
    if (to.value !== days.to && held !== to) to.value = days.to;
    if (key === undefined) return;
    const drawn = node.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (drawn instanceof HTMLElement) drawn.focus({ preventScroll: true });
  }

  /** The values of one filter: a few of them, or as many as there are and a field to find one. @param {Facet} facet */
  function facetGroup(facet) {
    const title = words(FACET_WORDS[facet]);
    const field = make("input", {
      type: "search",
      "aria-label": words("findIn", title),
      placeholder: words(facet === "issuer" ? "findIssuer" : "findValue"),
      autocomplete: "off",
      spellcheck: "false",
      hidden: true,
    });
    field.addEventListener("input", () => {
      open.set(facet, field.value);
      again();
    });
    const list = make("ul");
    const more = button("", { class: "plain list-more" });
    more.addEventListener("click", () => {
      if (open.has(facet)) open.delete(facet);
      else open.set(facet, "");
      field.value = "";
      again();
    });
    const section = group(title, field, list, more);
    section.hidden = true; // until it is known what there is
    return {
      node: section,

      /** @param {Choice} now @param {Counts} counted */
      draw(now, counted) {
        const known = counted.facets[facet];
        const typed = open.get(facet);
        const wanted = typed?.trim().toLowerCase() ?? "";
        const most = (/** @type {Map<string, number>} */ one) => [...one].sort((first, other) => other[1] - first[1]);
        // Names stand beside their codes in the articles: they are offered to who looks for one.
        const all = wanted && facet === "issuer" ? [...most(known), ...most(counted.names)] : most(known);
        const set = now[facet].map(
          (one) => /** @type {const} */ ([one, known.get(one) ?? counted.names.get(one) ?? 0]),
        );
        const rest = all.filter(([one]) => !now[facet].includes(one) && one.toLowerCase().includes(wanted));
        const some = [...set, ...rest.slice(0, typed === undefined ? Math.max(0, FEW - set.length) : MOST)];
        const items = some.map(([one, count]) => {
          const isSet = now[facet].includes(one);
          return value(`${facet} ${one}`, one, count, isSet, () =>
            change({ [facet]: isSet ? now[facet].filter((other) => other !== one) : [...now[facet], one] }),
          );
        });
        section.hidden = !some.length && !typed;
        field.hidden = typed === undefined;
        const { scrollTop } = list;
        list.className = typed === undefined ? "" : "list-many";
        list.replaceChildren(...items);
        list.scrollTop = scrollTop;
        const label = words(typed === undefined ? "moreValues" : "fewerValues");
        more.hidden = known.size <= FEW && typed === undefined;
        const name = more.querySelector(".label");
        if (name) name.textContent = label;
        put(more, "aria-expanded", String(typed !== undefined));
        put(more, "aria-label", `${label}: ${title}`);
      },
    };
  }

  function again() {
    if (choice && counts) draw(choice, counts);
  }

  /** @param {Choice} now */
  function drawChips(now) {
    /** @type {[string, Partial<Choice>][]} */
    const set = [];
    if (now.show !== "all") set.push([words(SHOW_WORDS[now.show] ?? ""), { show: "all" }]);
    if (now.access) set.push([words(ACCESS_WORDS[now.access] ?? ""), { access: "" }]);
    if (now.period) set.push([periodWords(now.period, words), { period: "" }]);
    const lang = words("lang");
    if (now.from) set.push([words("sinceDay", shortDate(now.from, lang) ?? now.from), { from: "" }]);
    if (now.to) set.push([words("untilDay", shortDate(now.to, lang) ?? now.to), { to: "" }]);
    for (const facet of FACETS) {
      for (const one of now[facet]) set.push([one, { [facet]: now[facet].filter((other) => other !== one) }]);
    }
    const focus = chips.contains(document.activeElement);
    chips.hidden = set.length === 0;
    const nodes = set.map(([label, taken]) => {
      const chip = button(label, { class: "list-chip", "aria-label": words("takeOff", label) }, icon("close"));
      chip.addEventListener("click", () => change(taken));
      return chip;
    });
    const all = button(words("takeOffAll"), { class: "plain list-chip-all" });
    all.addEventListener("click", clear);
    chips.replaceChildren(...nodes, ...(set.length > 1 ? [all] : []));
    if (focus) (chips.querySelector("button") ?? document.querySelector(".list-search input"))?.focus();
    return set.length;
  }

  return {
    node,
    chips,
    done,
    close,
    keys,

    /** @param {Choice} now @returns {number} how many filters are set */
    setChoice(now) {
      choice = now;
      return drawChips(now);
    },

    /** @param {Counts} counted @param {number} found */
    setCounts(counted, found) {
      counts = counted;
      done.replaceChildren(make("span", { class: "label" }, words("showFound", number(found))));
      whenReleased(again);
    },
  };
}

/** The ways to the views beside the list. @param {Translate} words */
export function drawDoors(words) {
  return [
    make("a", { href: "#data", class: "list-door" }, words("dataTitle")),
    make("a", { href: "#settings", class: "list-door" }, words("settingsTitle")),
  ];
}

/** @param {string} period @param {Translate} words */
function periodWords(period, words) {
  return period.length === 4 ? period : words("lastDays", period);
}
