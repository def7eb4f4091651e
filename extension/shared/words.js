// @ts-check
/** @import { Translate } from "../types" */

import { api } from "./api.js";

/**
 * @typedef {{message: string, placeholders?: Record<string, {content: string}>}} Message
 * @typedef {Record<string, Message>} Messages
 */

/**
 * The extension's words in the language that the browser chose. Words once looked up stay known, so that a page left
 * open while the extension is updated can still say what happened.
 *
 * @returns {Translate}
 */
export function extensionWords() {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (key, ...args) => {
    const place = [key, ...args].join("\0");
    let word = known.get(place);
    if (word === undefined) {
      try {
        word = api.i18n.getMessage(key, args.map(String)) || key;
      } catch {
        return key;
      }
      known.set(place, word);
    }
    return word;
  };
}

/**
 * The same words from the text of a `messages.json`, for pages outside the extension.
 *
 * @param {Messages} messages
 * @returns {Translate}
 */
export function wordsFrom(messages) {
  return (key, ...args) => {
    const entry = Object.hasOwn(messages, key) ? messages[key] : undefined;
    if (!entry) return key;
    /** @param {string} text */
    const filled = (text) => text.replace(/\$([1-9])/g, (_, digit) => String(args[Number(digit) - 1] ?? ""));
    const places = entry.placeholders ?? {};
    return filled(entry.message.replace(/\$(\w+)\$/g, (whole, name) => places[name.toLowerCase()]?.content ?? whole));
  };
}
