// @ts-check

/**
 * Answers the button and the messages, and alone writes to the storage. It may be stopped at any moment and keeps
 * nothing in memory that matters.
 */

import { webAddress } from "./shared/address.js";
import { api } from "./shared/api.js";
import { openHanded } from "./shared/handed.js";
import { answerLines, answerWith, origin } from "./shared/messages.js";
import { makeRecord } from "./shared/record.js";
import { Refusal } from "./shared/refusal.js";
import { isRow, printOf } from "./shared/row.js";
import { isSaid } from "./shared/said.js";
import { openSettings } from "./shared/settings.js";
import { openStore } from "./shared/store.js";
import { openUndone } from "./shared/undone.js";
import { extensionWords } from "./shared/words.js";

const LIBRARY = "library/library.html";
const MENU = "library";
const ELSEWHERE = "elsewhere/elsewhere.html";
const TAB = "tab/tab.html";

const words = extensionWords();
const store = openStore(api.storage.local);
const settings = openSettings(api.storage);
const handed = openHanded(api.storage.session);
const undone = openUndone(api.storage.session, store);

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

// An import whose page or background is gone is taken back before anything else is written.
store.intake.recover().catch(() => {});
store.renew().catch(() => {});

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

/** The document that is being opened, so that two clicks at once do not open two. @type {Promise<void> | null} */
let opening = null;

/**
 * Opens the document that reads pages whose policy forbids the engine in place; it closes by itself. Firefox has no
 * such policy for extensions, and no such document.
 */
async function openElsewhere() {
  if (!api.offscreen) throw new Refusal("no-engine");
  const open = await api.runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] });
  if (open.length) return;
  await api.offscreen.createDocument({
    url: ELSEWHERE,
    reasons: ["DOM_PARSER"],
    justification: "reads the article of a page whose policy forbids WebAssembly",
  });
}

/**
 * Opens a tab of ours with what a page's reader could not show, beside the page; the same tab where there is one already.
 *
 * @param {chrome.runtime.MessageSender} sender
 * @param {{reading: unknown, title: string, said: import("./types").Said | null}} what
 */
async function openApart({ tab: page, url = "" }, { reading, title, said }) {
  if (page?.id === undefined) throw new Refusal("bad-request");
  // Chromium opens no page of an extension in a private window, and it must not open in another.
  if (page.incognito && !api.runtime.getURL("").startsWith("moz-")) {
    await setSign(page.id, "!", words("refusedHidden"));
    throw new Refusal("private-window");
  }
  const note = { source: page.id, url, title, private: page.incognito, said };
  const before = await handed.from(page.id);
  if (before?.note.tab) {
    const { token, note: old } = before;
    const tab = /** @type {number} */ (old.tab);
    // Somebody may have gone to another page in it.
    const shown = (await isOurs(tab)) && (await api.tabs.update(tab, { active: true }).catch(() => null));
    if (shown) {
      await handed.put(token, note, reading, tab);
      await api.tabs.reload(tab);
      return true;
    }
    await handed.drop(tab);
  }
  const token = crypto.randomUUID();
  await handed.put(token, note, reading);
  try {
    const place = { windowId: page.windowId, index: page.index + 1 };
    const tab = await openBeside(page.id, { url: `${api.runtime.getURL(TAB)}#${token}`, ...place });
    await handed.bind(token, tab.id ?? null);
  } catch (error) {
    await handed.forget(token);
    throw error;
  }
  return true;
}

/**
 * Opens a tab that leads back to `opener` when it is closed; Firefox on a phone refuses to be told of openers.
 *
 * @param {number} opener
 * @param {chrome.tabs.CreateProperties} tab
 */
async function openBeside(opener, tab) {
  try {
    return await api.tabs.create({ ...tab, openerTabId: opener });
  } catch {
    return api.tabs.create(tab);
  }
}

/** Whether a tab shows a page of ours. @param {number} tab */
async function isOurs(tab) {
  const open = await api.runtime.getContexts({ contextTypes: ["TAB"] });
  return open.some(({ tabId }) => tabId === tab);
}

api.tabs.onRemoved.addListener((tab) => {
  handed.drop(tab).catch(() => {});
  undone.forget(tab);
});

/**
 * Where what is saved must be from: a page can only be saved by itself, and a tab of ours saves what it was given.
 *
 * @param {chrome.runtime.MessageSender} sender
 */
