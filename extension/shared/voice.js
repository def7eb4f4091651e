// @ts-check
/** @import { Piece, Voice } from "../types" */

/** How texts are said: sentence by sentence, each with where it stands and how a voice should say it. */

/**
 * @param {Voice} voice
 * @param {string[]} texts
 * @param {string} lang
 * @returns {Piece[][]} of each text
 */
export function piecesBy(voice, texts, lang) {
  return texts.map((text) => {
    const borders = [...voice.sentences(text)];
    return borders.flatMap((end, at) => {
      const start = borders[at - 1];
      if (at % 2 === 0 || start === undefined) return [];
      return [{ start, end, said: voice.speak(text.slice(start, end), lang) }];
    });
  });
}

/**
 * The same in a document of ours; nothing of it is loaded before. Rejects where it can't be loaded.
 *
 * @param {string[]} texts
 * @param {string} lang
 */
export async function ownPieces(texts, lang) {
  // @ts-expect-error there is no such file before the build
  await import("../content/voice.js");
  return piecesBy(await globalThis.saringVoice.load(), texts, lang);
}

/**
 * The same where the core can't be had: sentences as the browser knows them, said as they are written.
 *
 * @param {string[]} texts
 * @param {string} lang
 * @returns {Piece[][]}
 */
export function plainPieces(texts, lang) {
  const segmenter = new Intl.Segmenter(isLanguage(lang) ? lang : undefined, { granularity: "sentence" });
  return texts.map((text) =>
    [...segmenter.segment(text)].flatMap(({ segment, index }) => {
      const said = segment.trim();
      const start = index + segment.indexOf(said);
      return said ? [{ start, end: start + said.length, said }] : [];
    }),
  );
}

/** The way of the pages that show an article. @type {import("../types").Tell} */
export function tellOwn(texts, lang) {
  return ownPieces(texts, lang).catch(() => plainPieces(texts, lang));
}

/** A page may call its language anything. @param {string} lang */
function isLanguage(lang) {
  try {
    return Intl.getCanonicalLocales(lang).length > 0;
  } catch {
    return false;
  }
}
