// @ts-check
// Joins the content script and what it imports into one classic script: node xtask/join.js ENTRY OUTPUT
// It stays readable: reviewers compare it with the sources.
import { build } from "esbuild";

const [entry = "", output = ""] = process.argv.slice(2);
await build({
  entryPoints: [entry],
  outfile: output,
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  loader: { ".css": "text" },
  legalComments: "inline",
  define: { __OPEN_SHADOW__: "false" },
  banner: { js: "// Joined by `cargo xtask build` from extension/content.js and what it imports; do not edit." },
  logLevel: "warning",
});
