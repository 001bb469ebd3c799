import { below, type Location, type Schemas } from "../load/schemas.js";
import { anything, integer, literals, nothing, number, union } from "./basic.js";
import { isWhole } from "./constrain.js";
import { sourceOf } from "./source.js";
import type {
  Annotations,
  ArrayType,
  Dependency,
  Json,
  JsonObject,
  ObjectType,
  Others,
  PatternProperties,
  Property,
  Type,
} from "./types.js";

/** What the reading of one schema takes from what is around it. */
export interface Surroundings {
  readonly schemas: Schemas;
  /** The type of a schema inside. */
  readonly part: (location: Location) => Type;
  /** The type of the values that are of both types. */
  readonly merge: (a: Type, b: Type) => Type;
  readonly annotations: (location: Location) => Annotations;
  /** The format at a location, where it is asserted; one that can't be is reported. */
  readonly assertedFormat: (location: Location) => string | undefined;
  /** Whether a pattern can be used; where not it is reported. */
  readonly isPattern: (
    pattern: string,
    maxLength: number | undefined,
    location: Location,
    ...keyword: readonly string[]
  ) => boolean;
}

const ofNumbers = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];
const ofStrings = ["minLength", "maxLength", "pattern"];
const ofArrays = [
  "prefixItems",
  "items",
  "additionalItems",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
];
const ofObjects = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "dependencies",
];

/** The type that the keywords give which speak of one JSON type, and `type`, `enum` and `const` (Validation §6). */
export function assertions(schema: JsonObject, location: Location, around: Surroundings): Type {
  const isFree = schema.type === undefined;
  const types = new Set(isFree ? [] : Array.isArray(schema.type) ? schema.type : [schema.type]);
  const has = (names: readonly string[]) => names.some((name) => schema[name] !== undefined);
  const format = around.assertedFormat(location);
  let type: Type = anything;
  if (
    !isFree ||
    format !== undefined ||
    has(ofNumbers) ||
    has(ofStrings) ||
    has(ofArrays) ||
    has(ofObjects)
  ) {
    const members: Type[] = [];
    if (isFree || types.has("string")) members.push(string(schema, location, format, around));
    if (isFree || types.has("number")) members.push(number(schema, false));
    else if (types.has("integer")) members.push(integer(schema));
    if (isFree || types.has("boolean")) members.push({ kind: "boolean" });
    if (isFree || types.has("array")) members.push(array(schema, location, around));
    if (isFree || types.has("object")) members.push(object(schema, location, around));
    if (isFree || types.has("null")) members.push({ kind: "null" });
    type = union(members);
  }
  if (schema.enum !== undefined) type = around.merge(type, literals(schema.enum as readonly Json[]));
  if (schema.const !== undefined) type = around.merge(type, literals([schema.const]));
  return type;
}

function string(
  schema: JsonObject,
  location: Location,
  format: string | undefined,
  { isPattern }: Surroundings,
): Type {
  const { minLength, maxLength, pattern } = schema as Partial<Record<"minLength" | "maxLength", number>> & {
    pattern?: string;
  };
  return {
    kind: "string",
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    patterns: pattern === undefined || !isPattern(pattern, maxLength, location, "pattern") ? [] : [pattern],
    ...(format === undefined ? {} : { formats: [format] }),
  };
}

function array(schema: JsonObject, location: Location, { schemas, part }: Surroundings): ArrayType {
  const isTuple = schemas.dialect(location) === "draft-07" && Array.isArray(schema.items);
  const [prefixKeyword, itemsKeyword] = isTuple ? ["items", "additionalItems"] : ["prefixItems", "items"];
  const prefix = (schema[prefixKeyword] ?? []) as readonly Json[];
  const { maxItems } = schema as { maxItems?: number };
  const isSilent = schema[itemsKeyword] === undefined;
  return {
    kind: "array",
    prefix: prefix.map((_, index) => part(below(location, prefixKeyword, index))),
    items: isSilent ? anything : part(below(location, itemsKeyword)),
    minItems: (schema.minItems as number | undefined) ?? 0,
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(schema.uniqueItems === true ? { isUnique: true } : {}),
    isSilent,
  };
}

