// Bundles the libraries of the report into the package, with the texts of their licences.
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";

const assets = new URL("../../src/summit_extract/writing/assets/", import.meta.url);
const licences = {
  echarts: ["LICENSE", "NOTICE", "licenses/LICENSE-d3"],
  zrender: ["LICENSE"],
  tslib: ["LICENSE.txt"],
  "topojson-client": ["LICENSE"],
  "world-atlas": ["LICENSE"],
};

await build({
  entryPoints: ["libraries.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  banner: { js: "/* Apache ECharts (Apache-2.0), zrender (BSD-3-Clause), tslib (0BSD), topojson-client and world-atlas (ISC): see LICENSES.txt */" },
  outfile: new URL("libraries.min.js", assets).pathname,
});

const parts = [];
for (const [name, files] of Object.entries(licences)) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  for (const file of files) {
    const text = await readFile(new URL(file, folder), "utf8");
    parts.push(`==== ${name} ${version}: ${file}\n\n${text.trim()}\n`);
  }
}
parts.push("==== The outlines of world-atlas are of Natural Earth (1:110m), in the public domain.\n");
await writeFile(new URL("LICENSES.txt", assets), parts.join("\n"));
