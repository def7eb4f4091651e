// @ts-check
/** What is handed out is what was built, and the Wasm is the same everywhere. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ruleKey } from "../../extension/reader/left-out.js";
import { DIST, fixtures } from "./support/fixtures.js";
import { readPackage } from "./support/unzip.js";
import { wordsOf } from "./support/words.js";

/** @param {Buffer} bytes */
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** @param {string} folder */
function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path)]));
}

/** @param {Map<string, Buffer>} all */
const listed = (all) => [...all].map(([name, bytes]) => `${name} ${digest(bytes)}`).sort();

describe("the packages", () => {
  for (const browser of ["chromium", "firefox"]) {
    const folder = files(join(DIST, browser));

    it(`for ${browser}: holds the same files as the unpacked folder`, async () => {
      assert.deepEqual(listed(await readPackage(join(DIST, `saring-${browser}.zip`))), listed(folder));
    });

    it(`for ${browser}: carries exactly the bytes of its Wasm in its scripts`, () => {
      for (const { name, file } of [
        { name: "content/engine.js", file: "saring.wasm" },
        { name: "content/voice.js", file: "voice.wasm" },
        { name: "library/engine.js", file: "library.wasm" },
      ]) {
        const script = folder.get(name)?.toString("utf8") ?? "";
        const carried = /const BYTES =\s*"([A-Za-z0-9+/=]+)"/.exec(script)?.[1] ?? "";
        const wasm = folder.get(file) ?? Buffer.alloc(0);
        assert.equal(wasm.toString("latin1", 0, 4), "\0asm");
        assert.equal(digest(Buffer.from(carried, "base64")), digest(wasm), name);
      }
    });

    it(`for ${browser}: holds nothing that only builders need`, () => {
      const strangers = [...folder.keys()].filter((name) => !/\.(css|html|js|json|png|wasm)$/.test(name));
      assert.deepEqual(strangers, []);
    });

    it(`for ${browser}: has a content script that reads as it was written`, () => {
      const script = folder.get("content/content.js")?.toString("utf8") ?? "";
      const longest = Math.max(...script.split("\n").map((line) => line.length));
      assert.ok(script.split("\n").length > 200, "it has lines");
      assert.ok(longest < 400 || script.includes("_default = "), `its longest line has ${longest} letters`);
      assert.doesNotMatch(script, /__OPEN_SHADOW__|mode: true \?/);
    });
  }

  it("hold the same engine as the site", () => {
    const site = files(join(DIST, "www"));
    const chromium = files(join(DIST, "chromium"));
    const firefox = files(join(DIST, "firefox"));
    for (const { there, here } of [
      { there: "saring.wasm", here: "saring.wasm" },
      { there: "content/engine.js", here: "engine.js" },
    ]) {
      const wanted = digest(site.get(here) ?? Buffer.alloc(0));
      assert.equal(digest(chromium.get(there) ?? Buffer.alloc(1)), wanted, there);
      assert.equal(digest(firefox.get(there) ?? Buffer.alloc(1)), wanted, there);
    }
  });

  it("have words for every reason why something was left out of a fixture", () => {
    const known = wordsOf("id");
    const rules = fixtures().flatMap(({ expected }) => expected.trace ?? []);
    const shown = new Set(rules.filter(({ blocks }) => blocks?.length).map(({ rule }) => rule));
    assert.ok(shown.size > 10, `${shown.size} reasons`);
    for (const rule of shown) assert.ok(known(ruleKey(rule)), rule);
  });

  it("differ between the browsers in the manifest alone", () => {
    const chromium = new Set(listed(files(join(DIST, "chromium"))));
    const others = listed(files(join(DIST, "firefox"))).filter((line) => !chromium.has(line));
    assert.deepEqual(
      others.map((line) => line.split(" ")[0]),
      ["manifest.json"],
    );
  });
});
