import type { DiagnosticCode } from "../diagnostics.js";
import { type Backtracking, backreferences, backtrackingOf } from "./backtracking.js";

/** What is wrong with a pattern. */
export interface PatternProblem {
  readonly code: DiagnosticCode & `pattern-${string}`;
  readonly message: string;
}

/**
 * How many steps matching one text may take: some ten milliseconds. A backtracking engine does about 10^9 of
 * them a second where the pattern is simple, and a tenth of that where it has groups.
 */
const maxSteps = 1e7;

/** Tells which patterns can be used: those that are regular expressions, and bounded in time or allowed by name. */
export class Patterns {
  readonly #allowed: ReadonlySet<string>;
  readonly #used = new Set<string>();

  /** @param allowed - the patterns, as they stand in the schemas, that may take any time. */
  constructor(allowed: readonly string[] = []) {
    this.#allowed = new Set(allowed);
  }

  /**
   * What keeps `pattern` from being used, if anything does (Validation §6.3.3, Core §10.3.2.2).
   *
   * @param maxLength - how many characters the texts have at most; a longer one is never matched.
   */
  problem(pattern: string, maxLength: number = Number.POSITIVE_INFINITY): PatternProblem | undefined {
    const reason = syntaxError(pattern);
    if (reason !== undefined) {
      const message = `\`pattern\` is not a regular expression of ECMAScript with the \`u\` flag: ${reason}.`;
      return { code: "pattern-invalid", message };
    }
    const found = backtrackingOf(pattern);
    if (found.growth === "linear") return undefined;
    const longest = longestText(pattern, found);
    if (maxLength <= longest) return undefined;
    if (this.#allowed.has(pattern)) {
      this.#used.add(pattern);
      return undefined;
    }
    const bound = longest > 0 ? `limit the string by a \`maxLength\` of at most ${longest}, ` : "";
    const message = `${wordsFor(found)}: ${bound}write it in another way, or allow it in \`allowPatterns\`.`;
    return { code: "pattern-unsafe", message };
  }

  /** The patterns that are allowed without need: nothing was asked about them, or they are not dangerous. */
  get unused(): string[] {
    return [...this.#allowed].filter((pattern) => !this.#used.has(pattern));
  }
}

function syntaxError(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^.*: /s, "");
  }
}

type Unsafe = Exclude<Backtracking, { growth: "linear" }>;

/** How many characters a text may have so that matching it takes at most {@link maxSteps}. */
function longestText(pattern: string, found: Unsafe): number {
  if (found.growth !== "polynomial") return Math.floor(Math.log(maxSteps) / Math.log(choices(pattern)));
  // What backtracks tries the ways to put as many marks between the characters as the degree says.
  let orders = 1;
  for (let factor = 2; factor <= found.degree; factor++) orders *= factor;
  return Math.floor((maxSteps * orders) ** (1 / found.degree));
}

/** In how many ways a pattern may go on after a character: each branch, and each repeat, is one. */
function choices(pattern: string): number {
  const signs = [...pattern.matchAll(/[|*+?]|\{(\d+)(?:,(\d*))?\}/g)];
  return signs.reduce((sum, [, from = "1", to]) => sum + Number(to || from), 2 + backreferences(pattern));
}

function wordsFor(found: Unsafe): string {
  if (found.growth === "unknown") {
    return `Nobody can say how long \`pattern\` may take to match, as ${found.reason}`;
  }
  const growth =
    found.growth === "exponential" ? "exponentially" : `with the power ${found.degree} of the length`;
  return `\`pattern\` may take a time that grows ${growth}, as with ${found.attack}`;
}
