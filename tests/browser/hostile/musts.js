// @ts-check
/** @import { Case, Seen } from "./visit.js" */

/** What must hold of a hostile page, judged by what was seen when it was visited: one function for each `must`. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/fixtures.js";

/**
 * Says what is wrong, or nothing.
 *
 * @typedef {(seen: Seen, given: string, page: Case) => string | string[] | null | false} Must
 */

/** No amount of money in an article is larger, in any currency; more is no figure but an attack. */
const LARGEST = 1e18;

/** What stands in a record as text that a person reads. @param {any} record @returns {string[]} */
function textsOf(record) {
  if (typeof record === "string") return [record];
  return record && typeof record === "object" ? Object.values(record).flatMap(textsOf) : [];
}

const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef]|[\u{e0000}-\u{e007f}]|[\p{Noncharacter_Code_Point}]/u;

/** Everything that the reader and the library call their own parts. */
const CLASSES = new Set(
  ["reader", "library", "tab"].flatMap((folder) =>
    readdirSync(join(ROOT, "extension", folder)).flatMap((file) => {
      const text = readFileSync(join(ROOT, "extension", folder, file), "utf8");
      const said = file.endsWith(".css") ? text.matchAll(/\.([a-z][\w-]*)/g) : text.matchAll(/"([^"\n]*)"/g);
      return [...said].flatMap((one) => (one[1] ?? "").split(" "));
    }),
  ),
);

/**
 * The same for every look at the article.
 *
 * @param {Seen} seen
 * @param {(look: Seen["looks"][number]["look"]) => string | string[] | null | false | undefined} fault
 */
function everywhere(seen, fault) {
  return seen.looks.flatMap(({ where, look }) => {
    const found = [fault(look) || []].flat();
    return found.length ? [`${where}: ${found.slice(0, 4).join(", ")}`] : [];
  });
}

/** The article that was shown; without one there is nothing to be right. @param {Seen} seen @param {(look: Seen["looks"][number]["look"]) => string | false | undefined} fault */
function inArticle(seen, fault) {
  if (!seen.looks.some(({ look }) => look.article)) return `no article was shown (${seen.opened})`;
  return everywhere(seen, (look) => fault(look));
}

/** @param {string} address */
const isWeb = (address) => /^https?:\/\//.test(address);

/** @param {string} address */
const isOwn = (address) => /^(chrome|moz)-extension:\/\/[^/]+\/library\/library\.html/.test(address);

/** @type {Record<string, Must>} */
export const MUSTS = {
  "no-script": (seen) => seen.ran.map((where) => `a script ran: ${where}`),
  "no-request": (seen) => seen.asked.slice(0, 4),
  "no-crash": (seen) => [
    ...(seen.opened === "nothing" ? ["nothing was shown"] : []),
    ...seen.faults.slice(0, 3),
    ...seen.silent.filter((where) => where.startsWith("page")),
  ],
  "no-markup": (seen) => everywhere(seen, ({ foreign }) => foreign),
  "links-only-http": (seen) => [
    ...everywhere(seen, ({ links }) => links.filter((one) => !isWeb(one) && !isOwn(one))),
    ...seen.followed.filter((one) => !isWeb(one) && !isOwn(one)).map((one) => `followed: ${one}`),
  ],
  "images-only-http": (seen) => everywhere(seen, ({ images }) => images.filter((one) => !isWeb(one))),
  "no-inline-style": (seen) => everywhere(seen, ({ styles }) => styles),
  "no-page-ids": (seen) =>
    everywhere(seen, ({ named }) =>
      named.filter((one) => {
        const [kind, name = ""] = one.split("=");
        return kind === "class" ? !CLASSES.has(name) : kind === "name" || !name.startsWith("saring-");
      }),
    ),
  "title-is": (seen, title) => inArticle(seen, (look) => look.title !== title && `the title is "${short(look.title)}"`),
  "title-has": (seen, part) =>
    inArticle(seen, (look) => !look.title.includes(part) && `the title is "${short(look.title)}"`),
  "text-has": (seen, text, page) => inArticle(seen, (look) => !look.has[which(page, text)] && `lacks "${text}"`),
  "text-lacks": (seen, text, page) => inArticle(seen, (look) => look.anywhere[which(page, text)] && `has "${text}"`),
  "no-controls": (seen) => [
    ...everywhere(seen, ({ controls }) => controls),
    ...textsOf(seen.record)
      .filter((text) => CONTROLS.test(text))
      .map((text) => `saved: ${JSON.stringify(short(text))}`),
  ],
  "fits-window": (seen) => seen.wide.slice(0, 4),
  visible: (seen) => inArticle(seen, ({ unseen }) => unseen.length > 0 && unseen.join(", ")),
  "fetches-at-most": (seen, most, page) => [
    ...(seen.further.length > Number(most) ? [`${seen.further.length} requests`] : []),
    ...seen.further.filter((url) => URL.parse(url)?.origin !== URL.parse(page.url)?.origin),
  ],
  "facts-finite": (seen) =>
    seen.record ? (seen.record.facts ?? []).flatMap(absurd) : `nothing saved: ${seen.refused}`,
  "no-leak": (seen) => seen.leaked,
  "no-save": (seen) => seen.unasked > 0 && `${seen.unasked} records before anybody saved`,
  "no-save-mix": (seen, _, page) => mixed(seen, page),
  "no-hang": (seen) => seen.silent,
  "closes-on-escape": (seen) => seen.opened !== "elsewhere" && !seen.closed && "Escape did not close it",
  "under-seconds": (seen, most) => !(seen.seconds <= Number(most)) && `${seen.seconds.toFixed(1)} s`,
  // Asked of every page, and named in no list.
  "saved-and-found": (seen) => {
    if (seen.opened !== "article" || seen.refused) return null;
    return !seen.looks.some(({ where, look }) => where === "library" && look.article) && "it is not in the library";
  },
  "page-as-before": (seen) => seen.changed || (seen.opened === "article" && !seen.closed && "the reader stayed"),
};

