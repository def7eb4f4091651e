// @ts-check
/**
 * A local server that plays every site at once. The browser under test sends all its requests here, whatever the host,
 * so that nothing leaves the machine and everything that was asked for can be looked at afterwards.
 */

import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import { createServer as createDoor } from "node:net";
import selfsigned from "selfsigned";

/**
 * An answer may wait for something, or be none: then the connection breaks.
 *
 * @typedef {{
 *   body: string | Buffer,
 *   headers?: Record<string, string>,
 *   status?: number,
 *   after?: Promise<unknown>,
 *   broken?: boolean,
 * }} Answer
 * `mute`: of these hosts there is nothing, not even pictures, so that whoever asks must ask each time. `met`: the hosts of all secure connections, also of those that asked for nothing.
 *
 * @typedef {{url: string, kind: string, errand: boolean, referrer: string | undefined, givenUp: boolean}} Asked
 * @typedef {{
 *   port: number,
 *   asked: Asked[],
 *   met: string[],
 *   put: (url: string, answer: Answer | string) => void,
 *   reachable: (yes: boolean) => void,
 *   mute: (hosts: RegExp) => void,
 *   close: () => Promise<void>,
 * }} Server
 */

/** Stands where a page asks for any picture: quiet, and of a common size, so that the layout is real. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
<defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="#c9d6df"/><stop offset="1" stop-color="#eef1ee"/></linearGradient></defs>
<path fill="url(#a)" d="M0 0h1200v800H0z"/><circle cx="860" cy="250" r="90" fill="#f7ecd9"/>
<path fill="#9fb3b5" d="M0 560 240 380l190 140 220-230 270 260 280-150v400H0z"/>
<path fill="#7d9698" d="m0 660 330-130 260 90 300-120 310 140v160H0z"/>
</svg>`;

/** What pages adorn themselves with is small. */
const ORNAMENT = /logo|icon|banner|badge|avatar|pixel|track/i;
const SMALL =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="32"><path fill="#c9d6df" d="M0 0h120v32H0z"/></svg>';

/** Where a request came from, as the browser says. @param {import("node:http").IncomingMessage} request */
function site(request) {
  const said = request.headers["sec-fetch-site"];
  return Array.isArray(said) ? said[0] : said;
}

/** @returns {Promise<Server>} */
export async function startServer() {
  const certificate = await selfsigned.generate([{ name: "commonName", value: "saring.invalid" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "saring.invalid" }] }],
  });
  /** @type {Map<string, Answer>} */
  const pages = new Map();
  /** @type {Asked[]} */
  const asked = [];
  /** @type {string[]} */
  const met = [];
  let reachable = true;
  /** @type {RegExp | null} */
  let muted = null;

  /**
   * @param {string} scheme
   * @returns {import("node:http").RequestListener}
   */
  const answer = (scheme) => async (request, response) => {
    const url = `${scheme}://${request.headers.host}${request.url}`;
    const kind = String(request.headers["sec-fetch-dest"] ?? "");
    // Browsers ask their makers for updates and accounts: no page began that, so it has no site and no destination.
    const errand = ["", "empty"].includes(kind) && ["none", undefined].includes(site(request));
    const one = { url, kind, errand, referrer: request.headers.referer, givenUp: false };
    asked.push(one);
    const page = pages.get(url);
    response.once("close", () => {
      one.givenUp = !response.writableFinished;
    });
    await page?.after;
    if (!reachable || page?.broken) {
      request.socket.destroy();
    } else if (page) {
      response.writeHead(page.status ?? 200, { "content-type": "text/html; charset=utf-8", ...page.headers });
      response.end(page.body);
    } else if (kind === "image" && !muted?.test(String(request.headers.host))) {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      response.end(ORNAMENT.test(request.url ?? "") ? SMALL : PICTURE);
    } else {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not here");
    }
  };
  const secure = createServer({ key: certificate.private, cert: certificate.cert }, answer("https"));
  secure.on("secureConnection", (socket) => {
    const { servername } = /** @type {{servername?: string | false}} */ (socket);
    if (servername) met.push(servername);
  });
  const plain = createPlainServer(answer("http"));
  // One port for both: the first byte of a secure connection is always 22.
  const server = createDoor((socket) => {
    socket.on("error", () => {});
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === 22 ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve())));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");

  return {
    port: address.port,
    asked,
    met,
    put(url, answer) {
      const { href, hash } = new URL(url);
      pages.set(href.slice(0, href.length - hash.length), typeof answer === "string" ? { body: answer } : answer);
    },
    mute(hosts) {
      muted = hosts;
    },
    reachable(yes) {
      reachable = yes;
    },
    close() {
      secure.closeAllConnections();
      plain.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
