import type { Diagnostic } from "../diagnostics.js";
import type { Protocol } from "../model/types.js";
import { type LanguageName, languages } from "./quicktype/languages.js";

/** The settings of all targets. */
export interface TargetOptions {
  /** The extension of relative imports in TypeScript: `./types.js`, `./types.ts` or `./types`. */
  readonly importExtension: "js" | "ts" | "none";
  /** Options of the renderers of other languages, by the name of the target: `{ go: { package: "events" } }`. */
  readonly targetOptions: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;
}

/**
 * A target: the files of a protocol, as texts by path. It reads the model and nothing else.
 *
 * @param onProgress - told of each part before it begins.
 * @param report - told what there is to say short of an error, which is thrown.
 */
export type Target = (
  protocol: Protocol,
  options: TargetOptions,
  onProgress: (part: string) => void,
  report: (diagnostic: Diagnostic) => void,
) => Map<string, string>;

const ownTargets = {
  ts: async (): Promise<Target> => (await import("./typescript/index.js")).typescript,
  python: async (): Promise<Target> => {
    const { python } = await import("./python/index.js");
    return (protocol, { targetOptions }, _, report) => python(protocol, targetOptions.python ?? {}, report);
  },
  corpus: async (): Promise<Target> => (await import("./corpus/index.js")).corpus,
};

/** The name of a target, which is also that of its folder in the output. */
export type TargetName = keyof typeof ownTargets | LanguageName;

/** The targets by name, each loaded when it is first used. */
export const targets: Readonly<Record<TargetName, () => Promise<Target>>> = {
  ...ownTargets,
  ...(Object.fromEntries(
    (Object.keys(languages) as LanguageName[]).map((name) => [name, () => languageTarget(name)]),
  ) as Record<LanguageName, () => Promise<Target>>),
};

/** The names of all targets. */
export const targetNames = Object.keys(targets) as TargetName[];

/** The names of the languages of quicktype. */
export const languageNames = Object.keys(languages) as LanguageName[];

/** The names of the targets that have options of their own. */
export const targetsWithOptions: readonly TargetName[] = ["python", ...languageNames];

/**
 * Looks at the options of targets, whether these are generated or not: what is misspelt would never be missed.
 *
 * @throws DiagnosticsError where a target has no such option, or it can't have that value.
 */
export async function requireOptions({ python, ...others }: TargetOptions["targetOptions"]): Promise<void> {
  if (python) (await import("./python/options.js")).pythonOptions(python);
  for (const [name, given] of Object.entries(others)) {
    const { rendererOptions } = await import("./quicktype/options.js");
    rendererOptions(given, name as LanguageName);
  }
}

async function languageTarget(name: LanguageName): Promise<Target> {
  const { inLanguage } = await import("./quicktype/index.js");
  return (protocol, { targetOptions }, onProgress) => {
    onProgress("types");
    return inLanguage(name, protocol, targetOptions[name] ?? {});
  };
}
