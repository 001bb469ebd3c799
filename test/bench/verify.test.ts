import { describe, expect, it } from "vitest";
import type { Contestant, Tasks } from "./contestants/contestant.js";
import { contestant as hand } from "./contestants/hand.js";
import { kinds } from "./frames.js";
import { verify } from "./verify.js";

/** A contestant that does one thing in another way than `hand`. */
function other(tasks: Tasks, differences: Contestant["differences"] = []): Contestant {
  return { differences, tasks: (kind) => ({ ...hand.tasks(kind), ...tasks }) };
}

describe("what is held of contestants before they are timed", () => {
  it.each(kinds)("lets those pass that agree about %s", (kind) => {
    expect([...verify(hand, kind)]).toEqual([]);
  });

  it("is that they decode the same values", () => {
    const contestant = other({ decode: (text) => ({ ...JSON.parse(text), more: true }) });
    expect(() => verify(contestant, "phase")).toThrow("It is not known to see phase otherwise: canonical");
  });

  it("is that they decode nothing else", () => {
    const decode = (text: string): unknown => JSON.parse(text);
    expect(() => verify(other({ decode }), "phase")).toThrow("missing");
  });

  it("is that their guards refuse what is broken", () => {
    expect(() => verify(other({ guard: () => true }), "done")).toThrow("missing");
    expect(() => verify(other({ guard: () => false }), "done")).toThrow("Its guard refuses");
  });

  it("is that they write the same texts", () => {
    const spaced = (frame: unknown) => JSON.stringify(frame, null, 1);
    expect(() => verify(other({ encode: spaced }), "phase")).toThrow();
  });

  it("is that they find all faults", () => {
    expect(() => verify(other({ reject: () => ["one"] }), "phase")).toThrow("It finds 1 faults of 2");
  });

  it("tells which of the known differences there are", () => {
    const guard = (value: unknown) => hand.tasks("progress").guard?.(value) || isFractional(value);
    expect([...verify(other({ guard }, ["fraction", "null"]), "progress")]).toEqual(["fraction"]);
  });
});

function isFractional(value: unknown): boolean {
  const { current, total } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return current === 1.5 || total === 1.5;
}