async function pageOf(sender) {
  if (origin(sender) === "page") return sender.url ?? "";
  return (await handed.of(sender.tab?.id ?? -1))?.note.url ?? "";
}

/** @param {unknown} ids @returns {string[]} */
function idsOf(ids) {
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) throw new Refusal("bad-record");
  return ids;
}

/** Whether it is a text for the library with the line that belongs to it. @param {any} one */
function isArriving(one) {
  if (typeof one?.stored !== "string" || !isRow(one.row)) return false;
  return webAddress(one.row.id) === one.row.id && printOf(one.stored) === one.row.print;
}

/** @param {unknown} reading */
function addressOf(reading) {
  const url = /** @type {{url?: unknown} | null} */ (reading)?.url;
  return typeof url === "string" ? url : "";
}

/** Whether both are addresses of one site. @param {string} one @param {string} other */
function isSameSite(one, other) {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  return first !== null && second !== null && first.protocol === second.protocol && first.origin === second.origin;
}

/** Of one house may be two sites: the same article on a desk and on a phone. */
const FORMS = /^(www|m|amp|mobile)\./;

/**
 * Whether a record is of the site that a page is of.
 *
 * @param {import("./types").SavedRecord} record
 * @param {string} page
 */
function isOfSite({ id, url }, page) {
  const host = (/** @type {string} */ address) => URL.parse(address)?.hostname.replace(FORMS, "");
  return isSameSite(id, page) || isSameSite(url, page) || (host(id) !== undefined && host(id) === host(page));
}

