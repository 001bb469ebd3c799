import type { Protocol } from "../model/types.js";

/** The settings of all targets. */
export interface TargetOptions {
  /** The extension of relative imports in TypeScript: `./types.js`, `./types.ts` or `./types`. */
  readonly importExtension: "js" | "ts" | "none";
}

/**
 * A target: the files of a protocol, as texts by path. It reads the model and nothing else.
 *
 * @param onProgress - told of each part before it begins.
 */
export type Target = (
  protocol: Protocol,
  options: TargetOptions,
  onProgress: (part: string) => void,
) => Map<string, string>;

/** The names of all targets. */
export const targetNames = ["ts", "corpus"] as const;

/** The targets by name, each loaded when it is first used. */
export const targets: Readonly<Record<TargetName, () => Promise<Target>>> = {
  ts: async () => (await import("./typescript/index.js")).typescript,
  corpus: async () => (await import("./corpus/index.js")).corpus,
};

/** The name of a target, which is also that of its folder in the output. */
export type TargetName = (typeof targetNames)[number];
