// @ts-check

/** The voices of the browser, and saying one sentence with one of them. */

/** How long the browser may look for its voices, in milliseconds: it begins when it is first asked. */
const PATIENCE = 1500;

/** @returns {Promise<SpeechSynthesisVoice[]>} none where the browser can't speak */
export async function voices() {
  const { speechSynthesis } = globalThis;
  if (!speechSynthesis) return [];
  if (!speechSynthesis.getVoices().length) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
  }
  return speechSynthesis.getVoices();
}

/**
 * Those that speak a language: first those of this device, then those that send the text away.
 *
 * @param {SpeechSynthesisVoice[]} all
 * @param {string} lang
 */
export function voicesOf(all, lang) {
  const own = all.filter((voice) => language(voice.lang) === language(lang));
  return { local: own.filter((voice) => voice.localService), remote: own.filter((voice) => !voice.localService) };
}

/** Without the country; `in` is what Indonesian was called before 1989. @param {string} tag */
function language(tag) {
  const first = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return first === "in" ? "id" : first;
}

/**
 * Says one sentence at a time; what is said is cut off by the next.
 *
 * @param {{ended: () => void, failed: () => void}} hear Called when a sentence was said to its end, or could not be said.
 */
export function openSpeaker({ ended, failed }) {
  /** Kept, or browsers forget it while they say it, with those who wait for its end. @type {SpeechSynthesisUtterance | null} */
  let current = null;

  const stop = () => {
    current = null;
    const { speechSynthesis } = globalThis;
    if (speechSynthesis?.speaking || speechSynthesis?.pending) speechSynthesis.cancel();
  };

  return {
    stop,

    /**
     * @param {string} text
     * @param {SpeechSynthesisVoice} voice
     * @param {number} rate 1 is the voice's own speed.
     */
    say(text, voice, rate) {
      stop();
      const sentence = new SpeechSynthesisUtterance(text);
      Object.assign(sentence, { voice, lang: voice.lang, rate });
      current = sentence;
      const only = (/** @type {() => void} */ then) => () => {
        if (current !== sentence) return;
        current = null;
        then();
      };
      sentence.addEventListener("end", only(ended));
      sentence.addEventListener("error", only(failed));
      globalThis.speechSynthesis.speak(sentence);
    },
  };
}
