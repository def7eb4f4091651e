// @ts-check

/**
 * Answers the button and the messages, and alone writes to the storage. It may be stopped at any moment and keeps
 * nothing in memory that matters.
 */

import { api } from "./shared/api.js";
import { answerWith } from "./shared/messages.js";
import { Refusal } from "./shared/refusal.js";
import { openStore } from "./shared/store.js";
import { extensionWords } from "./shared/words.js";

const LIBRARY = "library/library.html";
const MENU = "library";

const words = extensionWords();
const store = openStore(api.storage.local);

// What pages' scripts can't reach, no page can take. Firefox has no such setting yet.
api.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" })?.catch(() => {});

api.action.onClicked.addListener(async (tab) => {
  const tabId = tab.id;
  if (tabId === undefined) return;
  api.storage.session.set({ click: { tab: tabId, at: Date.now() } }).catch(() => {});
  try {
    await start(tabId);
    await setSign(tabId, "", words("actionTitle"));
  } catch {
    await setSign(tabId, "!", words(tab.url?.startsWith("file:") ? "refusedFile" : "refused"));
  }
});

/** How long to wait before each new try, in milliseconds. */
const PATIENCE = [10, 50, 150];

/**
 * Runs the reader in a tab. The permission that comes with the click can reach the page's process after our script:
 * Chromium 156 refused one first click in ten on a busy machine, and took the next try a few milliseconds later.
 *
 * @param {number} tabId
 */
async function start(tabId) {
  for (const pause of [...PATIENCE, null]) {
    try {
      const files = ["content/engine.js", "content/content.js"];
      const [ran] = await api.scripting.executeScript({ target: { tabId }, files });
      // Firefox refuses its own pages without a word: nothing has run there.
      if (!ran) throw new Error("nothing ran");
      return;
    } catch (error) {
      if (pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * The button's sign and title for one tab; the browser takes them back when the tab goes elsewhere.
 *
 * @param {number} tabId
 * @param {string} sign
 * @param {string} title
 */
async function setSign(tabId, sign, title) {
  try {
    // Not every browser on phones has signs; all have titles.
    await Promise.all([
      api.action.setTitle({ tabId, title }),
      api.action.setBadgeText?.({ tabId, text: sign }),
      sign && api.action.setBadgeBackgroundColor?.({ tabId, color: "#8a4b00" }),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}

// Made anew at each start, so that the words follow the browser's language. Phones have no such menu.
for (const event of [api.runtime.onInstalled, api.runtime.onStartup]) {
  event.addListener(async () => {
    await api.contextMenus?.removeAll();
    api.contextMenus?.create({ id: MENU, contexts: ["action"], title: words("menuLibrary") });
  });
}

api.contextMenus?.onClicked.addListener((info) => {
  if (info.menuItemId === MENU) openPage(LIBRARY);
});

// Firefox would update the extension at once and cut off the readers that are open; who listens here is updated when the
// browser starts the next time.
api.runtime.onUpdateAvailable?.addListener(() => {});

/** @param {string} path */
function openPage(path) {
  return api.tabs.create({ url: api.runtime.getURL(path) });
}

answerWith({
  save: {
    from: "page",
    answer: ({ reading }, sender) => {
      if (sender.tab?.incognito) throw new Refusal("private-window");
      // A page can only be saved by itself.
      const url = /** @type {{url?: unknown} | null} */ (reading)?.url;
      if (typeof url !== "string" || URL.parse(url)?.origin !== URL.parse(sender.url ?? "")?.origin) {
        throw new Refusal("bad-record");
      }
      return store.save(reading, new Date().toISOString());
    },
  },

  "find-record": {
    from: "page",
    answer: ({ id }, sender) => (typeof id === "string" && !sender.tab?.incognito ? store.find(id) : null),
  },

  "open-library": {
    from: "page",
    answer: async ({ id }) => {
      await openPage(typeof id === "string" ? `${LIBRARY}#${encodeURIComponent(id)}` : LIBRARY);
      return true;
    },
  },

  /** How long the last click took, for whoever measures; it stays in memory and is never sent anywhere. */
  timing: {
    from: "page",
    answer: async ({ steps, at }, sender) => {
      const timing = Object.fromEntries(
        ["engine", "read", "draw", "total"].map((step) => [step, Number(steps?.[step]) || 0]),
      );
      const click = /** @type {{tab: number, at: number} | undefined} */ (
        (await api.storage.session.get("click")).click
      );
      if (click && click.tab === sender.tab?.id) timing.click = Number(at) - click.at;
      await api.storage.session.set({ timing: { steps: timing, url: sender.tab?.incognito ? "" : sender.url, at } });
      return true;
    },
  },

  /** The page keeps the reader from being seen. */
  refused: {
    from: "page",
    answer: async (_, sender) => {
      if (sender.tab?.id !== undefined) await setSign(sender.tab.id, "!", words("refusedHidden"));
      // An extension page can't open in a private window, and must not open in another.
      if (!sender.tab?.incognito) await openPage("library/notice.html");
      return true;
    },
  },

  list: { from: "library", answer: () => store.list() },

  remove: {
    from: "library",
    answer: ({ id }) => {
      if (typeof id !== "string") throw new Refusal("bad-record");
      return store.remove(id);
    },
  },

  restore: {
    from: "library",
    answer: async ({ id, record }) => {
      if (typeof id !== "string" || typeof record !== "object" || !record) throw new Refusal("bad-record");
      await store.restore(id, record);
      return true;
    },
  },
});
