import { createRequire } from "node:module";
import type { checkSync } from "recheck";

/** How the time that a regular expression may take grows with the length of the text. */
export type Backtracking =
  | { readonly growth: "linear" }
  | { readonly growth: "polynomial"; readonly degree: number; readonly attack: string }
  | { readonly growth: "exponential"; readonly attack: string }
  | { readonly growth: "unknown"; readonly reason: string };

/** Longer patterns are not looked at: analysing them could take longer than matching them. */
const maxPatternLength = 1000;

/**
 * What bounds the analysis. All of it is counted in steps and none in time, so that the verdict is the same on
 * every machine; the search for an attack, which is made where the exact analysis can't be, is a short one.
 */
const limits = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  recallTimeout: -1,
  attackLimit: 1_000_000,
  maxAttackStringSize: 4000,
  maxNFASize: 2000,
  maxIteration: 2,
  maxInitialGenerationSize: 100,
  maxGenerationSize: 20,
  mutationSize: 10,
  crossoverSize: 5,
} as const;

/** In how many ways repeats of single characters may divide a text and still be analysed as an automaton. */
const maxDivisions = 100_000;

const known = new Map<string, Backtracking>();

/** How long `pattern`, a regular expression with the `u` flag, may take to match (ECMAScript §22.2.2). */
export function backtrackingOf(pattern: string): Backtracking {
  const before = known.get(pattern);
  if (before) return before;
  const found = analyse(pattern);
  known.set(pattern, found);
  return found;
}

function analyse(pattern: string): Backtracking {
  // What has one path through it needs no analyser: neither branches nor variable repeats.
  if (/^\^?[\w :/#@-]*\$?$/.test(pattern)) return { growth: "linear" };
  if (pattern.length > maxPatternLength) {
    return { growth: "unknown", reason: `it is longer than ${maxPatternLength} characters` };
  }
  // Neither way of analysis is reliable for these: they compare with what has been matched before.
  if (backreferences(pattern) > 0) return { growth: "unknown", reason: "it refers back to a group" };
  const check = analyser();
  const { status, ...found } = check(pattern, "u", { ...limits, maxRepeatCount: repeatLimit(pattern) });
  if (status === "safe") return { growth: "linear" };
  if (!("attack" in found)) return { growth: "unknown", reason: "its syntax is not known to the analyser" };
  const attack = found.attack.pattern;
  return found.complexity.type === "exponential"
    ? { growth: "exponential", attack }
    : { growth: "polynomial", degree: found.complexity.degree, attack };
}

/** How many times a pattern refers back to what one of its groups has matched. */
export function backreferences(pattern: string): number {
  return [...pattern.matchAll(/\\(.)/gsu)].filter(([, escaped = ""]) => /[1-9k]/.test(escaped)).length;
}

/**
 * The sum of counts up to which a pattern is analysed as an automaton. That finds what is unbounded only: it
 * calls `(a|a){40}` safe, as it calls everything finite; so counted groups are left to the search for attacks.
 */
function repeatLimit(pattern: string): number {
  if (/\)\{/.test(pattern)) return 8;
  const divisions = [...pattern.matchAll(/\{(\d+),(\d+)\}/g)].reduce(
    (product, [, from, to]) => product * (Number(to) - Number(from) + 1),
    1,
  );
  return divisions <= maxDivisions ? 1000 : 8;
}

let loaded: typeof checkSync | undefined;

/** The analyser: three megabytes, which are loaded at the first pattern that needs them. */
function analyser(): typeof checkSync {
  // The build for browsers is the one that runs in this process alone: no Java, no native program, no worker.
  loaded ??= (
    createRequire(import.meta.url)("recheck/lib/browser.js") as { readonly checkSync: typeof checkSync }
  ).checkSync;
  return loaded;
}