answerWith({
  /** Puts what says sentences beside our script in the page. */
  "prepare-voice": {
    from: ["page"],
    answer: async (_, sender) => {
      const target = { tabId: sender.tab?.id ?? -1 };
      await api.scripting.executeScript({ target, files: ["content/voice.js"] });
      return true;
    },
  },

  "prepare-elsewhere": {
    from: ["page"],
    answer: async () => {
      opening ??= openElsewhere().finally(() => {
        opening = null;
      });
      await opening;
      return true;
    },
  },

  save: {
    from: ["page", "tab"],
    answer: async ({ reading, more }, sender) => {
      if (sender.tab?.incognito) throw new Refusal("private-window");
      const url = addressOf(reading);
      if (!isSameSite(url, await pageOf(sender))) throw new Refusal("bad-record");
      return undone.save({ tab: sender.tab?.id ?? -1, url }, reading, more === true);
    },
  },

  /** Each tab takes back its own last save, and only while it shows that site. */
  unsave: {
    from: ["page", "tab"],
    answer: async ({ id }, sender) => {
      const page = await pageOf(sender);
      return undone.unsave(sender.tab?.id ?? -1, String(id), (url) => isSameSite(url, page));
    },
  },

  "find-record": {
    from: ["page", "tab"],
    answer: async ({ id }, sender) => {
      const record = typeof id === "string" && !sender.tab?.incognito ? await store.find(id) : null;
      if (!record) return null;
      const { saved, updated, own } = record;
      return { saved, updated, marks: isOfSite(record, await pageOf(sender)) ? own.marks : [] };
    },
  },

  mark: {
    from: ["page", "tab"],
    answer: async ({ id, add, remove }, sender) => {
      if (sender.tab?.incognito) throw new Refusal("private-window");
      const page = await pageOf(sender);
      const now = new Date().toISOString();
      return store.mark(String(id), { add, remove }, now, (record) => isOfSite(record, page));
    },
  },

  "open-library": {
    from: ["page", "tab"],
    answer: async ({ id }) => {
      await openPage(typeof id === "string" ? `${LIBRARY}#${encodeURIComponent(id)}` : LIBRARY);
      return true;
    },
  },

  /** How long the last click took, for whoever measures; it stays in memory and is never sent anywhere. */
  timing: {
    from: ["page", "tab"],
    answer: async ({ steps, at }, sender) => {
      const timing = Object.fromEntries(
        ["engine", "read", "draw", "total"].map((step) => [step, Number(steps?.[step]) || 0]),
      );
      const click = /** @type {{tab: number, at: number} | undefined} */ (
        (await api.storage.session.get("click")).click
      );
      const tab = sender.tab?.id ?? -1;
      const page = origin(sender) === "tab" ? (await handed.of(tab))?.note.source : tab;
      if (click && click.tab === page) timing.click = Number(at) - click.at;
      await api.storage.session.set({ timing: { steps: timing, url: sender.tab?.incognito ? "" : sender.url, at } });
      return true;
    },
  },

  /** The page does not let the reader be: its article is shown in a tab. */
  "take-over": {
    from: ["page"],
    answer: ({ reading }, sender) => {
      const title = /** @type {{title?: unknown} | null} */ (reading)?.title;
      if (typeof title !== "string" || !isSameSite(addressOf(reading), sender.url ?? "")) {
        throw new Refusal("bad-record");
      }
      // It goes to a page of ours: what could not be a record is not drawn there either.
      makeRecord(reading, { saved: "", updated: "" });
      return openApart(sender, { reading, title, said: null });
    },
  },

  /** The same for what is said where there is no article. */
  "say-apart": {
    from: ["page"],
    answer: ({ said }, sender) => {
      if (!isSaid(said)) throw new Refusal("bad-request");
      return openApart(sender, { reading: null, title: "", said });
    },
  },

  handed: {
    from: ["tab"],
    answer: ({ token }, sender) =>
      typeof token === "string" && sender.tab?.id !== undefined ? handed.take(token, sender.tab.id) : null,
  },

  /** The tab has done its work: back to the page. */
  "give-back": {
    from: ["tab"],
    answer: async (_, sender) => {
      const tab = sender.tab?.id;
      if (tab === undefined) throw new Refusal("bad-request");
      const found = await handed.of(tab);
      if (found) await api.tabs.update(found.note.source, { active: true }).catch(() => {});
      await api.tabs.remove(tab);
      return true;
    },
  },

  /** The list's lines do not fit the records. */
  mend: {
    from: ["library"],
    answer: async ({ ids }) => {
      await store.mend(ids === undefined ? undefined : idsOf(ids));
      return true;
    },
  },

  "change-own": {
    from: ["library"],
    answer: ({ ids, change }) => store.changeOwn(idsOf(ids), change, new Date().toISOString()),
  },

  remove: { from: ["library"], answer: ({ ids }) => store.remove(idsOf(ids)) },

  restore: {
    from: ["library"],
    answer: async ({ records }) => {
      if (!Array.isArray(records)) throw new Refusal("bad-record");
      idsOf(records.map((one) => one?.id));
      const isStored = (/** @type {unknown} */ one) =>
        typeof one === "string" || (typeof one === "object" && one !== null);
      if (!records.every(({ stored }) => isStored(stored))) throw new Refusal("bad-record");
      await store.restore(records);
      return true;
    },
  },

  exported: {
    from: ["library"],
    answer: async ({ records }) => {
      if (!Number.isSafeInteger(records) || records < 0) throw new Refusal("bad-request");
      await store.noteExport(records, new Date().toISOString());
      return true;
    },
  },

  dismiss: {
    from: ["library"],
    answer: async ({ what }) => {
      if (what === "reminder") await store.delayReminder(new Date().toISOString());
      else if (what === "undone") await store.intake.told();
      else throw new Refusal("bad-request");
      return true;
    },
  },

  settings: { from: ["page", "tab", "library"], answer: () => settings.load() },

  "change-settings": {
    from: ["page", "tab", "library"],
    answer: async ({ change }, sender) => {
      // A private window leaves no trace, not even of what was chosen in it.
      if (!sender.tab?.incognito) await settings.change(change);
      return true;
    },
  },
});

/** Records that come from a file: whoever brings them holds a line open, and when it ends early they all go again. */
answerLines("import", "library", () => {
  /** @type {import("./shared/intake.js").Import | null} */
  let open = null;
  let isGone = false;
  const under = () => {
    if (!open) throw new Refusal("bad-request");
    return open;
  };
  return {
    answers: {
      async "import-begin"() {
        if (open) throw new Refusal("bad-request");
        open = await store.intake.begin();
        if (isGone) await open.stop(true);
        return true;
      },
      "import-add"({ records, onlyNew }) {
        if (!Array.isArray(records) || !records.every(isArriving)) throw new Refusal("bad-record");
        return under().add(records, onlyNew === true);
      },
      "import-finish": () => under().finish(),
      "import-stop": () => under().stop(false),
    },
    ended() {
      isGone = true;
      open?.stop(true).catch(() => {});
    },
  };
});
