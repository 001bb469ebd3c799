import { describe, expectTypeOf, test } from "vitest";
import {
  type DeltaEvent,
  type DoneEvent,
  deltaEvent,
  doneEvent,
  encodeFrame,
  type FailedEvent,
  type Frame,
  type FrameByKind,
  type FrameKind,
  type InputRequiredEvent,
  isFrame,
  isPhaseEvent,
  isSessionEvent,
  type Phase,
  type PhaseEvent,
  type ProblemsEvent,
  type ProgressEvent,
  phaseEvent,
  progressEvent,
  type SessionEvent,
  type SnapshotEvent,
  snapshotEvent,
  type WarningEvent,
  warningEvent,
} from "../../generated/ts/index.js";

declare const frame: Frame;
declare const event: SessionEvent;
declare const phase: PhaseEvent;
declare const delta: DeltaEvent;
declare const anything: unknown;

describe("a frame", () => {
  test("is narrowed by its kind", () => {
    if (frame.kind === "phase") expectTypeOf(frame).toEqualTypeOf<PhaseEvent>();
    if (frame.kind === "delta") expectTypeOf(frame.changed).toEqualTypeOf<DeltaEvent["changed"]>();
    if (frame.kind !== "snapshot" && frame.kind !== "delta")
      expectTypeOf(frame).toEqualTypeOf<SessionEvent>();
  });

  test("is narrowed in a switch, down to never", () => {
    switch (event.kind) {
      case "phase":
        expectTypeOf(event).toEqualTypeOf<PhaseEvent>();
        break;
      case "progress":
        expectTypeOf(event).toEqualTypeOf<ProgressEvent>();
        break;
      case "input_required":
        expectTypeOf(event).toEqualTypeOf<InputRequiredEvent>();
        break;
      case "warning":
        expectTypeOf(event).toEqualTypeOf<WarningEvent>();
        break;
      case "done":
        expectTypeOf(event).toEqualTypeOf<DoneEvent>();
        break;
      case "failed":
        expectTypeOf(event).toEqualTypeOf<FailedEvent>();
        break;
      default:
        expectTypeOf(event).toBeNever();
    }
  });

  test("has no other kinds, and no fields of other kinds", () => {
    // @ts-expect-error there is no such kind
    if (frame.kind === "phases") return;
    // @ts-expect-error only some kinds have it
    frame.phase;
    // @ts-expect-error `delta` is no event of a session
    if (event.kind === "delta") return;
  });

  test("is narrowed by the guards", () => {
    if (isFrame(anything)) expectTypeOf(anything).toEqualTypeOf<Frame>();
    if (isSessionEvent(anything)) expectTypeOf(anything).toEqualTypeOf<SessionEvent>();
    if (isPhaseEvent(anything)) expectTypeOf(anything).toEqualTypeOf<PhaseEvent>();
    if (isSessionEvent(frame)) expectTypeOf(frame).toEqualTypeOf<SessionEvent>();
    else expectTypeOf(frame).toEqualTypeOf<ProblemsEvent>();
    expectTypeOf([anything].filter(isPhaseEvent)).toEqualTypeOf<PhaseEvent[]>();
  });
});

describe("the names of the types", () => {
  test("FrameKind has the eight kinds", () => {
    expectTypeOf<FrameKind>().toEqualTypeOf<
      "phase" | "progress" | "input_required" | "warning" | "done" | "failed" | "snapshot" | "delta"
    >();
    expectTypeOf<Frame["kind"]>().toEqualTypeOf<FrameKind>();
  });

  test("FrameByKind has the frame of each kind", () => {
    expectTypeOf<FrameByKind["phase"]>().toEqualTypeOf<PhaseEvent>();
    expectTypeOf<FrameByKind["input_required"]>().toEqualTypeOf<InputRequiredEvent>();
    expectTypeOf<FrameByKind["snapshot"]>().toEqualTypeOf<SnapshotEvent>();
    expectTypeOf<FrameByKind[FrameKind]>().toEqualTypeOf<Frame>();
    expectTypeOf<{ [Kind in FrameKind]: FrameByKind[Kind]["kind"] }>().toEqualTypeOf<{
      [Kind in FrameKind]: Kind;
    }>();
    // @ts-expect-error there is no such kind
    type _Missing = FrameByKind["later"];
  });

  test("Frame is what the two channels carry", () => {
    expectTypeOf<Frame>().toEqualTypeOf<SessionEvent | ProblemsEvent>();
    expectTypeOf<SessionEvent>().toEqualTypeOf<
      PhaseEvent | ProgressEvent | InputRequiredEvent | WarningEvent | DoneEvent | FailedEvent
    >();
    expectTypeOf<ProblemsEvent>().toEqualTypeOf<SnapshotEvent | DeltaEvent>();
  });

  test("the interfaces have the fields of the protocol and no others", () => {
    expectTypeOf<keyof PhaseEvent>().toEqualTypeOf<"kind" | "phase" | "at">();
    expectTypeOf<keyof DeltaEvent>().toEqualTypeOf<"kind" | "added" | "removed" | "changed" | "audit_at">();
    expectTypeOf<ProgressEvent["current"]>().toEqualTypeOf<number>();
    expectTypeOf<DoneEvent["result"]>().toEqualTypeOf<{ readonly [key: string]: unknown }>();
    expectTypeOf<SnapshotEvent["findings"][number]["rule"]>().toEqualTypeOf<unknown>();
  });
});

