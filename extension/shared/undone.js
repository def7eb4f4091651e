// @ts-check
/** @import { Kept, Stamp } from "../types" */
/** @import { Store, Undone } from "./store.js" */

/**
 * The last save of each tab, so that it can be taken back: in the browser's memory, until the tab or the browser is closed.
 * Only the background opens it.
 */

import { Refusal } from "./refusal.js";

const UNDONE = "undone:";

/**
 * @param {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} area
 * @param {Pick<Store, "save" | "unsave">} store
 */
export function openUndone(area, store) {
  /** What found no room there: it lasts as long as the background. @type {Map<number, Undone & {url: string}>} */
  const large = new Map();
  /** A save that is asked for while another one goes on must know it. @type {Promise<unknown>} */
  let last = Promise.resolve();

  /** @template T @param {() => Promise<T>} job @returns {Promise<T>} */
  function inTurn(job) {
    const run = last.then(job);
    last = run.catch(() => {});
    return run;
  }

  /** @param {number} tab @returns {Promise<(Undone & {url: string}) | null>} */
  async function of(tab) {
    const key = UNDONE + tab;
    const text = (await area.get([key]).catch(() => null))?.[key];
    const { before, ...rest } = typeof text === "string" ? JSON.parse(text) : (large.get(tab) ?? {});
    // Nothing is told apart from null in JSON.
    return rest.id ? { ...rest, before: before ?? undefined } : null;
  }

  /** @param {number} tab @param {Undone & {url: string}} undone */
  async function remember(tab, undone) {
    try {
      await area.set({ [UNDONE + tab]: JSON.stringify(undone) });
      large.delete(tab);
    } catch {
      // Of an older save nothing may be left there.
      await forget(tab);
      large.set(tab, undone);
    }
  }

  /** @param {number} tab */
  async function forget(tab) {
    large.delete(tab);
    await area.remove([UNDONE + tab]).catch(() => {});
  }

  return {
    /**
     * Saves, and remembers what was there before.
     *
     * @param {{tab: number, url: string}} from The tab, and the address of the page that is saved.
     * @param {unknown} reading
     * @param {boolean} more Whether it goes on with the last save of that tab.
     * @returns {Promise<Kept>}
     */
    save({ tab, url }, reading, more) {
      /** @type {PromiseWithResolvers<Kept>} */
      const { promise, resolve, reject } = Promise.withResolvers();
      inTurn(async () => {
        const { before, ...kept } = await store.save(reading, new Date().toISOString(), more ? await of(tab) : null);
        // The article is safe. Whoever saved it need not wait for this; whoever takes it back comes behind.
        resolve(kept);
        await remember(tab, { id: kept.id, updated: kept.updated, before, url });
      }).catch(reject);
      return promise;
    },

    /**
     * Takes the last save of a tab back. `isFrom` says whether it may, by the address of the page that was saved.
     *
     * @param {number} tab
     * @param {string} id
     * @param {(url: string) => boolean} isFrom
     * @returns {Promise<Stamp | null>} what is there now
     */
    unsave: (tab, id, isFrom) =>
      inTurn(async () => {
        const undone = await of(tab);
        if (!undone || undone.id !== id || !isFrom(undone.url)) throw new Refusal("changed-since");
        const now = await store.unsave(undone);
        await forget(tab);
        return now;
      }),

    /** The tab is gone. @param {number} tab */
    forget,
  };
}
