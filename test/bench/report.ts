import type { Goal } from "./goals.js";
import { isMet } from "./goals.js";
import type { Result } from "./race.js";

/** A measurement in words. */
export function lineOf({ runtime, contestant, task, kind, layout, time, ratios }: Result): string {
  const times = Object.entries(ratios).map(([name, ratio]) => `${ratio.toFixed(2)} × ${name}`);
  const what = layout === "canonical" ? kind : `${kind} (${layout})`;
  return `${runtime}  ${contestant}  ${task} ${what}: ${time.toFixed(0)} ns, ${times.join(", ")}`;
}

/** A goal in words: whether it was met, and by how much. */
export function verdictOf(goal: Goal): string {
  const limit = `${goal.isMinimum ? "at least" : "at most"} ${goal.limit}`;
  return `${isMet(goal) ? "met   " : "missed"}  ${goal.name}: ${Number(goal.value.toFixed(2))} (${limit})`;
}
