import { createTwoFilesPatch } from "diff";
import type { Change } from "./plan.js";

/** A change as a unified diff, as `git` and `patch` read it. */
export function unifiedDiff({ kind, path, before, after }: Change, shown: string): string {
  const file = shown === "." ? path : `${shown}/${path}`;
  const from = kind === "add" ? "/dev/null" : `a/${file}`;
  const to = kind === "delete" ? "/dev/null" : `b/${file}`;
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    "",
  );
}

/** The first line, counted from 1, in which the text on disk is not as it should be. */
export function firstDifference({ before, after }: Change): number {
  const expected = after.split("\n");
  const index = before.split("\n").findIndex((line, at) => line !== expected[at]);
  return index < 0 ? 1 : index + 1;
}
