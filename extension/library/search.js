// @ts-check

/** Finding words as people type them: capitals, accents, apostrophes and hyphens make no difference. */

/** Joins that people write in several ways, or not at all: `Jumat` and `Jum'at`, `III-2025` and `III 2025`. */
const DROPPED = /[\p{M}'’‘ʼ`]/gu;
const SPACES = /[\s\-\u2010-\u2015\u2212]+/g;

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFKD").replace(DROPPED, "").replace(SPACES, " ").toLowerCase();
}

/**
 * The words of a query, each of which must be found.
 *
 * @param {string} query
 * @returns {string[]}
 */
export function wordsOf(query) {
  return [...new Set(fold(query).split(" ").filter(Boolean))];
}

/**
 * @param {string} folded
 * @param {string[]} words
 */
export function hasAll(folded, words) {
  return words.every((word) => folded.includes(word));
}

/**
 * Where the words stand in `text` itself, in order and without overlap.
 *
 * @param {string} text
 * @param {string[]} words
 * @returns {{start: number, end: number}[]}
 */
export function hits(text, words) {
  const { folded, from } = foldedWithPlaces(text);
  const found = words.flatMap((word) => {
    const places = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      places.push({ start: from[at] ?? 0, end: from[at + word.length] ?? text.length });
    }
    return places;
  });
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  /** @type {{start: number, end: number}[]} */
  const merged = [];
  for (const place of found) {
    const before = merged.at(-1);
    if (before && place.start <= before.end) before.end = Math.max(before.end, place.end);
    else merged.push(place);
  }
  return merged;
}

/**
 * The folded text, and for each of its units where in the text it came from.
 *
 * @param {string} text
 */
function foldedWithPlaces(text) {
  let folded = "";
  /** @type {number[]} */
  const from = [];
  let at = 0;
  for (const sign of text) {
    const made = fold(sign);
    // A run of spaces and hyphens is one space.
    if (made !== " " || !folded.endsWith(" ")) {
      folded += made;
      for (let unit = 0; unit < made.length; unit += 1) from.push(at);
    }
    at += sign.length;
  }
  return { folded, from };
}

/**
 * A piece of `text` around its first hit, at most about `length` long, whole words only.
 *
 * @param {string} text
 * @param {string[]} words
 * @param {number} [length]
 * @returns {string}
 */
export function excerpt(text, words, length = 220) {
  const first = hits(text, words)[0]?.start ?? 0;
  const start = first < 80 ? 0 : text.indexOf(" ", first - 60) + 1;
  if (text.length - start <= length) return (start ? "…" : "") + text.slice(start);
  const end = text.lastIndexOf(" ", start + length);
  const piece = text.slice(start, end > start ? end : start + length).toWellFormed();
  return `${start ? "…" : ""}${piece.replace(/[\s.,;:]+$/, "")}…`;
}
