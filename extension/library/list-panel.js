// @ts-check
/** @import { Translate } from "../types" */
/** @import { Choice, Counts, Facet } from "./filters.js" */

import { button, icon, make } from "../reader/nodes.js";
import { shortDate } from "../shared/dates.js";
import { daysOf, FACETS, periods, SHOWS } from "./filters.js";

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
 * @param {(change: Partial<Choice>) => void} options.change
 * @param {() => void} options.clear
 */
export function openPanel({ words, change, clear }) {
  const groups = make("div", { class: "list-groups" });
  const done = button("", { class: "primary list-done" });
  const close = button(words("close"), { class: "plain list-close" }, icon("close"));
  const keys = button(words("keysTitle"), { class: "plain list-keys-button" });
  const node = make(
    "aside",
    { class: "list-side", "aria-label": words("filters"), tabindex: -1 },
    close,
    groups,
    make("div", { class: "list-foot" }, ...drawDoors(words), keys),
    done,
  );
  const chips = make("div", { class: "list-chips", role: "group", "aria-label": words("filtersSet"), hidden: true });
  /** Which filters show more than a few values, and what was typed to find one. @type {Map<string, string>} */
  const open = new Map();
  /** @type {Choice | null} */
  let choice = null;
  /** @type {Counts | null} */
  let counts = null;

  const from = make("input", { type: "date", "aria-label": words("filterFrom") });
  const to = make("input", { type: "date", "aria-label": words("filterTo") });
  for (const [field, key] of /** @type {const} */ ([
    [from, "from"],
    [to, "to"],
  ])) {
    field.addEventListener("change", () => {
      const days = choice?.period ? daysOf(choice.period, new Date()) : (choice ?? { from: "", to: "" });
      change({ from: days.from, to: days.to, [key]: field.value, period: "" });
    });
  }

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
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    const key = groups.contains(held) ? held?.dataset.key : undefined;
    const caret = held instanceof HTMLInputElement && key ? held.selectionStart : null;
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
    const quick = periods(new Date()).flatMap((period) => {
      const count = counted.period.get(period) ?? 0;
      const isSet = now.period === period;
      if (!count && !isSet) return [];
      return [
        value(`period ${period}`, periodWords(period, words), count, isSet, () =>
          change({ period: isSet ? "" : period, from: "", to: "" }),
        ),
      ];
    });
    const days = now.period ? daysOf(now.period, new Date()) : now;
    if (from.value !== days.from) from.value = days.from;
    if (to.value !== days.to) to.value = days.to;
    groups.replaceChildren(
      group(words("filterShow"), make("ul", {}, ...shows, ...accesses)),
      ...FACETS.flatMap((facet) => facetGroup(facet, now, counted)),
      group(
        words("filterPeriod"),
        make("ul", {}, ...quick),
        make(
          "div",
          { class: "list-days" },
          make("label", {}, make("span", {}, words("filterFrom")), from),
          make("label", {}, make("span", {}, words("filterTo")), to),
        ),
      ),
    );
    if (key === undefined) return;
    const again = groups.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!(again instanceof HTMLElement)) return;
    again.focus({ preventScroll: true });
    if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
  }

  /**
   * @param {Facet} facet
   * @param {Choice} now
   * @param {Counts} counted
   * @returns {HTMLElement[]}
   */
  function facetGroup(facet, now, counted) {
    const known = counted.facets[facet];
    const typed = open.get(facet);
    const wanted = typed?.trim().toLowerCase() ?? "";
    const most = (/** @type {Map<string, number>} */ counted) => [...counted].sort((one, other) => other[1] - one[1]);
    // Names stand beside their codes in the articles: they are offered to who looks for one.
    const all = wanted && facet === "issuer" ? [...most(known), ...most(counted.names)] : most(known);
    const set = now[facet].map((one) => /** @type {const} */ ([one, known.get(one) ?? counted.names.get(one) ?? 0]));
    const rest = all.filter(([one]) => !now[facet].includes(one) && one.toLowerCase().includes(wanted));
    const shown = [...set, ...rest.slice(0, typed === undefined ? Math.max(0, FEW - set.length) : MOST)];
    if (!shown.length && !typed) return [];
    const title = words(FACET_WORDS[facet]);
    const items = shown.map(([one, count]) => {
      const isSet = now[facet].includes(one);
      return value(`${facet} ${one}`, one, count, isSet, () =>
        change({ [facet]: isSet ? now[facet].filter((other) => other !== one) : [...now[facet], one] }),
      );
    });
    const field =
      typed !== undefined &&
      make("input", {
        type: "search",
        "data-key": `${facet}?`,
        "aria-label": words("findIn", title),
        placeholder: words(facet === "issuer" ? "findIssuer" : "findValue"),
        autocomplete: "off",
        spellcheck: "false",
      });
    if (field) {
      field.value = typed ?? "";
      field.addEventListener("input", () => {
        open.set(facet, field.value);
        again();
      });
    }
    const more =
      (known.size > FEW || typed !== undefined) &&
      button(words(typed === undefined ? "moreValues" : "fewerValues"), {
        class: "plain list-more",
        "data-key": `${facet}+`,
        "aria-expanded": String(typed !== undefined),
        "aria-label": `${words(typed === undefined ? "moreValues" : "fewerValues")}: ${title}`,
      });
    if (more) {
      more.addEventListener("click", () => {
        if (open.has(facet)) open.delete(facet);
        else open.set(facet, "");
        again();
      });
    }
    const list = make("ul", { class: typed === undefined ? "" : "list-many" }, ...items);
    return [group(title, field, list, more)];
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
      again();
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
