import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { cacheFolder, madeFolder } from "./made.js";

/** How many nanoseconds it takes to decode a frame of a protocol of so many kinds. */
export interface Dispatch {
  readonly kinds: number;
  readonly time: number;
}

/** Decodes the same frames by protocols of several sizes, which the generators have been timed with before. */
export function* dispatching(kinds: readonly number[]): Generator<Dispatch> {
  for (const count of kinds) {
    const module = resolve(madeFolder, `many-${count}.js`);
    buildSync({
      entryPoints: [resolve(cacheFolder, `many/${count}-out/ts/index.ts`)],
      outfile: module,
      bundle: true,
      format: "esm",
      logLevel: "error",
    });
    const child = resolve(cacheFolder, "build/dispatch.js");
    const time = execFileSync(process.execPath, [child, pathToFileURL(module).href], { encoding: "utf8" });
    yield { kinds: count, time: Number(time) };
  }
}
