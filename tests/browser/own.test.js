// @ts-check
/** What the reader made of an article stays through everything that happens to the record. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anything, countsOf, dayOf, filtered, sorted } from "../../extension/library/filters.js";
import { undoing } from "../../extension/library/list-bulk.js";
import { anchoredMarks, changedOwn, emptyOwn, makeOwn, markAt, mergedOwn } from "../../extension/shared/own.js";
import {
  goneOn,
  makeAddress,
  makeRecord,
  putBack,
  readRecord,
  renewed,
  textOf,
} from "../../extension/shared/record.js";
import { isRow, printOf, rowOf } from "../../extension/shared/row.js";

const FIRST = "2025-11-03T02:03:04.000Z";
const LATER = "2025-12-01T08:00:00.000Z";
const STAMP = { saved: FIRST, updated: FIRST };
const TEXTS = [
  "Harga garam naik 5% di pasar induk.",
  "Petambak menahan stok.",
  "Harga garam naik 5% lagi pekan depan.",
];

/** @param {string[]} [texts] @param {object} [more] */
function reading(texts = TEXTS, more = {}) {
  const blocks = texts.map((text) => ({ kind: "paragraph", text }));
  return {
    canonical: "https://kabar.example/garam",
    url: "https://kabar.example/garam",
    title: "Garam",
    blocks,
    ...more,
  };
}

/** @param {number} block @param {string} words @param {string[]} [texts] */
function mark(block, words, texts = TEXTS) {
  const text = texts[block] ?? "";
  return markAt(block, text, text.indexOf(words), text.indexOf(words) + words.length, FIRST);
}

/** @param {unknown} stored */
function record(stored) {
  const found = readRecord(stored);
  assert.ok("record" in found);
  return found.record;
}

describe("a record of the first version", () => {
  const { own, change, ...rest } = makeRecord(reading(), STAMP);
  const first = { ...rest, schema: 1 };

  it("becomes one of this version, with nothing made of it yet", () => {
    assert.deepEqual(record(first), { ...rest, schema: 2, own: emptyOwn(), change: null });
    assert.deepEqual(record(JSON.stringify(first)), record(first));
    assert.ok(isRow(rowOf(first.id, first)));
  });

  it("is damaged when its version never was, and newer when it is not yet", () => {
    assert.deepEqual(readRecord({ ...first, schema: 0 }), { state: "broken" });
    assert.deepEqual(readRecord({ ...first, schema: "1" }), { state: "broken" });
    assert.deepEqual(readRecord({ ...first, schema: 99 }), { state: "newer" });
    for (const stored of ["{", "null", '"x"', null, 7, undefined])
      assert.deepEqual(readRecord(stored), { state: "broken" });
  });
});

