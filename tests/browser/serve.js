// @ts-check
// Serves a folder until it is stopped: node tests/browser/serve.js --port PORT FOLDER
import { parseArgs } from "node:util";
import { serveFolder } from "./support/site.js";

const { values, positionals } = parseArgs({ options: { port: { type: "string" } }, allowPositionals: true });
try {
  const site = await serveFolder(positionals[0] ?? "dist/www", Number(values.port ?? 0));
  console.log(`the site is at ${site.address} (Ctrl+C ends it)`);
} catch (error) {
  const taken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
  console.error(taken ? `port ${values.port} is taken: try another with --port` : error);
  process.exitCode = 1;
}
