import fc, { type Arbitrary } from "fast-check";
import type { Json } from "../../generator/model/types.js";

/** A JSON Schema. */
export type Schema = boolean | SchemaObject;

/** A JSON Schema with keywords. */
export type SchemaObject = { readonly [keyword: string]: Json };

/** Patterns, each with strings of which at least one matches. */
export const patterns: Readonly<Record<string, readonly string[]>> = {
  "^a+$": ["a", "aaa"],
  "^[0-9]{2}$": ["42", "07"],
  "\\p{L}": ["é", "9z"],
  "b|^$": ["", "abc"],
  "^x/y\\.": ["x/y.", "x/y.z"],
};

/** Names that schemas declare, and names that they never do. */
export const declaredNames = ["a", "b", "c", "d-e", "hasOwnProperty", "constructor"] as const;
export const strayNames = ["stray", "isPrototypeOf", "ф"] as const;

const scalars = fc.constantFrom<Json>("x", "y", "", "😀", 0, 1, -3, 2.5, true, false, null);
const constants: Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: scalars },
  { weight: 1, arbitrary: fc.constantFrom<Json>([], [1, "x"], {}, { a: 1 }, { a: { b: null }, c: [] }) },
);
const names = fc.constantFrom(...declaredNames);

const textBounds = optionally({
  minLength: fc.integer({ min: 0, max: 3 }),
  maxLength: fc.integer({ min: 1, max: 4 }),
  pattern: fc.constantFrom(...Object.keys(patterns)),
});
const bound = fc.constantFrom(-2, -0.5, 0, 1, 2.5, 7);
const numberBounds = optionally({
  minimum: bound,
  exclusiveMinimum: bound,
  maximum: bound,
  exclusiveMaximum: bound,
});
const itemBounds = optionally({
  minItems: fc.integer({ min: 0, max: 2 }),
  maxItems: fc.integer({ min: 0, max: 4 }),
});
const typeNames = ["string", "number", "integer", "boolean", "null", "array", "object"];

const leaves: Arbitrary<Schema> = fc.oneof(
  merged(fc.constant({ type: "string" }), textBounds),
  merged(
    fc.constantFrom("number", "integer").map((type) => ({ type })),
    numberBounds,
  ),
  fc.constantFrom("boolean", "null", "object", "array").map((type) => ({ type })),
  merged(
    fc.subarray(typeNames, { minLength: 1 }).map((type) => ({ type })),
    textBounds,
    numberBounds,
  ),
  constants.map((value) => ({ const: value })),
  merged(
    fc
      .uniqueArray(constants, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) })
      .map((values) => ({ enum: values })),
    optionally({ type: fc.constantFrom(...typeNames) }),
  ),
  fc.constant({ anyOf: [{ enum: ["x", "y"] }, { type: "string" }] }),
  fc.boolean(),
  merged(textBounds, numberBounds, itemBounds),
);

/** How many definitions a schema has. */
const DEFINITIONS = 3;
const definitionNames = Array.from({ length: DEFINITIONS }, (_, index) => `D${index}`);

/**
 * What definitions may refer to, and whether schemas are merged with each other.
 *
 * - `merged`: definitions refer to later ones only; `allOf` and keywords side by side anywhere.
 * - `recursive`: definitions refer to each other and to themselves, but nothing is merged.
 * - `both`: recursive definitions, merged with each other.
 */
export type Style = "merged" | "recursive" | "both";

/**
 * Schemas of `depth` levels at most.
 *
 * @param first - the first definition that may be referred to at once, without an object or array between.
 */
const schemas = memoized((style: Style, depth: number, first: number): Arbitrary<Schema> => {
  const references = definitionNames.slice(first).map((name) => fc.constant({ $ref: `#/$defs/${name}` }));
  if (depth === 0) return fc.oneof(leaves, ...references);
  const inner = schemas(style, depth - 1, style === "merged" ? first : 0);
  const beside = schemas(style, depth - 1, first);
  const several = fc.array(beside, { minLength: 1, maxLength: 3 });
  const objects = objectsOf(inner);
  const arrays = merged(
    optionally({ type: fc.constant("array") }),
    optionally({ items: inner, prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }) }),
    itemBounds,
  );
  const plain = [
    { weight: 4, arbitrary: leaves },
    { weight: 4, arbitrary: objects },
    { weight: 2, arbitrary: arrays },
    { weight: 1, arbitrary: several.map((anyOf) => ({ anyOf })) },
    { weight: 1, arbitrary: several.map((oneOf) => ({ oneOf })) },
    { weight: 1, arbitrary: beside.map((schema) => ({ oneOf: [schema, { type: "null" }] })) },
    { weight: 1, arbitrary: taggedUnions("t", inner, "oneOf") },
    ...references.map((arbitrary) => ({ weight: 1, arbitrary })),
  ];
  if (style === "recursive") return fc.oneof(...plain);
  const wholes = [
    several.map((allOf) => ({ allOf })),
    merged(
      objects,
      several.map((anyOf) => ({ anyOf })),
    ),
    merged(
      objects,
      several.map((oneOf) => ({ oneOf })),
    ),
    merged(
      objects,
      several.map((allOf) => ({ allOf })),
    ),
    sealed(fc.array(objects, { minLength: 1, maxLength: 3 })),
    ...references.map((reference) => merged(reference, leaves)),
  ];
  return fc.oneof(...plain, ...wholes.map((arbitrary) => ({ weight: 1, arbitrary })));
});

/** Objects of which several together are the whole: only the whole says that there is nothing else. */
function sealed(parts: Arbitrary<SchemaObject[]>): Arbitrary<SchemaObject> {
  return parts.map((allOf) => ({ allOf, unevaluatedProperties: false }));
}

