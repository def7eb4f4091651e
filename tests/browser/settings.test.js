// @ts-check
/** Settings are what they may be, are written together, and go where there is room for them. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backupOf, isDue, withDelay, withExport, withSave } from "../../extension/shared/backup.js";
import { changedSettings, onSettings, openSettings, settingsOf } from "../../extension/shared/settings.js";

const USUAL = settingsOf(null);

/** A storage in memory; `refuse` makes it full. @param {Record<string, any>} [held] */
function memory(held = {}) {
  const area = {
    held,
    writes: 0,
    refuse: false,
    get: async (/** @type {string[]} */ keys) =>
      Object.fromEntries(keys.flatMap((key) => (key in held ? [[key, held[key]]] : []))),
    set: async (/** @type {object} */ pieces) => {
      if (area.refuse) throw new Error("QUOTA_BYTES_PER_ITEM quota exceeded");
      area.writes += 1;
      Object.assign(held, pieces);
    },
    remove: async (/** @type {string[]} */ keys) => {
      for (const key of keys) delete held[key];
    },
  };
  return /** @type {typeof area & import("../../extension/shared/settings.js").Area} */ (/** @type {unknown} */ (area));
}

describe("settings", () => {
  it("are the usual ones wherever they are not what they must be", () => {
    for (const odd of [
      null,
      7,
      "x",
      [],
      {},
      { font: 1, size: "12", theme: "neon", length: null, keep: 7, pictures: "ya" },
    ]) {
      assert.deepEqual(settingsOf(odd), USUAL, JSON.stringify(odd));
    }
    assert.deepEqual(settingsOf({ size: 1e9, font: "sans", keep: { links: false }, more: 1 }), {
      ...USUAL,
      size: 200,
      font: "sans",
      keep: { links: false, market: true },
    });
    assert.deepEqual(settingsOf(JSON.parse('{"__proto__":{"font":"sans"}}')), USUAL);
    assert.equal(settingsOf({ size: Number.NaN }).size, 100);
  });

  it("change only by what a change names rightly", () => {
    const mine = changedSettings(USUAL, { length: "short", size: 120, keep: { market: false } });
    assert.deepEqual(mine, { ...USUAL, length: "short", size: 120, keep: { links: true, market: false } });
    for (const odd of [null, {}, { length: "kilat", size: "besar", keep: [] }]) {
      assert.deepEqual(changedSettings(mine, odd), mine, JSON.stringify(odd));
    }
  });

  it("that change together are written together, and are known before they are written", async () => {
    const [sync, local] = [memory(), memory()];
    const settings = openSettings({ sync, local });
    const done = [
      settings.change({ length: "long" }),
      settings.change({ font: "sans" }),
      settings.change({ length: "points" }),
    ];
    assert.deepEqual(await settings.load(), { ...USUAL, length: "points", font: "sans" });
    assert.equal(sync.writes, 0);
    await Promise.all(done);
    assert.equal(sync.writes, 1);
    assert.deepEqual(await openSettings({ sync, local }).load(), { ...USUAL, length: "points", font: "sans" });
    assert.deepEqual(local.held, {});
  });

  it("stay in this browser where the storage that goes along is missing, refuses or is full", async () => {
    for (const way of ["missing", "refuses", "full"]) {
      const [sync, local] = [memory(), memory()];
      sync.refuse = way === "full";
      if (way === "refuses")
        for (const name of /** @type {const} */ (["get", "set"])) sync[name] = () => Promise.reject(new Error("off"));
      const settings = openSettings({ sync: way === "missing" ? undefined : sync, local });
      await settings.change({ theme: "dark" });
      assert.equal((await settings.load()).theme, "dark", way);
      assert.equal(local.held.settings.theme, "dark", way);
    }
  });

  it("are those that were changed last, in whichever storage", async () => {
    const sync = memory({ settings: { theme: "sepia", changed: "2026-01-01T00:00:00Z" } });
    const local = memory({ settings: { theme: "dark", changed: "2026-02-01T00:00:00Z" } });
    const settings = openSettings({ sync, local });
    assert.equal((await settings.load()).theme, "dark");
    await settings.change({ font: "sans" });
    assert.deepEqual([sync.held.settings.theme, sync.held.settings.font, local.held], ["dark", "sans", {}]);
  });

  it("tell whoever listens of each change, until it no longer listens", () => {
    /** @type {Set<Function>} */
    const hearers = new Set();
    const onChanged = /** @type {any} */ ({
      addListener: (/** @type {any} */ one) => hearers.add(one),
      removeListener: (/** @type {any} */ one) => hearers.delete(one),
    });
    /** @type {unknown[]} */
    const heard = [];
    const end = onSettings({ onChanged }, (settings) => heard.push(settings.theme));
    const tell = (/** @type {object} */ changes, area = "sync") => {
      for (const hear of hearers) hear(changes, area);
    };
    tell({ settings: { newValue: { theme: "dark" } } });
    tell({ "record:x": { newValue: "{}" } }, "local");
    tell({ settings: { newValue: { theme: "neon" } } }, "local");
    end();
    tell({ settings: { newValue: { theme: "sepia" } } });
    assert.deepEqual(heard, ["dark", "system"]);
  });
});

describe("what is known of the last backup", () => {
  const day = (/** @type {number} */ number) => new Date(Date.UTC(2026, 0, number)).toISOString();
  const none = backupOf(undefined);

  it("calls a backup to mind after a hundred saves, and again after as many more", () => {
    let backup = none;
    assert.equal(isDue(backup, Date.parse(day(900))), false, "where nothing was saved nothing can be lost");
    for (let save = 0; save < 99; save += 1) backup = withSave(backup, day(1));
    assert.equal(isDue(backup, Date.parse(day(2))), false);
    backup = withSave(backup, day(2));
    assert.equal(isDue(backup, Date.parse(day(2))), true);
    const later = withDelay(backup, day(3));
    assert.equal(isDue(later, Date.parse(day(4))), false);
    assert.equal(isDue({ ...later, saves: 200 }, Date.parse(day(4))), true);
    assert.equal(isDue(later, Date.parse(day(64))), true);
    assert.deepEqual(withExport(later, 100, day(5)), { ...none, exported: day(5), records: 100 });
  });

  it("and after sixty days with a save that is in no backup", () => {
    const saved = withSave(withExport(none, 4, day(1)), day(30));
    assert.equal(isDue(saved, Date.parse(day(89))), false);
    assert.equal(isDue(saved, Date.parse(day(91))), true);
    for (const odd of [null, "x", { saves: -1, since: "kemarin", exported: 7 }]) assert.deepEqual(backupOf(odd), none);
  });
});
