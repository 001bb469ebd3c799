import { relative, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

/** How large code is, in bytes, once it has been bundled and minified. */
export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** The size of a program that gives what is wanted by means of a contestant. */
export interface SizeOf extends Size {
  readonly contestant: string;
  readonly what: Wanted;
}

/** The size of a program for browsers, given as a module in the root of the project; none at all is nothing. */
export function sizeOf(source: string): Size {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: resolve("."), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzipped: code.length === 0 ? 0 : gzipSync(code, { level: 9 }).length };
}

/** What a program may want of the default protocol, as generated. */
export const wanted = {
  types: `import type { Frame } from "./generated/ts/index.js"; export type { Frame };`,
  "one guard": `export { isPhaseEvent } from "./generated/ts/index.js";`,
  decodeFrame: `export { decodeFrame } from "./generated/ts/index.js";`,
  everything: `export * from "./generated/ts/index.js";`,
} as const;

export type Wanted = keyof typeof wanted;

/** Programs that do the same by other means; their code has been made before. */
export function sizes(madeFolder: string): readonly SizeOf[] {
  const made = (file: string) => JSON.stringify(`./${relative(".", resolve(madeFolder, file))}`);
  const contestant = (name: string) => JSON.stringify(`./test/bench/contestants/${name}.ts`);
  const others: readonly (readonly [string, Wanted, string])[] = [
    ["ajv", "one guard", `export { phase } from ${made("ajv-phase.js")};`],
    [
      "ajv",
      "decodeFrame",
      `import { frame } from ${made("ajv-frame.js")};
       export function decodeFrame(text) {
         const value = JSON.parse(text);
         if (!frame(value)) throw new TypeError("Not a frame");
         return value;
       }`,
    ],
    ...["zod", "valibot"].flatMap((name): readonly (readonly [string, Wanted, string])[] => [
      [name, "one guard", `export { isPhase } from ${contestant(name)};`],
      [name, "decodeFrame", `export { decodeFrame } from ${contestant(name)};`],
    ]),
    [
      "protobuf",
      "decodeFrame",
      `import { fromJsonString } from "@bufbuild/protobuf";
       import * as messages from ${made("frames_pb.js")};
       export const decode = (name, text) => fromJsonString(messages[name], text);`,
    ],
  ];
  const ours = Object.entries(wanted).map(
    ([what, source]) => ["framewright", what as Wanted, source] as const,
  );
  return [...ours, ...others].map(([name, what, source]) => ({ contestant: name, what, ...sizeOf(source) }));
}
