import { describe, expectTypeOf, test } from "vitest";
import {
  type DeltaEvent,
  type Frame,
  matchFrame,
  type PhaseEvent,
  type ProblemsEvent,
  type SessionEvent,
  type SnapshotEvent,
} from "../../generated/ts/index.js";

declare const frame: Frame;
declare const event: SessionEvent;
declare const problem: ProblemsEvent;
declare const phase: PhaseEvent;

describe("matchFrame", () => {
  test("hands each case its own frame", () => {
    matchFrame(problem, {
      snapshot: (given) => expectTypeOf(given).toEqualTypeOf<SnapshotEvent>(),
      delta: (given) => expectTypeOf(given).toEqualTypeOf<DeltaEvent>(),
    });
  });

  test("gives what any of the cases may give", () => {
    const result = matchFrame(frame, {
      phase: ({ phase: name }) => name.length,
      progress: ({ current, total }) => current / total,
      input_required: ({ fields }) => fields,
      warning: () => null,
      done: () => true as const,
      failed: () => undefined,
      snapshot: () => "snapshot" as const,
      delta: () => "delta" as const,
    });
    expectTypeOf(result).toEqualTypeOf<
      number | readonly { readonly [key: string]: unknown }[] | null | true | undefined | "snapshot" | "delta"
    >();
  });

  test("takes six cases for an event of a session", () => {
    const result = matchFrame(event, {
      phase: () => 1,
      progress: () => 2,
      input_required: () => 3,
      warning: () => 4,
      done: () => 5,
      failed: () => "6",
    });
    expectTypeOf(result).toEqualTypeOf<string | number>();
  });

  test("takes one case for a frame of one kind", () => {
    expectTypeOf(matchFrame(phase, { phase: ({ at }) => at })).toEqualTypeOf<string>();
  });

  test("takes cases that do not look at the frame, and functions with a name", () => {
    const name = (given: Frame) => given.kind;
    expectTypeOf(matchFrame(problem, { snapshot: name, delta: name })).toEqualTypeOf<Frame["kind"]>();
    expectTypeOf(matchFrame(problem, { snapshot: async () => 1, delta: async () => "a" })).toEqualTypeOf<
      Promise<number> | Promise<string>
    >();
  });

  test("misses a case", () => {
    // @ts-expect-error `delta` is missing
    matchFrame(problem, { snapshot: () => 1 });
    // @ts-expect-error `failed` is missing
    matchFrame(event, {
      phase: () => 1,
      progress: () => 2,
      input_required: () => 3,
      warning: () => 4,
      done: () => 5,
    });
    // @ts-expect-error there are none
    matchFrame(phase, {});
    // @ts-expect-error a frame may be of any of eight kinds
    matchFrame(frame, { snapshot: () => 1, delta: () => 2 });
  });

  test("refuses a case of a kind that the frame cannot have", () => {
    // @ts-expect-error no problem is of the kind `phase`
    matchFrame(problem, { snapshot: () => 1, delta: () => 2, phase: () => 3 });
    // @ts-expect-error there is no kind `phases`
    matchFrame(phase, { phase: () => 1, phases: () => 2 });
  });

  test("refuses a case that wants another frame, or is none", () => {
    matchFrame(problem, {
      // @ts-expect-error the frame is a SnapshotEvent
      snapshot: (given: DeltaEvent) => given,
      delta: (given) => given,
    });
    matchFrame(problem, {
      // @ts-expect-error not a function
      snapshot: "text",
      delta: () => 1,
    });
    matchFrame(problem, {
      // @ts-expect-error there is no such field
      snapshot: ({ added }) => added,
      delta: ({ added }) => added,
    });
  });

  test("takes frames alone", () => {
    // @ts-expect-error not a frame
    matchFrame({ kind: "later" }, { later: () => 1 });
    // @ts-expect-error not a frame
    matchFrame("phase", { phase: () => 1 });
  });
});
