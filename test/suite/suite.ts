import { expect, test } from "vitest";
import { temporaryFolder } from "../support/project.js";
import { type Draft, groupsOf, skipped, suiteFolder } from "./official.js";
import { count, refusalDifferences, reportOf, wrongVerdicts } from "./refused.js";
import { type RunOptions, run } from "./run.js";

/** A part of the official suite, and how it is run. */
export interface Part extends RunOptions {
  readonly draft: Draft;
  /** The folder in that of the draft; the required tests where it is not given. */
  readonly under?: string;
  /** How many tests there are in the copy of the suite that this is written for, at least. */
  readonly tests: number;
}

/**
 * Defines the test that runs a part of the suite: none may be wrong, and those refused are listed.
 *
 * @param name - the key of the part in `refused.json`.
 * @param mayRefuse - of how many tests the schema may be refused.
 */
export function testPart(name: string, part: Part, mayRefuse: number): void {
  const title = `${name}: the official tests are right, or refused for the reason listed`;
  test.skipIf(suiteFolder === undefined)(`${title}${skipped}`, { timeout: 600_000 }, async () => {
    const { outcomes, errors } = await runPart(name, part);
    expect.soft(errors).toBe("");
    expect.soft(wrongVerdicts(outcomes)).toEqual([]);
    expect.soft(refusalDifferences(name, outcomes)).toEqual([]);
    expect.soft(count(outcomes).refused).toBeLessThanOrEqual(mayRefuse);
  });
}

/**
 * Defines the test that runs what an implementation may do otherwise: the verdicts are printed for people, and only
 * the code that is generated is held to compile.
 */
export function reportPart(name: string, part: Part): void {
  const title = `${name}: what is generated for the optional tests compiles`;
  test.skipIf(suiteFolder === undefined)(`${title}${skipped}`, { timeout: 600_000 }, async () => {
    expect((await runPart(name, part)).errors).toBe("");
  });
}

async function runPart(name: string, { draft, under, tests, ...options }: Part): ReturnType<typeof run> {
  const suite = suiteFolder as string;
  const result = await run(groupsOf(suite, draft, under), temporaryFolder(), suite, options);
  const { right, refused, wrong } = count(result.outcomes);
  console.info(reportOf(name, result.outcomes));
  expect.soft(right + refused + wrong).toBeGreaterThanOrEqual(tests);
  return result;
}
