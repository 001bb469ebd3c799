import { readFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { resolve } from "node:path";
import type { Dispatch } from "./dispatching.js";
import type { Run } from "./generators.js";
import type { Goal } from "./goals.js";
import type { Peer } from "./peer.js";
import type { Result } from "./race.js";
import type { Runtime } from "./runtimes.js";
import type { SizeOf } from "./size.js";
import { toolPath } from "./toolbox.js";

/** Everything that a run of the bench has found, and where it ran. */
export interface Results {
  readonly machine: Readonly<Record<"processor" | "cores" | "memory" | "system", string>>;
  readonly isQuick: boolean;
  readonly runtimes: readonly Pick<Runtime, "name" | "role">[];
  readonly versions: Readonly<Record<string, string>>;
  readonly speed: readonly Result[];
  /** None where there is no msgspec. */
  readonly peer: readonly Peer[];
  readonly sizes: readonly SizeOf[];
  readonly generators: readonly Run[];
  readonly dispatch: readonly Dispatch[];
}

/** The machine, without anything that says whose it is. */
export function machine(): Results["machine"] {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? arch(),
    cores: String(all.length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release().split(".").slice(0, 2).join(".")}`,
  };
}

/** The versions of what framewright is measured beside. */
export function versions(): Results["versions"] {
  const own = [
    "@bufbuild/protobuf",
    "@sinclair/typebox",
    "ajv",
    "arktype",
    "esbuild",
    "fast-json-stringify",
    "typescript",
    "valibot",
    "zod",
  ].map((name) => [name, resolve("node_modules", name)]);
  const tools = ["json-schema-to-typescript", "quicktype", "typia"].map((name) => [name, toolPath(name)]);
  return Object.fromEntries(
    [...own, ...tools].map(([name = "", folder = ""]) => {
      const { version } = JSON.parse(readFileSync(resolve(folder, "package.json"), "utf8")) as {
        version: string;
      };
      return [name, version];
    }),
  );
}

/** Results, and which goals they meet, as JSON in which each is one line. */
export function written(results: Results & { readonly goals: readonly Goal[] }): string {
  const members = Object.entries(results).map(([name, value]) => {
    const text = Array.isArray(value)
      ? `[\n    ${value.map((one) => JSON.stringify(one, rounded)).join(",\n    ")}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

/** No measurement is good for more than three digits. */
function rounded(_name: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
}
