// @ts-check

/** Files in one archive, packed as they come. */

/*!
 * What packs is fflate, under this licence:
 *
 * MIT License
 *
 * Copyright (c) 2026 Arjun Barrett
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
import { Zip, ZipDeflate } from "fflate";

/** What one archive of the old form can hold. */
export const MOST_FILES = 65_000;

/**
 * @param {(bytes: Uint8Array<ArrayBuffer>) => void} write Is given the archive, piece by piece.
 */
export function openZip(write) {
  /** @type {Error | null} */
  let failed = null;
  const zip = new Zip((error, bytes) => {
    if (error) failed = error;
    else write(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
  });
  const letters = new TextEncoder();
  return {
    /** @param {string} name @param {string} text @param {Date} time */
    add(name, text, time) {
      const file = new ZipDeflate(name, { level: 6 });
      file.mtime = time;
      zip.add(file);
      file.push(letters.encode(text), true);
      if (failed) throw failed;
    },
    end() {
      zip.end();
      if (failed) throw failed;
    },
  };
}
