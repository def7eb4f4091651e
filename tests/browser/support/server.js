// @ts-check
/**
 * A local server that plays every site at once. The browser under test sends all its requests here, whatever the host,
 * so that nothing leaves the machine and everything that was asked for can be looked at afterwards.
 */

import { createServer } from "node:https";
import selfsigned from "selfsigned";

/**
 * @typedef {{body: string | Buffer, headers?: Record<string, string>, status?: number}} Answer
 * @typedef {{url: string, kind: string, errand: boolean, referrer: string | undefined}} Asked
 * @typedef {{
 *   port: number,
 *   asked: Asked[],
 *   put: (url: string, answer: Answer | string) => void,
 *   reachable: (yes: boolean) => void,
 *   close: () => Promise<void>,
 * }} Server
 */

/** Stands where a page asks for any picture: quiet, and of a common size, so that the layout is real. */
export const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
<defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="#c9d6df"/><stop offset="1" stop-color="#eef1ee"/></linearGradient></defs>
<path fill="url(#a)" d="M0 0h1200v800H0z"/><circle cx="860" cy="250" r="90" fill="#f7ecd9"/>
<path fill="#9fb3b5" d="M0 560 240 380l190 140 220-230 270 260 280-150v400H0z"/>
<path fill="#7d9698" d="m0 660 330-130 260 90 300-120 310 140v160H0z"/>
</svg>`;

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
  let reachable = true;

  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    const url = `https://${request.headers.host}${request.url}`;
    const kind = String(request.headers["sec-fetch-dest"] ?? "");
    // Browsers ask their makers for updates and accounts: no page began that, so it has no site and no destination.
    const errand = ["", "empty"].includes(kind) && ["none", undefined].includes(site(request));
    asked.push({ url, kind, errand, referrer: request.headers.referer });
    const page = pages.get(url);
    if (!reachable) {
      request.socket.destroy();
    } else if (page) {
      response.writeHead(page.status ?? 200, { "content-type": "text/html; charset=utf-8", ...page.headers });
      response.end(page.body);
    } else if (kind === "image") {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      response.end(PICTURE);
    } else {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not here");
    }
  });
  // Plain http and broken requests reach us too, and count.
  server.on("tlsClientError", (error) => {
    if (/http request/i.test(error.message)) asked.push({ url: "http:", kind: "plain", errand: false, referrer: undefined });
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve())));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");

  return {
    port: address.port,
    asked,
    put(url, answer) {
      pages.set(new URL(url).href.split("#")[0], typeof answer === "string" ? { body: answer } : answer);
    },
    reachable(yes) {
      reachable = yes;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
