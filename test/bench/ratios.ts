import type { Kind, Layout } from "./frames.js";
import type { Result } from "./race.js";
import type { Results } from "./results.js";

/** Kinds with strings and integers only. */
export const small: readonly Kind[] = ["phase", "progress", "warning"];

/** Kinds that have a fixed layout. */
export const fixed: readonly Kind[] = [...small, "report"];

/** Kinds with parts of which the schema says nothing. */
export const free: readonly Kind[] = ["input_required", "done", "failed", "snapshot", "delta"];

/** Which measurements are meant. */
export interface Selection {
  readonly runtime: string;
  readonly contestant: string;
  readonly task: Result["task"];
  readonly kinds: readonly Kind[];
  readonly layouts?: readonly Layout[];
}

/** How many times as long as the contestant another took, in each of the measurements that there are. */
export function ratiosOf(
  { speed }: Results,
  { runtime, contestant, task, kinds, layouts = ["canonical"] }: Selection,
  beside: string,
): readonly number[] {
  return speed
    .filter((one) => one.runtime === runtime && one.contestant === contestant && one.task === task)
    .filter((one) => kinds.includes(one.kind) && layouts.includes(one.layout))
    .map(({ ratios }) => ratios[beside] as number);
}

/** The geometric mean, which is what is asked of ratios; not a number where there are none. */
export function mean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** The smallest; not a number where there are none. */
export function worst(ratios: readonly number[]): number {
  return ratios.length === 0 ? Number.NaN : Math.min(...ratios);
}
