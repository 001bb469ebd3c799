import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compilerErrors } from "./project.js";

/** Where the compiler writes to: what is in a folder of this name is run by Node as it is, not by way of vitest. */
const OUTPUT = "node_modules/compiled";

/**
 * Many generated protocols in one folder, compiled at once, so that hundreds of them take no longer than they must.
 *
 * They share one copy of the runtime, which is the same for all: only where they import it from is changed.
 */
export class Compiled {
  readonly folder: string;
  /** The names of the protocols, in the order in which they were added. */
  readonly names: string[] = [];

  /** @param folder - where they go, each in a folder of its own. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes the files of a protocol, as they are generated, to the folder `name`. */
  add(name: string, files: ReadonlyMap<string, string>): void {
    this.names.push(name);
    for (const [path, text] of files) {
      if (path.startsWith("ts/runtime/")) this.#share(path.slice("ts/".length), text);
      else
        this.#write(join(name, path), text.replace(/(?<= from )"\.(?=\/runtime\/[\w-]+\.js";$)/gm, '"../..'));
    }
  }

  /** Compiles all of them under the strict flags; what the compiler says, if anything. */
  compile(): string {
    const errors = compilerErrors(this.folder, {
      noEmit: false,
      rootDir: ".",
      outDir: OUTPUT,
      skipLibCheck: true,
    });
    this.#write(join(OUTPUT, "package.json"), '{ "type": "module" }\n');
    return errors;
  }

  /** A protocol that {@link compile} has compiled, or one module of it. */
  async import<Module>(name: string, module = "index.js"): Promise<Module> {
    return (await import(this.urlOf(name, module))) as Module;
  }

  /** Where a module of a protocol is, once it is compiled. */
  urlOf(name: string, module: string): string {
    return pathToFileURL(join(this.folder, OUTPUT, name, "ts", module)).href;
  }

  /** A module of the runtime that all of them share. */
  async importRuntime<Module>(module: string): Promise<Module> {
    return (await import(pathToFileURL(join(this.folder, OUTPUT, "runtime", module)).href)) as Module;
  }

  /** Writes a file of the runtime, or holds that it is there with the same text. */
  #share(path: string, text: string): void {
    const file = join(this.folder, path);
    if (!existsSync(file)) this.#write(path, text);
    else if (readFileSync(file, "utf8") !== text) throw new Error(`Two protocols have two texts of ${path}.`);
  }

  #write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
