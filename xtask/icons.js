// @ts-check
// Draws the icons of the extension: node xtask/icons.js ICON.svg FOLDER
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** The sizes that the manifest names. */
const SIZES = [16, 32, 48, 128];

const [source = "", folder = ""] = process.argv.slice(2);
const require = createRequire(import.meta.url);
await initWasm(await readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));
const svg = await readFile(source, "utf8");
await mkdir(folder, { recursive: true });
for (const size of SIZES) {
  const drawing = new Resvg(svg, { fitTo: { mode: "width", value: size } });
  await writeFile(join(folder, `icon-${size}.png`), drawing.render().asPng());
}
