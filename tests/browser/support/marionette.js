// @ts-check
/**
 * Firefox's own protocol for tests: JSON in packets that say their length. It alone reaches the browser's own windows,
 * where the toolbar's button is; no library that speaks WebDriver does, and with it here a second one is not needed.
 */

import { once } from "node:events";
import { createConnection } from "node:net";

/**
 * @typedef {object} Marionette
 * @property {(command: string, parameters?: object) => Promise<any>} send One command after the other.
 * @property {() => void} end
 */

/** @param {number} port @returns {Promise<Marionette>} */
export async function connect(port) {
  const socket = createConnection({ host: "127.0.0.1", port });
  await once(socket, "connect");
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let last = 0;
  let bytes = Buffer.alloc(0);

  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (let packet = next(); packet; packet = next()) take(packet);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("the browser is gone"));
    waiting.clear();
  });

  /** The next whole packet, if it has come. */
  function next() {
    const colon = bytes.indexOf(":");
    const length = Number(bytes.toString("latin1", 0, colon));
    if (colon < 0 || bytes.length < colon + 1 + length) return null;
    const text = bytes.toString("utf8", colon + 1, colon + 1 + length);
    bytes = bytes.subarray(colon + 1 + length);
    return text;
  }

  /** @param {string} packet */
  function take(packet) {
    const message = JSON.parse(packet);
    // Only the greeting is no list.
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
    else asked?.resolve(result);
  }

  return {
    send(command, parameters = {}) {
      if (socket.destroyed) return Promise.reject(new Error("the browser is gone"));
      last += 1;
      const packet = Buffer.from(JSON.stringify([0, last, command, parameters]));
      socket.write(Buffer.concat([Buffer.from(`${packet.length}:`), packet]));
      return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
    },
    end() {
      socket.destroy();
    },
  };
}
