import { readFileSync } from "node:fs";
import { packagePath } from "../../generator/package.js";
import type { Outcome, Refusal } from "./run.js";

/** A group of the suite for which nothing is generated, and why. */
export interface ListedRefusal {
  readonly file: string;
  readonly group: string;
  readonly code: Refusal["code"];
  readonly pointer: string;
  /** Why a refusal is the best that can be done: for people. */
  readonly reason: string;
}

/** The refusals that are known, by what was run. */
const listed = JSON.parse(readFileSync(packagePath("test/suite/refused.json"), "utf8")) as Readonly<
  Record<string, readonly ListedRefusal[]>
>;

/** How many tests got the verdict of the suite, had their schema refused, or got another verdict. */
export interface Counts {
  readonly right: number;
  readonly refused: number;
  readonly wrong: number;
}

/** Counts tests, not groups. */
export function count(outcomes: readonly Outcome[]): Counts {
  let [right, refused, wrong] = [0, 0, 0];
  for (const { group, refusal, wrong: found } of outcomes) {
    if (refusal) refused += group.tests.length;
    else right += group.tests.length - found.length;
    wrong += found.length;
  }
  return { right, refused, wrong };
}

/** Where `refused.json` and what was refused differ, both ways: a line each. */
export function refusalDifferences(name: string, outcomes: readonly Outcome[]): string[] {
  const line = ({ file, group, code, pointer }: Omit<ListedRefusal, "reason">) =>
    `${file}: ${group}: ${code} at ${pointer}`;
  const known = new Set((listed[name] ?? []).map(line));
  const found = new Set(
    outcomes.flatMap(({ group: { file, description }, refusal }) =>
      refusal ? [line({ file, group: description, ...refusal })] : [],
    ),
  );
  return [
    ...[...found].filter((one) => !known.has(one)).map((one) => `refused, but not listed: ${one}`),
    ...[...known].filter((one) => !found.has(one)).map((one) => `listed, but not refused so: ${one}`),
  ];
}

/** Every wrong verdict in a line: group, test, instance, what is right and what was said. */
export function wrongVerdicts(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ group: { file, description }, wrong }) =>
    wrong.map(({ test, said }) => {
      const right = test.isValid ? "valid" : "invalid";
      const text = test.text.replace(/\s+/g, " ");
      return `${file}: ${description}: ${test.description}: ${text} is ${right}, but ${said}`;
    }),
  );
}

/** The counts, each refusal with its reason and each wrong verdict, in lines to be printed. */
export function reportOf(name: string, outcomes: readonly Outcome[]): string {
  const { right, refused, wrong } = count(outcomes);
  const refusals = outcomes.flatMap(({ group: { file, description }, refusal }) =>
    refusal ? [`${file}: ${description}: ${refusal.code} at ${refusal.pointer}: ${refusal.message}`] : [],
  );
  return [
    `${name}: ${right} right / ${refused} refused / ${wrong} wrong, of ${right + refused + wrong}`,
    ...refusals.map((one) => `  refused: ${one}`),
    ...wrongVerdicts(outcomes).map((one) => `  wrong: ${one}`),
  ].join("\n");
}
