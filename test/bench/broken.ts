import type { Kind, Plain } from "./frames.js";

/** What can be wrong with a frame. */
export type Broken = "missing" | "null" | "type" | "list for object" | "fraction" | "kind" | "no object";

const wrong = (value: unknown): unknown => (typeof value === "string" ? 17 : "17");

/** Values that are not the frame that they come from, by one thing each. */
export function brokenOnes(frame: Plain): readonly (readonly [Broken, unknown])[] {
  const each = (change: (name: string, value: unknown) => readonly [Broken, unknown] | undefined) =>
    Object.entries(frame)
      .filter(([name]) => name !== "kind")
      .flatMap(([name, value]) => [change(name, value)].filter((one) => one !== undefined));
  return [
    ...each((name) => ["missing", without(frame, name)]),
    ...each((name) => ["null", { ...frame, [name]: null }]),
    ...each((name, value) => ["type", { ...frame, [name]: wrong(value) }]),
    ...each((name, value) => (isObject(value) ? ["list for object", { ...frame, [name]: [] }] : undefined)),
    ...each((name, value) =>
      Array.isArray(value) ? ["list for object", { ...frame, [name]: [[]] }] : undefined,
    ),
    ...each((name, value) =>
      typeof value === "number" ? ["fraction", { ...frame, [name]: 1.5 }] : undefined,
    ),
    ["kind", { ...frame, kind: "Phase" }],
    ["no object", [frame]],
    ["no object", null],
  ];
}

/** A frame of the kind with two things wrong, where it has two fields: one is missing, one is of another type. */
export function brokenTwice(frame: Plain): Plain {
  const [first = "", second] = Object.keys(frame).filter((name) => name !== "kind");
  const changed = { ...frame, [first]: wrong(frame[first]) };
  return second === undefined ? changed : without(changed, second);
}

/** How many things are wrong with {@link brokenTwice} of a kind. */
export function faultsOf(kind: Kind): number {
  return kind === "done" ? 1 : 2;
}

function without(frame: Plain, name: string): Plain {
  const { [name]: _, ...rest } = frame;
  return rest;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
