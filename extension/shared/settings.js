// @ts-check
/** @import { Settings } from "../types" */

/**
 * How the reader likes things to be: one key in the storage that the browser takes along to the reader's other computers;
 * in this browser's own where there is no such storage, where it refuses, or where it is full. What was changed last counts.
 */

/** @typedef {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} Area */

/** The key, in either storage. */
const KEY = "settings";

/** Whoever moves a control changes a setting many times a second; the browser counts the writes. In milliseconds. */
const PAUSE = 400;

/** What may be chosen; the first is the one that counts until something is chosen. */
const CHOICES = {
  font: ["serif", "sans", "mono"],
  leading: ["normal", "tight", "loose"],
  measure: ["normal", "narrow", "wide"],
  align: ["start", "justify"],
  theme: ["system", "light", "sepia", "dark", "black", "contrast"],
  length: ["standard", "short", "long", "points"],
};

/** In percent: of the text's usual size, and of a voice's own speed. */
const PERCENTS = {
  size: { least: 70, usual: 100, most: 200 },
  speed: { least: 50, usual: 100, most: 300 },
};

/** The longest name of a voice, in UTF-16 units. */
const LONGEST_NAME = 300;

/**
 * The settings in `value`, whatever that is: each field that is not what it must be is as it was at first.
 *
 * @param {unknown} value
 * @returns {Settings}
 */
export function settingsOf(value) {
  const from = object(value);
  const keep = object(from.keep);
  const chosen = Object.entries(CHOICES).map(([name, choices]) => {
    const said = Object.hasOwn(from, name) ? from[name] : undefined;
    return [name, choices.find((one) => one === said) ?? choices[0]];
  });
  return {
    .../** @type {Pick<Settings, keyof typeof CHOICES>} */ (Object.fromEntries(chosen)),
    size: percent("size", from.size),
    speed: percent("speed", from.speed),
    voice: isName(from.voice) ? from.voice : "",
    pictures: from.pictures !== false,
    facts: from.facts !== false,
    keep: { links: keep.links !== false, market: keep.market !== false },
  };
}

/**
 * `settings` after a change; what it does not name, or names wrongly, stays.
 *
 * @param {Settings} settings
 * @param {unknown} change
 * @returns {Settings}
 */
export function changedSettings(settings, change) {
  const from = object(change);
  const wanted = settingsOf({ ...settings, ...from, keep: { ...settings.keep, ...object(from.keep) } });
  const stays = Object.keys(CHOICES).filter((name) => Object.hasOwn(from, name) && !isChoice(name, from[name]));
  const kept = Object.fromEntries(stays.map((name) => [name, settings[/** @type {keyof Settings} */ (name)]]));
  return {
    ...{ ...wanted, ...kept },
    size: isNumber(from.size) ? wanted.size : settings.size,
    speed: isNumber(from.speed) ? wanted.speed : settings.speed,
    voice: isName(from.voice) ? from.voice : settings.voice,
  };
}

/**
 * @param {object} areas
 * @param {Area | undefined} areas.sync
 * @param {Area} areas.local
 * @param {() => string} [now]
 */
export function openSettings({ sync, local }, now = () => new Date().toISOString()) {
  /** What was changed and is not written yet. @type {object | null} */
  let pending = null;
  /** @type {Promise<void> | null} */
  let writing = null;

  async function stored() {
    const [away, here] = await Promise.all([valueIn(sync), valueIn(local)]);
    return settingsOf(here.changed > away.changed ? here : away);
  }

  async function write() {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const before = await stored();
    const value = { ...changedSettings(before, pending), changed: now() };
    pending = null;
    try {
      if (!sync) throw new Error("there is no storage that goes along");
      await sync.set({ [KEY]: value });
      await local.remove([KEY]);
    } catch {
      await local.set({ [KEY]: value });
    }
  }

  return {
    /** As they are, with what is about to be written. @returns {Promise<Settings>} */
    async load() {
      const settings = await stored();
      return pending ? changedSettings(settings, pending) : settings;
    },

    /**
     * Changes some; done when it is written. Changes that come together are written together.
     *
     * @param {unknown} change
     */
    async change(change) {
      const { keep = {}, ...rest } = object(change);
      const before = object(pending);
      pending = { ...before, ...rest, keep: { ...object(before.keep), ...object(keep) } };
      do {
        writing ??= write().finally(() => {
          writing = null;
        });
        await writing;
      } while (pending);
    },
  };
}

/**
 * Tells of each change, wherever it was made. What it returns ends it.
 *
 * @param {{onChanged: typeof chrome.storage.onChanged}} storage
 * @param {(settings: Settings) => void} hear
 */
export function onSettings({ onChanged }, hear) {
  const listen = (/** @type {Record<string, chrome.storage.StorageChange>} */ changes, /** @type {string} */ area) => {
    const value = changes[KEY]?.newValue;
    if (value !== undefined && (area === "sync" || area === "local")) hear(settingsOf(value));
  };
  onChanged.addListener(listen);
  return () => onChanged.removeListener(listen);
}

/** What an area holds, with when that was changed; nothing where it can't be read. @param {Area | undefined} area */
async function valueIn(area) {
  try {
    const value = object((await area?.get([KEY]))?.[KEY]);
    return { ...value, changed: typeof value.changed === "string" ? value.changed : "" };
  } catch {
    return { changed: "" };
  }
}

/** @param {string} name @param {unknown} value */
function isChoice(name, value) {
  return /** @type {Record<string, unknown[]>} */ (CHOICES)[name]?.includes(value) === true;
}

/** @param {keyof typeof PERCENTS} name @param {unknown} value */
function percent(name, value) {
  const { least, usual, most } = PERCENTS[name];
  return isNumber(value) ? Math.round(Math.min(most, Math.max(least, value))) : usual;
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** @param {unknown} value @returns {value is string} */
function isName(value) {
  return typeof value === "string" && value.length <= LONGEST_NAME;
}

/** @param {unknown} value @returns {Record<string, unknown>} */
function object(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}
