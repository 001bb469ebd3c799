import type { ArrayType, Type } from "../../model/types.js";
import { jsonTypeOf, leavesOf, type Resolve } from "../../model/values.js";

/**
 * Members of a union that msgspec can be asked about. Up to 0.22 it reads and writes memory that is not its own where
 * a union has a string with a pattern and a list or a dict, or a tuple and something with limits: patterns, and what
 * makes a list a tuple, have to be checked beside there.
 *
 * @param opened - is told the names of the definitions that are written without them.
 * @returns the members themselves where there is no danger.
 */
export function safeMembers(
  members: readonly Type[],
  resolve: Resolve,
  opened: Set<string>,
): readonly Type[] {
  const leaves = members.flatMap((member) => leavesOf(member, resolve));
  const isDangerous =
    (leaves.some(hasPattern) && leaves.some((leaf) => /^(array|object)$/.test(jsonTypeOf(leaf)))) ||
    (leaves.some(isTuple) && leaves.some(({ kind }) => !/^(array|null|boolean)$/.test(kind)));
  return isDangerous ? members.flatMap((member) => loosened(member, resolve, opened)) : members;
}

function hasPattern(leaf: Type): boolean {
  return leaf.kind === "string" && leaf.patterns.length > 0;
}

function isTuple(leaf: Type): leaf is ArrayType {
  return leaf.kind === "array" && leaf.prefix.length > 0;
}

function loosened(member: Type, resolve: Resolve, opened: Set<string>): Type[] {
  const seen = new Set<string>();
  const leaves = leavesOf(member, resolve, seen);
  if (!leaves.some((leaf) => hasPattern(leaf) || isTuple(leaf))) return [member];
  for (const name of seen) opened.add(name);
  return leaves.map((leaf) => {
    if (leaf.kind === "string") return { ...leaf, patterns: [] };
    return isTuple(leaf) ? { ...leaf, minItems: 0 } : leaf;
  });
}