describe("what the reader made", () => {
  it("changes only by what a change names", () => {
    const own = changedOwn(emptyOwn(), { note: "Ingat ini", addTags: ["Pangan", "pangan", " garam  laut "] }, FIRST);
    assert.deepEqual(own, { note: "Ingat ini", tags: ["Pangan", "garam laut"], marks: [], read: null, archived: null });
    const read = changedOwn(own, { read: true, addMarks: [mark(1, "stok")] }, FIRST);
    assert.deepEqual(read, { ...own, read: FIRST, marks: [mark(1, "stok")] });
    assert.equal(changedOwn(read, { read: true }, LATER).read, FIRST, "it was read then");
    assert.deepEqual(changedOwn(read, { removeTags: ["PANGAN"], removeMarks: [mark(1, "stok")], read: false }, LATER), {
      ...own,
      tags: ["garam laut"],
    });
    for (const odd of [null, 7, { note: 7, addTags: "x", addMarks: [{}], read: "ya" }]) {
      assert.deepEqual(changedOwn(read, /** @type {any} */ (odd), LATER), read);
    }
  });

  it("is not written over by a note whose writer has not seen it", () => {
    const own = changedOwn(emptyOwn(), { note: "Dari tab lain" }, FIRST);
    assert.equal(changedOwn(own, { note: "Baru", noteWas: "Dari tab lain" }, LATER).note, "Baru");
    assert.equal(changedOwn(own, { note: "Baru", noteWas: "" }, LATER).note, "Baru\n\nDari tab lain");
    assert.equal(changedOwn(own, { note: "Dari tab lain, lalu", noteWas: "" }, LATER).note, "Dari tab lain, lalu");
    assert.equal(changedOwn(own, { note: "", noteWas: "Dari tab lain" }, LATER).note, "", "who clears it has seen it");
    assert.equal(changedOwn(own, { note: "", noteWas: "Lama" }, LATER).note, "Dari tab lain");
  });

  it("takes off a mark that has moved since by its words and its moment, and no other", () => {
    const twice = [mark(0, "naik 5%"), { ...mark(2, "naik 5%"), made: LATER }];
    const own = { ...emptyOwn(), marks: twice };
    const moved = { ...mark(0, "naik 5%"), made: LATER };
    assert.deepEqual(changedOwn(own, { removeMarks: [moved] }, LATER).marks, [twice[0]]);
    assert.deepEqual(changedOwn(own, { removeMarks: [moved, moved] }, LATER).marks, [twice[0]]);
    assert.deepEqual(
      changedOwn(own, { removeMarks: [{ ...moved, made: "2026-01-01T00:00:00Z" }] }, LATER).marks,
      twice,
    );
    const same = [mark(0, "garam"), mark(2, "garam")];
    const last = [mark(2, "garam")];
    assert.deepEqual(changedOwn({ ...own, marks: same }, { removeMarks: last }, LATER).marks, [mark(0, "garam")]);
  });

  it("joins without losing anything of either side", () => {
    const one = { ...emptyOwn(), note: "Satu", tags: ["a"], marks: [mark(0, "garam")], read: FIRST };
    const other = { ...emptyOwn(), note: "Dua", tags: ["A", "b"], marks: [mark(0, "garam"), mark(1, "stok")] };
    assert.deepEqual(mergedOwn(one, other), {
      note: "Satu\n\nDua",
      tags: ["a", "b"],
      marks: [mark(0, "garam"), mark(1, "stok")],
      read: FIRST,
      archived: null,
    });
    assert.equal(mergedOwn(one, { ...emptyOwn(), note: "Satu lagi" }).note, "Satu lagi");
    assert.deepEqual(mergedOwn(one, one), one);
  });

  it("is not believed either: what is no tag, mark or instant falls away", () => {
    const odd = { note: "\ud83d", tags: [7, "", "a,b"], marks: [{ text: "x" }, null], read: "kemarin", archived: 1 };
    assert.deepEqual(makeOwn(odd), { note: "\ufffd", tags: ["a b"], marks: [], read: null, archived: null });
    assert.deepEqual(makeOwn({ marks: [{ ...mark(1, "stok"), end: 3 }] }).marks, [
      { ...mark(1, "stok"), block: null, start: 0, end: 0 },
    ]);
  });

  it("finds its words again where the article has moved, by what stands around them", () => {
    const marks = [mark(2, "naik 5%"), mark(1, "Petambak"), mark(0, "pasar induk")];
    const texts = ["Pembuka baru.", ...TEXTS.map((text) => text.replace("pasar induk", "pasar besar"))];
    const blocks = makeRecord(reading(texts), STAMP).blocks;
    const [naik, petambak, pasar] = anchoredMarks(marks, blocks);
    assert.deepEqual([naik?.block, petambak?.block], [3, 2]);
    assert.equal(texts[3]?.slice(naik?.start, naik?.end), "naik 5%");
    assert.deepEqual(pasar, { ...mark(0, "pasar induk"), block: null, start: 0, end: 0 }, "its words are kept");
    const back = anchoredMarks([/** @type {any} */ (pasar)], makeRecord(reading(), STAMP).blocks);
    assert.deepEqual(back, [mark(0, "pasar induk")], "and found when they are there again");
  });
});

describe("an article that is saved anew", () => {
  const before = makeRecord(reading(), STAMP);
  const own = { ...emptyOwn(), note: "Catatan", tags: ["garam"], marks: [mark(1, "stok")] };

  it("keeps what the reader made and says what has changed", () => {
    const texts = [TEXTS[0] ?? "", "Petambak melepas stok.", TEXTS[2] ?? "", "Penutup."];
    const now = makeRecord(reading(texts, { title: "Garam naik" }), { saved: LATER, updated: LATER });
    const after = renewed({ ...before, own }, now);
    assert.deepEqual(after.change, { at: LATER, title: "Garam", added: 2, removed: 1 });
    assert.deepEqual([after.saved, after.updated, after.own.note], [FIRST, LATER, "Catatan"]);
    assert.deepEqual(after.own.marks[0]?.block, 1);
    assert.deepEqual(record(textOf(after)), after, "and it is stored so");
  });

  it("says nothing of what has not changed, and keeps the last change", () => {
    const now = makeRecord(reading(), { saved: LATER, updated: LATER });
    const change = { at: FIRST, title: null, added: 1, removed: 0 };
    assert.equal(renewed(before, now).change, null);
    assert.deepEqual(renewed({ ...before, change }, now).change, change);
  });

  it("comes in place of an address that was kept to be read", () => {
    const kept = { ...makeAddress("https://kabar.example/garam", "Garam?", STAMP), own };
    assert.equal(record(textOf(kept)).access, "address");
    const after = renewed(kept, makeRecord(reading(), { saved: LATER, updated: LATER }));
    assert.deepEqual([after.access, after.title, after.own.note, after.change], ["full", "Garam", "Catatan", null]);
  });
});

