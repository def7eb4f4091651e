// @ts-check
/** What is exported says what the record says, whatever words stand in it. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
// @ts-expect-error the library has no types
import { load } from "js-yaml";
import { fileNameOf, markdownOf } from "../../extension/library/markdown.js";
import { csvLine } from "../../extension/reader/facts.js";
import { makeRecord } from "../../extension/shared/record.js";
import { wordsOf } from "./support/words.js";

const words = wordsOf("id");
const STAMP = { saved: "2025-11-03T02:03:04.000Z", updated: "2025-11-03T02:03:04.000Z" };

/** @param {object} [more] */
function record(more = {}) {
  const made = makeRecord(
    { canonical: "https://kabar.example/a", url: "https://kabar.example/a", title: "Garam" },
    STAMP,
  );
  return /** @type {import("../../extension/types").SavedRecord} */ ({ ...made, ...more });
}

/** @param {object} more */
function body(more) {
  return markdownOf(record(more), words)
    .split("\n---\n")[1]
    ?.split(`## ${words("dataText")}\n\n`)[1]
    ?.split("\n\n[")[0];
}

describe("the properties of a Markdown file", () => {
  it("are YAML for every title", () => {
    const titles = [
      "a: b",
      "'",
      '"',
      "\\",
      "yes",
      "null",
      "2025-01-01",
      "- a",
      "# b",
      "---",
      "{a}",
      "[a]",
      "&a",
      "*a",
      "!a",
      "%a",
      "@a",
      "`a`",
    ];
    const odd = [..."\u0000\u0007\n\r\t\u007f\u0085\u00a0\u2028\u2029\ufeff\uffff"].map((letter) => `a${letter}b`);
    for (const title of [...titles, ...odd, "a\ud83d\ude00b"]) {
      const [, head = ""] = /^---\n(.*?)\n---\n/s.exec(markdownOf(record({ title }), words)) ?? [];
      const read = load(head);
      assert.equal(read.title, title, JSON.stringify(title));
      assert.equal(read.url, "https://kabar.example/a");
    }
  });
});

describe("the text of a Markdown file", () => {
  it("keeps its form, and what stands in it means nothing more", () => {
    /** @type {[object, string][]} */
    const cases = [
      [
        { kind: "paragraph", text: "# a *b* <b>c</b> [d](e) `f` ~~g~~ ==h== $i$" },
        "\\# a \\*b\\* \\<b\\>c\\</b\\> \\[d\\](e) \\`f\\` \\~\\~g\\~\\~ \\=\\=h\\=\\= \\$i\\$",
      ],
      [{ kind: "paragraph", text: "1. bukan daftar" }, "1\\. bukan daftar"],
      [{ kind: "paragraph", text: "- bukan daftar" }, "\\- bukan daftar"],
      [{ kind: "heading", level: 2, text: "Anak judul" }, "### Anak judul"],
      [{ kind: "quote", text: "Kutipan" }, "> Kutipan"],
      [
        {
          kind: "list",
          text: "",
          ordered: true,
          items: [
            { level: 0, text: "a" },
            { level: 1, text: "b" },
          ],
        },
        "1. a\n   1. b",
      ],
      [
        {
          kind: "table",
          text: "",
          rows: [
            [{ text: "a|b", header: true, columns: 2, rows: 1 }],
            [
              { text: "c", columns: 1 },
              { text: "d", columns: 1 },
            ],
          ],
        },
        "| a\\|b |  |\n| --- | --- |\n| c | d |",
      ],
      [{ kind: "code", text: "a ``` b" }, "````\na ``` b\n````"],
      [
        { kind: "embed", text: "", href: "https://lain.example/x_y" },
        "[https://lain.example/x\\_y](https://lain.example/x_y)",
      ],
      [
        { kind: "figure", text: "", image: { src: "https://lain.example/a(1).jpg", alt: "A]" } },
        "![A\\]](https://lain.example/a%281%29.jpg)",
      ],
      [
        {
          kind: "paragraph",
          text: "laba naik 5%",
          spans: [
            { start: 0, end: 5, style: "strong" },
            { start: 5, end: 12, style: "link", href: "https://lain.example/" },
            { start: 5, end: 9, style: "emphasis" },
          ],
        },
        "**laba** [*naik* 5\\%](https://lain.example/)",
      ],
    ];
    for (const [block, wanted] of cases) assert.equal(body({ blocks: [{ spans: [], ...block }] }), wanted);
  });
});

describe("the name of a file", () => {
  it("is one that every disk takes, and each time another", () => {
    const taken = new Set();
    const named = (/** @type {string} */ title) => fileNameOf(record({ title }), taken, "Tanpa judul");
    assert.equal(named("Laba naik"), "2025-11-03 Laba naik.md");
    assert.equal(named("LABA NAIK"), "2025-11-03 LABA NAIK (2).md");
    assert.equal(named("../../etc/passwd"), "2025-11-03 .. .. etc passwd.md");
    assert.equal(named('a<b>:"|?*\u0000\u202e.'), "2025-11-03 a b.md");
    assert.equal(named("..."), "2025-11-03 Tanpa judul.md");
    assert.ok([...named("\u{1f600}".repeat(300))].length < 100);
  });
});

describe("a line of a table", () => {
  it("has no formula in it, and a figure with a sign is none", () => {
    assert.equal(
      csvLine(["=1+1", "+62", "-5,2%", "@a", "\t=1", 'a "b", c', null, "-a\nb"]),
      `'=1+1,+62,"-5,2%",'@a,' =1,"a ""b"", c",,'-a b`,
    );
  });
});
