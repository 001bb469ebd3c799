import { readdirSync, readFileSync } from "node:fs";
import { packagePath } from "../../package.js";

/** A module of the runtime: TypeScript that is copied as it stands. */
export interface RuntimeModule {
  /** The path in the output folder, without extension: `runtime/guard`. */
  readonly path: string;
  readonly text: string;
  /** What it exports, and whether that is a type. */
  readonly exports: ReadonlyMap<string, boolean>;
  /** The paths of the modules that it imports from. */
  readonly imports: readonly string[];
}

// Parsing the runtime would take a third of the time that a small protocol takes. These expressions rely on how the
// formatter lays out declarations; a test holds them to what the compiler sees.
const exported = /^export (?:async )?(function|class|const|interface|type) (\w+)/gm;
const importedFrom = /(?<= from "\.\/)([\w-]+)\.js(?=";$)/gm;

/** The runtime, which is the same for every protocol. */
export function runtimeModules(): RuntimeModule[] {
  const folder = packagePath("generator/runtime");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => moduleOf(file.replace(/\.ts$/, ""), readFileSync(`${folder}/${file}`, "utf8")));
}

function moduleOf(name: string, text: string): RuntimeModule {
  const declared = [...text.matchAll(exported)].map(
    ([, keyword = "", declaredName = ""]) => [declaredName, /^(interface|type)$/.test(keyword)] as const,
  );
  const imports = [...text.matchAll(importedFrom)].map(([, module = ""]) => `runtime/${module}`);
  return { path: `runtime/${name}`, text, exports: new Map(declared), imports };
}

/** The text of a module, with imports from files of another extension: `.ts`, or none. */
export function withExtension({ text }: RuntimeModule, extension: string): string {
  return text.replace(importedFrom, `$1${extension}`);
}
