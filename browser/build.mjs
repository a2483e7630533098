// Builds the scripts of the explorer into the folder that is named: modules with a hash of their
// content in their names, borders and land for maps that come closer, and manifest.json, which says
// what is there.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { makeWorld } from "./world.mjs";

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("Name the folder to build into: node build.mjs FOLDER");
  process.exit(2);
}

function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const { name: stem, ext } = parse(name);
  writeFileSync(join(out, `${stem}-${hash}${ext}`), content);
  return `${stem}-${hash}${ext}`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const world = makeWorld();
const files = {
  BORDERS_FILE: put("borders.json", JSON.stringify(world.borders)),
  DETAIL_FILE: put("detail.json", JSON.stringify(world.detail)),
};
const made = await build({
  absWorkingDir: here,
  entryPoints: ["src/explorer.js"],
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  charset: "utf8",
  target: ["es2022"],
  legalComments: "eof",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  outdir: out,
  metafile: true,
  define: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)])),
});
const entry = Object.entries(made.metafile.outputs).find(([, one]) => one.entryPoint === "src/explorer.js")[0];
const licences = ["world-atlas"].map((name) => {
  const folder = parse(require.resolve(`${name}/package.json`)).dir;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name}\n\n${readFileSync(join(folder, file), "utf8")}`;
});
writeFileSync(join(out, "LICENCES.txt"), licences.join("\n\n"));
const manifest = { entry: basename(entry), files: readdirSync(out).sort() };
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
