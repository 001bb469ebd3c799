import type { Dispatch } from "./dispatching.js";
import type { Run } from "./generators.js";
import { type Goal, isMet } from "./goals.js";
import type { Peer } from "./peer.js";
import type { Result } from "./race.js";
import type { SizeOf } from "./size.js";

/** A measurement in words. */
export function speedLine({ runtime, contestant, task, kind, layout, time, ratios }: Result): string {
  const times = Object.entries(ratios).map(([name, ratio]) => `${ratio.toFixed(2)} × ${name}`);
  const what = layout === "canonical" ? kind : `${kind} (${layout})`;
  return `${runtime}  ${contestant}  ${task} ${what}: ${time.toFixed(0)} ns, ${times.join(", ")}`;
}

/** What both ends take, in words. */
export function peerLine({ task, kind, framewright, msgspec, package: own, call }: Peer): string {
  const times = `${framewright.toFixed(0)} ns, msgspec ${msgspec.toFixed(0)} ns, its package ${own.toFixed(0)} ns`;
  return `${task} ${kind}: ${times}, of which a call is ${call.toFixed(0)} ns`;
}

/** A size in words. */
export function sizeLine({ contestant, what, minified, gzipped }: SizeOf): string {
  return `${contestant}, ${what}: ${minified} bytes minified, ${gzipped} gzipped`;
}

/** What a program took, in words. */
export function runLine({ program, kinds, time, memory }: Run): string {
  return `${program}, ${kinds} kinds: ${time.toFixed(2)} s${memory ? `, ${memory.toFixed(0)} MiB` : ""}`;
}

/** What a frame took, in words. */
export function dispatchLine({ kinds, time }: Dispatch): string {
  return `decodeFrame of a protocol of ${kinds} kinds: ${time.toFixed(0)} ns`;
}

/** A goal in words: whether it was met, and by how much. */
export function verdictOf(goal: Goal): string {
  const limit = `${goal.isMinimum ? "at least" : "at most"} ${goal.limit}`;
  return `${isMet(goal) ? "met   " : "missed"}  ${goal.name}: ${Number(goal.value.toFixed(2))} (${limit})`;
}
