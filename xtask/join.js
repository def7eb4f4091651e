// @ts-check
// Joins each script of the extension, and each style sheet, with what it imports: node xtask/join.js EXTENSION OUTPUT
// The content script becomes a classic one: scripts in a page cannot import without making files visible to every page.
// A page of our own, or the background, that fetches forty modules one behind the other starts late.
// All stays readable: reviewers compare it with the sources.
import { join } from "node:path";
import { build } from "esbuild";

/** The entries, and where they go. @type {{from: string, to: string, format?: "iife" | "esm"}[]} */
const PARTS = [
  { from: "content.js", to: "content/content.js", format: "iife" },
  ...["background.js", "elsewhere/elsewhere.js", "library/library.js", "tab/tab.js"].map((name) => ({
    from: name,
    to: name,
    format: /** @type {const} */ ("esm"),
  })),
  ...["library/library.css", "tab/tab.css"].map((name) => ({ from: name, to: name })),
];

const [extension = "", output = ""] = process.argv.slice(2);
for (const { from, to, format } of PARTS) {
  const said = `Joined by \`cargo xtask build\` from extension/${from} and what it imports; do not edit.`;
  await build({
    entryPoints: [join(extension, from)],
    outfile: join(output, to),
    bundle: true,
    ...(format ? { format } : {}),
    target: "es2022",
    charset: "utf8",
    // A script that imports a style sheet wants its text.
    loader: { ".css": format ? "text" : "css" },
    // The build makes it, and it is loaded when somebody searches, or listens.
    external: ["./engine.js", "../content/voice.js"],
    legalComments: "inline",
    define: { __OPEN_SHADOW__: "false" },
    banner: { js: `// ${said}`, css: `/* ${said} */` },
    logLevel: "warning",
  });
}