describe("the fields", () => {
  test("are readonly, lists and free-form objects included", () => {
    // @ts-expect-error readonly
    phase.at = "t";
    // @ts-expect-error readonly
    phase.kind = "phase";
    // @ts-expect-error readonly
    delta.added = [];
    // @ts-expect-error a readonly list
    delta.added.push({});
    // @ts-expect-error an element of a readonly list
    delta.added[0] = {};
    const [first] = delta.added;
    // @ts-expect-error a property of a readonly object
    if (first) first.rule = "r";
  });

  test("may be given lists and objects that are mutable, or readonly", () => {
    const mutable: { id: string }[] = [{ id: "a" }];
    const fixed = [{ id: "a" }] as const;
    expectTypeOf(snapshotEvent({ findings: mutable, audit_at: "t" })).toEqualTypeOf<SnapshotEvent>();
    expectTypeOf(snapshotEvent({ findings: fixed, audit_at: "t" })).toEqualTypeOf<SnapshotEvent>();
  });
});

describe("an open enum", () => {
  test("takes its known values and any other string", () => {
    const known: Phase = "writing_cache";
    const other: Phase = "verifying_checksums";
    const dynamic: Phase = String(anything);
    expectTypeOf<Phase>().toExtend<string>();
    expectTypeOf([known, other, dynamic]).toExtend<string[]>();
    // @ts-expect-error not a string
    const wrong: Phase = 1;
    return wrong;
  });

  test("keeps its known values as literals, so that editors offer them", () => {
    type Known<T> = T extends string ? (string extends T ? never : T) : never;
    expectTypeOf<Known<Phase>>().toEqualTypeOf<
      | "validating_inputs"
      | "rendering_template"
      | "running_plugins"
      | "writing_cache"
      | "validating_post_creation"
      | "queueing_nas_sync"
      | "done"
    >();
    expectTypeOf<Phase>().not.toEqualTypeOf<string>();
  });

  test("is compared with its known values", () => {
    expectTypeOf(phase.phase === "done").toEqualTypeOf<boolean>();
    expectTypeOf<PhaseEvent["phase"]>().toEqualTypeOf<Phase>();
  });
});

describe("a constructor", () => {
  test("gives the frame of its kind", () => {
    expectTypeOf(phaseEvent({ phase: "done", at: "t" })).toEqualTypeOf<PhaseEvent>();
    expectTypeOf(progressEvent({ phase: "p", current: 1, total: 2 })).toEqualTypeOf<ProgressEvent>();
    expectTypeOf(doneEvent({ result: {} })).toEqualTypeOf<DoneEvent>();
  });

  test("takes all fields but the tag, by name and type", () => {
    // @ts-expect-error `at` is missing
    phaseEvent({ phase: "done" });
    // @ts-expect-error there is no field `extra`
    phaseEvent({ phase: "done", at: "t", extra: 1 });
    // @ts-expect-error misspelt
    phaseEvent({ phase: "done", art: "t" });
    // @ts-expect-error the wrong type
    progressEvent({ phase: "p", current: "1", total: 2 });
    // @ts-expect-error undefined is no value
    warningEvent({ phase: "p", message: undefined });
    // @ts-expect-error not an object
    doneEvent({ result: "text" });
    // @ts-expect-error a list of strings
    deltaEvent({ added: ["a"], removed: [], changed: [], audit_at: "t" });
    // @ts-expect-error no fields at all
    doneEvent();
    // @ts-expect-error the tag is filled in
    doneEvent({ kind: "done", result: {} });
  });
});

describe("encodeFrame", () => {
  test("takes frames alone", () => {
    expectTypeOf(encodeFrame({ kind: "done", result: {} })).toEqualTypeOf<string>();
    // @ts-expect-error a field is missing
    encodeFrame({ kind: "phase", phase: "p" });
    // @ts-expect-error a field too many
    encodeFrame({ kind: "done", result: {}, at: "t" });
    // @ts-expect-error no such kind
    encodeFrame({ kind: "later" });
    // @ts-expect-error not known to be a frame
    encodeFrame(anything);
  });
});
