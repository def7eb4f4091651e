// @ts-check
/** What the door of the library lets through. `fuzz/record.js` looks for more; what it found stands here. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeRecord, readRecord } from "../../extension/shared/record.js";

const STAMP = { saved: "2025-11-03T02:03:04Z", updated: "2025-11-03T02:03:04Z" };
const ARTICLE = { canonical: "https://kabar.example/laba", url: "https://kabar.example/laba", title: "Laba" };

/** @param {object} more */
const record = (more) => makeRecord({ ...ARTICLE, ...more }, STAMP);

describe("a record", () => {
  it("has no figure that is half a character, because the storage would mend it", () => {
    const blocks = [{ kind: "paragraph", text: "😀 naik 5%" }];
    const sentence = { start: 0, end: 10 };
    const figure = { kind: "percent", block: 0, value: {}, sentence };
    const facts = [
      { ...figure, start: 1, end: 2 },
      { ...figure, start: 8, end: 10 },
    ];
    assert.deepEqual(
      record({ blocks, facts }).facts?.map(({ text }) => text),
      ["5%"],
    );
  });

  it("keeps what the page had more of than was read, by the words that we know", () => {
    assert.deepEqual(record({ limits: ["time", "all", 5, "text", "text"] }).limits, ["text", "time"]);
    assert.deepEqual(record({ limits: "text" }).limits, []);
    const stored = readRecord(JSON.parse(JSON.stringify(record({ limits: ["depth"] }))));
    assert.deepEqual("record" in stored && stored.record.limits, ["depth"]);
    const { limits, ...earlier } = record({});
    const old = readRecord(earlier);
    assert.deepEqual("record" in old && old.record.limits, [], "records of earlier versions have none");
  });
});
