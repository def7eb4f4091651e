// @ts-check
/**
 * Voices for browsers that have none: what a system's speech engine would be to our scripts, put before them in the copy of
 * the extension that is tested. The page tells it which voices there are and when a sentence is said; what it was asked to
 * say stands on the page's root.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @import { Tab } from "./browser.js" */

const SPEECH = `(() => {
  const root = document.documentElement;
  const said = [];
  const note = (entry) => {
    said.push(entry);
    root.dataset.said = JSON.stringify(said);
  };
  const listening = () => {
    const hearers = {};
    return {
      addEventListener: (kind, hear) => (hearers[kind] ??= []).push(hear),
      tell: (kind) => (hearers[kind] ?? []).forEach((hear) => hear()),
    };
  };
  let current = null;
  const end = (kind) => {
    const before = current;
    current = null;
    before?.tell(kind);
  };
  const speech = {
    ...listening(),
    get speaking() { return current !== null; },
    pending: false,
    getVoices: () => JSON.parse(root.dataset.voices ?? "[]"),
    speak(sentence) {
      current = sentence;
      note({ text: sentence.text, voice: sentence.voice.voiceURI, rate: sentence.rate });
    },
    cancel() {
      note({ cancelled: current?.text });
      end("error");
    },
  };
  document.addEventListener("voice-ends", () => end("end"));
  document.addEventListener("voice-fails", () => end("error"));
  const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  put("speechSynthesis", speech);
  put("SpeechSynthesisUtterance", function (text) { Object.assign(this, listening(), { text }); });
})();
`;

/** The scripts that listen. */
const SCRIPTS = ["content/content.js", "tab/tab.js", "library/library.js"];

/** Brings the voices into a copy of the extension. @param {string} extension its folder */
export async function bringVoices(extension) {
  for (const script of SCRIPTS) {
    const path = join(extension, script);
    await writeFile(path, SPEECH + (await readFile(path, "utf8")));
  }
}

/**
 * @param {string} name
 * @param {string} lang
 * @param {boolean} localService
 */
export const voice = (name, lang, localService = true) => ({ name, lang, localService, voiceURI: `urn:${name}` });

/** Which voices there are from now on. @param {Tab} tab @param {ReturnType<typeof voice>[]} voices */
export function haveVoices(tab, voices) {
  return tab.evaluate((given) => {
    document.documentElement.dataset.voices = given;
  }, JSON.stringify(voices));
}

/**
 * What was said until now.
 *
 * @param {Tab} tab
 * @returns {Promise<{text?: string, voice?: string, rate?: number, cancelled?: string}[]>}
 */
export async function said(tab) {
  return JSON.parse(await tab.evaluate(() => document.documentElement.dataset.said ?? "[]"));
}

/** The voice has come to the end of its sentence, or breaks off. @param {Tab} tab @param {"voice-ends" | "voice-fails"} what */
export function tellVoice(tab, what) {
  return tab.evaluate((kind) => {
    document.dispatchEvent(new Event(kind));
  }, what);
}