describe("a save that goes on, or is taken back", () => {
  const stamp = (/** @type {string} */ updated) => ({ saved: FIRST, updated });
  const part = makeRecord(reading(TEXTS.slice(0, 1)), stamp(FIRST));
  const whole = makeRecord(reading(), stamp(LATER));
  const noted = { ...part, own: { ...emptyOwn(), note: "Ingat", marks: [mark(0, "garam")] } };

  it("is one save with the one before: what came later is no change", () => {
    assert.deepEqual(goneOn(undefined, noted, whole), { ...whole, own: noted.own, change: null });
    const earlier = textOf(makeRecord(reading(["Lama."]), stamp(FIRST)));
    assert.deepEqual(goneOn(earlier, noted, whole).change, { at: LATER, title: null, added: 3, removed: 1 });
    assert.deepEqual(goneOn(earlier, noted, whole).own, noted.own, "what was written in between stays");
  });

  it("leaves exactly what was there before", () => {
    assert.equal(putBack(undefined, emptyOwn()), undefined);
    assert.equal(putBack(undefined, { ...emptyOwn(), read: LATER }), undefined, "having looked at it is no work");
    assert.equal(putBack(textOf(noted), noted.own), textOf(noted));
    assert.equal(putBack("{", emptyOwn()), "{", "also what is damaged");
  });

  it("keeps what the reader made since, or is declined", () => {
    const own = { ...emptyOwn(), note: "Baru", marks: [mark(2, "garam")] };
    const back = record(putBack(textOf(part), own));
    assert.equal(back.own.note, "Baru");
    assert.equal(back.own.marks[0]?.block, 0, "a mark finds its words in the copy from before");
    assert.deepEqual({ ...back, own: part.own }, part);
    for (const before of [undefined, "{"]) {
      assert.throws(() => putBack(before, own), { code: "changed-since" });
    }
  });
});

describe("the fingerprint", () => {
  it("differs with every letter and is short", () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `{"title":"Laba ${index}"}`);
    const prints = new Set(texts.map(printOf));
    assert.equal(prints.size, texts.length);
    assert.ok([...prints].every((print) => /^[0-9a-z]{1,11}$/.test(print)));
  });
});

describe("tags that differ in capitals alone", () => {
  const nothing = { tickers: [], issuers: [], read: null, archived: null };
  const rows = /** @type {import("../../extension/types").Row[]} */ (
    /** @type {unknown} */ ([
      { ...nothing, id: "https://satu.example/a", tags: ["Dividen"], published: null, saved: "2025-03-01T12:00:00Z" },
      { ...nothing, id: "https://satu.example/b", tags: ["dividen"], published: null, saved: "2025-03-02T12:00:00Z" },
      { ...nothing, id: "https://satu.example/c", tags: [], published: null, saved: "2025-03-03T12:00:00Z" },
    ])
  );

  it("are one filter, written as it is asked for", () => {
    const now = new Date("2025-03-05T12:00:00Z");
    const choice = { ...anything(), tag: ["DIVIDEN"] };
    assert.deepEqual(
      filtered(rows, choice, now).map(({ id }) => id.at(-1)),
      ["a", "b"],
    );
    assert.deepEqual([...countsOf(rows, choice, now).facets.tag], [["DIVIDEN", 2]]);
    assert.deepEqual([...countsOf(rows, anything(), now).facets.tag], [["Dividen", 2]]);
  });

  it("come back as each was written when taking them off is undone", () => {
    const steps = undoing(rows, { removeTags: ["dividen"] });
    assert.deepEqual(
      steps.map(({ ids, back }) => [ids.map((id) => id.at(-1)).join(), back.addTags?.join()]),
      [
        ["a", "Dividen"],
        ["b", "dividen"],
      ],
    );
    const added = undoing(rows, { addTags: [" Dividen "] });
    assert.deepEqual(
      added.map(({ ids, back }) => [ids.map((id) => id.at(-1)).join(), back.removeTags?.join()]),
      [["c", "Dividen"]],
    );
  });
});

describe("the day of an article", () => {
  it("is its own, or that of the saving where the reader is", () => {
    const saved = new Date(2025, 2, 4, 6, 30).toISOString();
    assert.equal(dayOf({ published: null, saved }), "2025-03-04");
    assert.equal(dayOf({ published: "2025-01-02T23:30:00+07:00", saved }), "2025-01-02");
  });

  it("orders by the time, whatever the zone", () => {
    const at = (/** @type {string} */ id, /** @type {string} */ published) => ({ id, published, saved: published });
    const rows = /** @type {import("../../extension/types").Row[]} */ (
      /** @type {unknown} */ ([at("a", "2025-03-04T08:00:00+07:00"), at("b", "2025-03-04T02:00:00Z")])
    );
    assert.deepEqual(
      sorted(rows, "published", "id").map(({ id }) => id),
      ["b", "a"],
    );
  });
});