/**
 * The verdicts on one page: a fault for each `must` that does not hold, and null for each that does.
 *
 * @param {Case} page
 * @param {Seen} seen
 * @returns {{must: string, fault: string | null}[]}
 */
export function judge(page, seen) {
  const always = page.scripts ? ["saved-and-found"] : ["saved-and-found", "page-as-before"];
  return [...page.must, ...always].map((must) => {
    const [name = "", ...given] = must.split(":");
    const judged = Object.hasOwn(MUSTS, name) ? MUSTS[name] : null;
    if (!judged) throw new Error(`${page.id}: nobody knows what \`${name}\` asks for`);
    const faults = [judged(seen, given.join(":"), page) || []].flat();
    return { must, fault: faults.length ? faults.join("; ") : null };
  });
}

/** Which of the page's wanted words these are. @param {Case} page @param {string} text */
function which(page, text) {
  return page.must.flatMap((must) => /^text-(?:has|lacks):(.*)/s.exec(must)?.[1] ?? []).indexOf(text);
}

/** @param {string} text */
function short(text) {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** @param {any} fact @returns {string[]} */
function absurd({ kind, text, value }) {
  const found = Object.entries(value).flatMap(([name, one]) => {
    if (typeof one === "number") return Math.abs(one) < LARGEST ? [] : [`${name} ${one}`];
    if (name === "date" || name === "from" || name === "to") {
      const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(one));
      const real = day && new Date(`${day[0]}T00:00:00Z`);
      const exists = real && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day[0]);
      if (day && (!exists || Number(day[1]) < 1500 || Number(day[1]) > 2200)) return [`${name} ${one}`];
    }
    if (name === "time" && !/^([01]\d|2[0-4]):[0-5]\d/.test(String(one))) return [`${name} ${one}`];
    return [];
  });
  return found.map((one) => `${kind} "${short(text)}": ${one}`);
}

/** What was saved is what was shown: the same title, and every block of it. @param {Seen} seen @param {Case} page */
function mixed(seen, page) {
  if (!seen.record) return `nothing was saved: ${seen.refused}`;
  const shown = seen.looks[0]?.look;
  if (seen.record.title !== shown?.title) return `saved under "${short(seen.record.title)}"`;
  const texts = textsOf(seen.record.blocks).join(" ").replace(/\s+/g, " ");
  return page.must.flatMap((must) => {
    const [, name, words = ""] = /^text-(has|lacks):(.*)/s.exec(must) ?? [];
    if (name === "has" && !texts.includes(words)) return [`saved without "${words}"`];
    return name === "lacks" && texts.includes(words) ? [`saved with "${words}"`] : [];
  });
}
