// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wordsFrom } from "../../../extension/shared/words.js";
import { ROOT } from "./fixtures.js";

/** The visible words of one language, as the sources have them. @param {string} language */
export function wordsOf(language) {
  const known = JSON.parse(readFileSync(join(ROOT, "extension/_locales", language, "messages.json"), "utf8"));
  const look = wordsFrom(known);
  /** @param {string} key @param {(string | number)[]} places */
  return (key, ...places) => {
    if (!Object.hasOwn(known, key)) throw new Error(`_locales/${language} has no \`${key}\``);
    return look(key, ...places);
  };
}
