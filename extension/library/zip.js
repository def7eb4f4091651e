// @ts-check

/** Files in one archive, packed as they come. The build joins the library that does it into this file. */

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
