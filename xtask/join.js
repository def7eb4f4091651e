// @ts-check
// Joins a script and what it imports into one: node xtask/join.js ENTRY OUTPUT FORMAT
// The content script becomes a classic script (iife), a module of an extension page that uses a library stays a module (esm).
// It stays readable: reviewers compare it with the sources.
import { relative } from "node:path";
import { build } from "esbuild";

const [entry = "", output = "", format = ""] = process.argv.slice(2);
const source = relative(process.cwd(), entry).replaceAll("\\", "/");
await build({
  entryPoints: [entry],
  outfile: output,
  bundle: true,
  format: format === "esm" ? "esm" : "iife",
  target: "es2022",
  charset: "utf8",
  loader: { ".css": "text" },
  legalComments: "inline",
  define: { __OPEN_SHADOW__: "false" },
  banner: { js: `// Joined by \`cargo xtask build\` from ${source} and what it imports; do not edit.` },
  logLevel: "warning",
});
