import type { Random } from "../differential/random.js";
import { frame, union } from "../generated/protocols.js";

type Schema = Readonly<Record<string, unknown>>;

/** Names of properties, among them those that objects inherit and those that look like parts of JSON text. */
const allNames = [
  ...[
    "a",
    "b",
    "id",
    "name",
    "value",
    "a-b",
    "1",
    "0",
    "é",
    "😀",
    "",
    " ",
    "__proto__",
    "constructor",
    "toString",
  ],
  ...[
    "hasOwnProperty",
    'q"q',
    "b\\s",
    "a,b",
    "a:b",
    "a, b: c",
    "{",
    "}",
    "[]",
    "$&",
    `\${x}`,
    "`",
    "\u2028",
    "\n",
    "get",
  ],
];

const tags = ["kind", "type", "t", "@type", "a, b: c", 'q"t', "constructor", "__proto__", "", "é", "1"];

/** Kinds of one protocol: with beginnings in common, with escapes, inherited names, integers; a few and many. */
const kinds: readonly (readonly (string | number)[])[] = [
  ["a", "ab", "abc", "b", "ba"],
  ["phase", "phase_a", "phase_b", "phrase", "pha"],
  ["constructor", "__proto__", "toString", "hasOwnProperty"],
  ['q"', "b\\", "n\n", "\u2028", "é", "😀", ""],
  ["a,b", "a, b", "a:b", "a: b", '","x":"'],
  [0, 1, 10, 100, -1, -10, 2],
  [1, 12, 123, 1234],
  Array.from({ length: 40 }, (_, index) => `kind_${index}`),
  Array.from({ length: 40 }, (_, index) => index),
];

const constants = [
  "x",
  "",
  'q"',
  "b\\s",
  "line\n",
  "\u2028",
  "é",
  "😀",
  "a,b: c",
  0,
  1,
  -1,
  1.5,
  1e21,
  1e-7,
  true,
  false,
  null,
];

const leaves: readonly Schema[] = [
  ...["string", "string", "integer", "number", "boolean", "null"].map((type) => ({ type })),
  { type: "integer", format: "int64" },
  { type: "integer", format: "uint64" },
  { type: "string", minLength: 1, maxLength: 8 },
  { type: "string", pattern: "^[a-z0-9 ]*$" },
  { type: "integer", minimum: 0, maximum: 255 },
  { type: "number", exclusiveMinimum: -1, multipleOf: 0.5 },
  { type: "number", maximum: 2, multipleOf: 0.1 },
  { anyOf: [{ enum: ["x", "y"] }, { type: "string" }] },
  { enum: Array.from({ length: 40 }, (_, index) => `member ${index}`) },
];

/**
 * The schema of a random protocol, most of whose kinds have a fixed layout, and its tag.
 *
 * @param isName - which names properties may have.
 */
export function randomProtocol(
  random: Random,
  isName: (name: string) => boolean = () => true,
): { readonly schema: object; readonly tag: string } {
  const names = allNames.filter(isName);
  const tag = random.pick(tags.filter(isName));
  const own = random.pick(kinds);
  const some =
    own.length > 10 && random.chance(0.7) ? own : random.shuffled(own).slice(0, 1 + random.below(6));
  const frames = some.map((kind, index) => [`Kind${index}`, randomFrame(kind, tag, names, random)] as const);
  const parts = ["PartA", "PartB"].map(
    (name, index) => [name, objectSchema(random, index + 1, names)] as const,
  );
  const others = [...parts, ...heldIn(tag, names, random), ["Tree", treeSchema(random)] as const];
  return { schema: union(Object.fromEntries(frames), Object.fromEntries(others)), tag };
}

/** A frame and a union of frames that stand in fields of others. */
function heldIn(
  tag: string,
  names: readonly string[],
  random: Random,
): (readonly [name: string, schema: object])[] {
  const held = ["held", "other"].map((kind) =>
    frame(kind, objectSchema(random, 1, names, tag).properties, { tag }),
  );
  return [
    ["Held", held[0] as object],
    ["Holder", { oneOf: [{ $ref: "#/$defs/Held" }, held[1]] }],
  ];
}

/** Values as deep as one likes. */
function treeSchema(random: Random): Schema {
  const tree = { $ref: "#/$defs/Tree" };
  const branch = random.pick<Schema>([
    { type: "object", additionalProperties: tree },
    { type: "object", properties: { a: tree, b: tree } },
    { type: "array", items: tree, uniqueItems: random.chance(0.5) },
  ]);
  return { anyOf: [branch, random.pick(leaves)] };
}

function randomFrame(kind: string | number, tag: string, names: readonly string[], random: Random): object {
  const { type, properties, required, ...keywords } = objectSchema(random, 3, names, tag);
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const others = random.chance(0.1) ? { additionalProperties: random.chance(0.5) } : {};
  return frame(kind, properties, { tag, optional, ...keywords, ...others });
}

interface ObjectSchema extends Schema {
  readonly properties: Schema;
  readonly required: readonly string[];
}

/** An object of a few properties, the first of them required more often than not. */
function objectSchema(random: Random, depth: number, names: readonly string[], tag?: string): ObjectSchema {
  const own = random.shuffled(names.filter((name) => name !== tag)).slice(0, random.below(5));
  const properties = Object.fromEntries(own.map((name) => [name, anySchema(random, depth, names)]));
  const required = own.filter((_, index) => random.chance(index === 0 ? 0.9 : 0.6));
  const [first, second] = own;
  const isDependent = first !== undefined && second !== undefined && random.chance(0.2);
  const others = isDependent ? { dependentRequired: { [first]: [second] } } : {};
  return { type: "object", properties, required, ...others };
}

function anySchema(random: Random, depth: number, names: readonly string[]): Schema {
  const inner = () => anySchema(random, depth - 1, names);
  if (depth === 0 || random.chance(0.45)) return random.pick(leaves);
  return random.pick<() => Schema>([
    () => ({ const: random.pick(constants) }),
    () => ({ enum: random.shuffled(constants).slice(0, 2 + random.below(5)) }),
    () => ({ type: ["string", "null"] }),
    () => ({ type: ["integer", "string", "boolean"] }),
    () => ({ anyOf: [inner(), { type: "null" }] }),
    () => ({ type: "array", items: inner() }),
    () => ({ type: "array", items: inner() }),
    () => ({ type: "array", items: { $ref: "#/$defs/PartA" } }),
    () => ({ type: "array", items: inner(), minItems: 1, maxItems: 3 }),
    () => ({ type: "array", items: { type: ["string", "boolean"] }, uniqueItems: true }),
    () => ({ type: "array", prefixItems: [inner(), inner()], items: false, minItems: 2 }),
    () => ({ type: "object", additionalProperties: inner() }),
    () => ({ type: "object", additionalProperties: inner(), maxProperties: 2 }),
    () => objectSchema(random, depth - 1, names),
    () => objectSchema(random, depth - 1, names),
    () => ({ ...objectSchema(random, depth - 1, names), additionalProperties: false }),
    () => ({ $ref: `#/$defs/${depth > 1 && random.chance(0.5) ? "PartB" : "PartA"}` }),
    () => ({}),
    () => ({ $ref: "#/$defs/Tree" }),
    () => (depth > 1 ? { $ref: `#/$defs/${random.pick(["Held", "Holder"])}` } : {}),
    () => ({ oneOf: [inner(), inner()] }),
    () => ({ ...random.pick(leaves), not: random.pick(leaves) }),
    () => ({ if: random.pick(leaves), else: inner() }),
    () => ({ type: "array", items: inner(), contains: random.pick(leaves) }),
  ])();
}
