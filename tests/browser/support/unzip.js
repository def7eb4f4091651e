// @ts-check
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

/**
 * The files of a package, by name. Reads the archive's own list at its end, as browsers do.
 *
 * @param {string} archive
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function readPackage(archive) {
  return filesIn(await readFile(archive), archive);
}

/**
 * The files of an archive in memory.
 *
 * @param {Buffer} bytes
 * @param {string} archive how to call it
 * @returns {Map<string, Buffer>}
 */
export function filesIn(bytes, archive) {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new Error(`${archive} is no zip archive`);
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`${archive}: broken list of files`);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + packed);
    if (!name.endsWith("/")) files.set(name, method === 0 ? data : inflateRawSync(data));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

/**
 * Unpacks a package into a folder.
 *
 * @param {string} archive
 * @param {string} folder
 */
export async function unpack(archive, folder) {
  for (const [name, data] of await readPackage(archive)) {
    if (name.split("/").includes("..")) throw new Error(`${archive}: ${name} points outside`);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), data);
  }
}