function objectsOf(inner: Arbitrary<Schema>): Arbitrary<SchemaObject> {
  return merged(
    optionally({ type: fc.constant("object") }),
    fc.dictionary(names, inner, { maxKeys: 3, noNullPrototype: true }).map((properties) => ({ properties })),
    optionally({
      required: fc.subarray([...declaredNames], { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), inner),
    }),
  );
}

function taggedUnions(tag: string, inner: Arbitrary<Schema>, keyword: string): Arbitrary<SchemaObject> {
  return fc
    .uniqueArray(fc.constantFrom<string | number>("one", "two", 3), { minLength: 2, maxLength: 3 })
    .chain((kinds) => fc.tuple(...kinds.map((kind) => frames(tag, kind, objectsOf(inner)))))
    .map((members) => ({ [keyword]: members }));
}

/** An object schema of one kind: the object that it is but for its tag, and the tag. */
function frames(
  tag: string,
  kind: string | number,
  objects: Arbitrary<SchemaObject>,
): Arbitrary<SchemaObject> {
  return fc.tuple(objects, fc.boolean(), fc.boolean()).map(([object, isEnum, isLast]) => {
    const own = { [tag]: isEnum ? { enum: [kind] } : { const: kind } };
    const others = object.properties as SchemaObject;
    const required = (object.required ?? []) as readonly string[];
    const isPossible = (name: string) => object.additionalProperties !== false || Object.hasOwn(others, name);
    return {
      ...object,
      properties: isLast ? { ...others, ...own } : { ...own, ...others },
      required: [tag, ...required.filter(isPossible)],
    };
  });
}

const kinds = ["alpha", "beta", "gamma-ray", "toString", 0, 1, -7] as const;

/** What the frames of a protocol may be made of. */
interface Flavour {
  readonly tag: string;
  readonly kinds: readonly (string | number)[];
  readonly keyword: string;
}

const flavours: Arbitrary<Flavour> = fc.record({
  tag: fc.constantFrom("kind", "type", "message-type"),
  kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }),
  keyword: fc.constantFrom("oneOf", "anyOf"),
});

/** A schema of frames, and the name of their tag. */
export interface ProtocolSchema {
  readonly tag: string;
  readonly schema: SchemaObject;
}

/** Bare unions of one to four kinds, written in the several ways in which one may write them. */
export function protocols(style: Style): Arbitrary<ProtocolSchema> {
  return flavours.chain(({ tag, kinds, keyword }) => {
    const objects = objectsOf(schemas(style, 2, 0));
    const ways = style === "recursive" ? ["inline", "named"] : ["inline", "named", "merged", "sealed"];
    const frame = (kind: string | number, index: number) =>
      fc
        .tuple(frames(tag, kind, objects), objects, fc.constantFrom(...ways))
        .map(([own, shared, way]): { member: SchemaObject; definitions: SchemaObject } => {
          const name = `Frame${index}`;
          const member = { $ref: `#/$defs/${name}` };
          if (way === "inline") return { member: { ...own, title: name }, definitions: {} };
          if (way === "named") return { member, definitions: { [name]: own } };
          const part = `Part${index}`;
          const allOf = [open(own), { $ref: `#/$defs/${part}` }];
          const whole = way === "sealed" ? { allOf, unevaluatedProperties: false } : { allOf };
          return { member, definitions: { [name]: whole, [part]: open(shared) } };
        });
    const definitions = fc.tuple(...definitionNames.map((_, index) => schemas(style, 2, index + 1)));
    return fc
      .tuple(definitions, fc.tuple(...kinds.map(frame)), fc.boolean())
      .map(([shared, made, isNested]) => {
        const members = made.map(({ member }) => member);
        const nested = isNested && members.length > 2;
        const schema = {
          [keyword]: nested ? [{ anyOf: members.slice(0, 2) }, ...members.slice(2)] : members,
          $defs: Object.assign(
            Object.fromEntries(definitionNames.map((name, index) => [name, shared[index] as Schema])),
            ...made.map((one) => one.definitions),
          ) as SchemaObject,
        };
        return { tag, schema };
      });
  });
}

/** The object without what would leave nothing of a frame that it is a part of. */
function open({ required = [], additionalProperties, ...rest }: SchemaObject): SchemaObject {
  const declared = Object.keys(rest.properties as SchemaObject);
  const isTrue = additionalProperties === true;
  return {
    ...rest,
    required: (required as readonly string[]).filter((name) => declared.includes(name)),
    ...(isTrue ? { additionalProperties } : {}),
  };
}

/** The schema with all properties that it does not declare made part of the value, where it is silent on them. */
export function lossless(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(lossless);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, Json] => [
    key,
    key === "const" || key === "enum" ? value : lossless(value),
  ]);
  const isSilent = Object.hasOwn(schema, "properties") && !Object.hasOwn(schema, "additionalProperties");
  return Object.fromEntries(isSilent ? [...entries, ["additionalProperties", true]] : entries);
}

/** A schema with each of these keywords there or not. */
function optionally(keywords: Readonly<Record<string, Arbitrary<Json>>>): Arbitrary<SchemaObject> {
  return fc.record(keywords, { requiredKeys: [], noNullPrototype: true }) as Arbitrary<SchemaObject>;
}

/** The keywords of several schemas in one. */
function merged(...parts: readonly Arbitrary<Schema>[]): Arbitrary<SchemaObject> {
  return fc
    .tuple(...parts)
    .map((made) => Object.assign({}, ...made.filter((one) => typeof one === "object")) as SchemaObject);
}

function memoized<T, Args extends readonly unknown[]>(make: (...args: Args) => T): (...args: Args) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = args.join(" ");
    const made = known.get(key) ?? make(...args);
    known.set(key, made);
    return made;
  };
}
