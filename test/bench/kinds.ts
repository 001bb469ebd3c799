/** A schema of any number of kinds: what the generator is measured with, beside generators that know no manifest. */
export interface KindsSchema {
  readonly $schema: string;
  readonly title: string;
  readonly oneOf: readonly { readonly $ref: string }[];
  readonly $defs: Readonly<Record<string, object>>;
}

/** How a field of a kind is typed; every kind has five of them, the n-th beginning with the n-th of these. */
const fieldTypes: readonly object[] = [
  { type: "string", description: "What it is about." },
  { type: "integer", minimum: 0 },
  { $ref: "#/$defs/Phase" },
  { type: "array", items: { $ref: "#/$defs/Point" } },
  { type: ["string", "null"] },
  { type: "boolean" },
  { $ref: "#/$defs/Point" },
  { type: "number" },
  { type: "object", properties: { id: { type: "string" }, size: { type: "integer" } }, required: ["id"] },
  { type: "array", items: { type: "string" } },
  { type: "string", maxLength: 200 },
  { enum: ["low", "middle", "high"] },
];

const fieldNames = ["subject", "amount", "state", "parts", "note"];

/** The kind of that number: `event_42`. */
export function kindName(index: number): string {
  return `event_${index}`;
}

/**
 * A schema with `count` kinds of five fields each, of mixed types, and two definitions that they share.
 *
 * It is plain JSON Schema, so that every generator can read it; the tag is `kind`.
 */
export function kindsSchema(count: number): KindsSchema {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "AnyEvent",
    oneOf: indexes.map((index) => ({ $ref: `#/$defs/Event${index}` })),
    $defs: {
      ...Object.fromEntries(indexes.map((index) => [`Event${index}`, frameOf(index)])),
      Phase: { anyOf: [{ enum: ["waiting", "running", "done"] }, { type: "string" }] },
      Point: {
        type: "object",
        properties: { x: { type: "number" }, y: { type: "number" }, label: { type: "string" } },
        required: ["x", "y"],
      },
    },
  };
}

function frameOf(index: number): object {
  const fields = fieldNames.map((name, place) => [name, fieldTypes[(index + place) % fieldTypes.length]]);
  return {
    type: "object",
    description: `What happens as number ${index}.`,
    properties: { kind: { const: kindName(index) }, ...Object.fromEntries(fields) },
    // The last field of every third kind may be left out.
    required: ["kind", ...fieldNames.slice(0, index % 3 === 0 ? -1 : undefined)],
  };
}

/** A valid frame of the kind of that number. */
export function kindFrame(index: number): Readonly<Record<string, unknown>> {
  const fields = fieldNames.map((name, place) => [name, values[(index + place) % values.length]]);
  return { kind: kindName(index), ...Object.fromEntries(fields) };
}

/** A valid value of each of the types of fields. */
const values: readonly unknown[] = [
  "run 7",
  12,
  "running",
  [{ x: 1, y: 2.5 }],
  null,
  true,
  { x: 0, y: -1, label: "origin" },
  0.25,
  { id: "a1", size: 3 },
  ["a", "b"],
  "short",
  "middle",
];