function object(schema: JsonObject, location: Location, around: Surroundings): ObjectType {
  const { minProperties, maxProperties } = schema as { minProperties?: number; maxProperties?: number };
  // An object that declares nothing is free-form: leaving out what is not declared would leave out everything.
  const isSilent =
    schema.properties === undefined &&
    schema.patternProperties === undefined &&
    schema.additionalProperties === undefined;
  const patterns = patternProperties(schema, location, around);
  const others = isSilent ? anything : othersIn(schema, location, "additionalProperties", around);
  const dependencies = dependenciesOf(schema);
  const mentioned = dependencies.flatMap(({ name, requires }) => [name, ...requires]);
  return {
    kind: "object",
    properties: [
      ...declared(schema, location, patterns, around),
      ...undeclared(schema, mentioned, location, { patterns, others }, around),
    ],
    ...(patterns.length > 0 ? { patterns } : {}),
    others,
    ...namesOf(schema, location, around),
    ...(minProperties === undefined ? {} : { minProperties }),
    ...(maxProperties === undefined ? {} : { maxProperties }),
    ...(dependencies.length > 0 ? { dependencies } : {}),
    isSilent,
  };
}

/** What `propertyNames` asks of names, which are strings anyway. */
function namesOf({ propertyNames }: JsonObject, location: Location, around: Surroundings): { names?: Type } {
  if (propertyNames === undefined) return {};
  const names = around.merge({ kind: "string", patterns: [] }, around.part(below(location, "propertyNames")));
  return isWhole(names) ? {} : { names };
}

/** The properties that `properties` names, each under the patterns that its name matches as well (Core §10.3.2). */
function declared(
  schema: JsonObject,
  location: Location,
  patterns: readonly PatternProperties[],
  { part, merge, annotations }: Surroundings,
): Property[] {
  const required = new Set((schema.required ?? []) as readonly string[]);
  return Object.keys((schema.properties ?? {}) as JsonObject).map((name) => {
    const at = below(location, "properties", name);
    const type = matching(patterns, name).reduce((all, one) => merge(all, one), part(at));
    return {
      name,
      isRequired: required.has(name),
      type,
      annotations: annotations(at),
      source: sourceOf(at),
    };
  });
}

/** The properties that are only required, or mentioned as depending on each other. */
function undeclared(
  schema: JsonObject,
  mentioned: readonly string[],
  location: Location,
  { patterns, others }: { readonly patterns: readonly PatternProperties[]; readonly others: Others },
  { merge }: Surroundings,
): Property[] {
  const required = new Set((schema.required ?? []) as readonly string[]);
  const isDeclared = (name: string) => Object.hasOwn((schema.properties ?? {}) as JsonObject, name);
  const names = [...new Set([...required, ...mentioned])].filter((name) => !isDeclared(name));
  const ofOthers = others === "forbidden" ? nothing : typeof others === "string" ? anything : others;
  return names.map((name) => {
    const [first, ...more] = matching(patterns, name);
    const type = first === undefined ? ofOthers : more.reduce((all, one) => merge(all, one), first);
    return {
      name,
      isRequired: required.has(name),
      type,
      annotations: {},
      source: sourceOf(location),
      ...(first === undefined ? { isUndeclared: true } : {}),
    };
  });
}

function matching(patterns: readonly PatternProperties[], name: string): Type[] {
  return patterns.filter(({ pattern }) => new RegExp(pattern, "u").test(name)).map(({ type }) => type);
}

function patternProperties(
  { patternProperties: schemas = {} }: JsonObject,
  location: Location,
  { part, isPattern }: Surroundings,
): PatternProperties[] {
  return Object.keys(schemas as JsonObject)
    .filter((pattern) => isPattern(pattern, undefined, location, "patternProperties", pattern))
    .map((pattern) => ({ pattern, type: part(below(location, "patternProperties", pattern)) }));
}

/** What a keyword says of the properties that are not declared. */
export function othersIn(
  schema: JsonObject,
  location: Location,
  keyword: "additionalProperties" | "unevaluatedProperties",
  { part }: Surroundings,
): Others {
  if (schema[keyword] === undefined) return "ignored";
  const type = part(below(location, keyword));
  return type.kind === "never" ? "forbidden" : type;
}

/** `dependentRequired` (Validation §6.5.4), and what draft-07 says of it in `dependencies`. */
function dependenciesOf(schema: JsonObject): Dependency[] {
  return [schema.dependentRequired, schema.dependencies].flatMap((keyword = {}) =>
    Object.entries(keyword as JsonObject).flatMap(([name, requires]) =>
      Array.isArray(requires) && requires.length > 0 ? [{ name, requires: requires as string[] }] : [],
    ),
  );
}
