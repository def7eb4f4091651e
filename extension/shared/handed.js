// @ts-check
/** @import { Handed, Reading, Said } from "../types" */

/**
 * What was handed to tabs of ours, each for one tab, in the browser's memory: it survives the background and a reload of
 * the tab, and ends with the tab or the browser. Only the background opens it.
 */

const HANDED = "handed:";
const READING = "reading:";

/**
 * Of what was handed, all but the reading. `tab` is the one tab that shows it, once it has asked.
 *
 * @typedef {Omit<Handed, "reading"> & {tab: number | null}} Note
 */

/** @param {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} area */
export function openHanded(area) {
  /** What found no room there: enough for the tab that is being opened. @type {Map<string, any>} */
  const large = new Map();

  /** @param {string} key @param {unknown} value */
  async function keep(key, value) {
    large.delete(key);
    try {
      await area.set({ [key]: value });
    } catch {
      await area.remove(key);
      large.set(key, value);
    }
  }

  /** @param {string[]} keys */
  async function remove(keys) {
    for (const key of keys) large.delete(key);
    await area.remove(keys);
  }

  /** @returns {Promise<[string, Note][]>} */
  async function all() {
    const entries = [...Object.entries(await area.get(null)), ...large];
    return entries.flatMap(([key, note]) =>
      key.startsWith(HANDED) ? [[key.slice(HANDED.length), /** @type {Note} */ (note)]] : [],
    );
  }

  /** @param {(note: Note) => boolean} which */
  async function find(which) {
    const [token, note] = (await all()).find(([, one]) => which(one)) ?? [];
    return token && note ? { token, note } : null;
  }

  return {
    /** What was handed to a tab. @param {number} tab */
    of: (tab) => find((note) => note.tab === tab),

    /** What was handed over from a page's tab. @param {number} source */
    from: (source) => find((note) => note.source === source),

    /**
     * @param {string} token
     * @param {{source: number, url: string, title: string, private: boolean, said: Said | null}} note
     * @param {unknown} reading
     * @param {number | null} tab
     */
    async put(token, note, reading, tab = null) {
      await keep(HANDED + token, { ...note, tab });
      await keep(READING + token, reading);
    },

    /**
     * What `token` stands for, if it is this tab's: the first that asks is the one that was opened for it.
     *
     * @param {string} token
     * @param {number} tab
     * @returns {Promise<Handed | null>}
     */
    async take(token, tab) {
      const [key, place] = [HANDED + token, READING + token];
      const found = { ...(await area.get([key, place])), ...Object.fromEntries(large) };
      const note = /** @type {Note | undefined} */ (found[key]);
      if (!note || (note.tab !== null && note.tab !== tab)) return null;
      if (note.tab === null) await keep(key, { ...note, tab });
      const { source, url, title, said } = note;
      const reading = /** @type {Reading | null} */ (found[place] ?? null);
      return { source, url, title, private: note.private, said, reading };
    },

    /** Which tab was opened for it. @param {string} token @param {number | null} tab */
    async bind(token, tab) {
      const found = (await all()).find(([one]) => one === token);
      if (found && tab !== null) await keep(HANDED + token, { ...found[1], tab });
    },

    /** No tab was opened for it. @param {string} token */
    forget: (token) => remove([HANDED + token, READING + token]),

    /** The tab is gone. @param {number} tab */
    async drop(tab) {
      for (const [token, note] of await all()) {
        if (note.tab === tab) await this.forget(token);
      }
    },
  };
}
