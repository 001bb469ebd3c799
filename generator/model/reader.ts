import { isJsonObject } from "../load/keywords.js";
import { below, keyOf, type Location, type Schemas } from "../load/schemas.js";
import { anything, everything, integer, literals, nothing, number, union } from "./basic.js";
import { intersect, MergeError } from "./intersect.js";
import { tagOf } from "./simplify.js";
import type { Annotations, Json, JsonObject, ObjectType, Others, Property, Source, Type } from "./types.js";
import { objectsOf } from "./values.js";

/** How deep schemas may be nested in each other, references apart. */
const maxDepth = 200;

/** Thrown where the content of a definition is wanted while it is being read. */
class StillReading extends Error {
  readonly key: string;

  constructor(key: string) {
    super();
    this.key = key;
  }
}

/** Turns schemas into types. References in them are by location, as {@link keyOf} gives it. */
export class Reader {
  readonly #schemas: Schemas;
  readonly #locations = new Map<string, Location>();
  readonly #bodies = new Map<string, Type>();
  readonly #inProgress = new Set<string>();
  #depth = 0;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** Where the definition that a reference names stands. */
  location(key: string): Location {
    return this.#locations.get(key) as Location;
  }

  /** A reference to the schema at `location`. */
  reference(location: Location): Type {
    const key = keyOf(location);
    this.#locations.set(key, location);
    return { kind: "reference", name: key };
  }

  /** What a reference stands for; a definition that is made of nothing but itself is reported. */
  resolve = (key: string): Type => {
    const known = this.#bodies.get(key);
    if (known) return known;
    if (this.#inProgress.has(key)) throw new StillReading(key);
    this.#inProgress.add(key);
    const depth = this.#depth;
    this.#depth = 0; // what has a name begins anew
    try {
      const body = this.read(this.location(key));
      this.#bodies.set(key, body);
      return body;
    } catch (error) {
      if (!(error instanceof StillReading) || error.key !== key) throw error;
      const message = "This schema is made of nothing but itself: give it content.";
      this.#schemas.report("ref-cycle", message, this.location(key));
      return nothing;
    } finally {
      this.#depth = depth;
      this.#inProgress.delete(key);
    }
  };

  /** Gives the definition at `location` another type than its schema alone would. */
  define(location: Location, type: Type): Type {
    const reference = this.reference(location);
    this.#bodies.set(keyOf(location), type);
    return reference;
  }

  /** What the schema at `location` stands for, where it is nothing but a reference to it. */
  aliasOf(location: Location): Location | undefined {
    const schema = this.#schemas.at(location);
    if (!isJsonObject(schema)) return undefined;
    const constraints = Object.keys(schema).filter((name) => this.#schemas.constrains(name, location));
    const [only] = constraints;
    if (constraints.length !== 1) return undefined;
    if (only === "$ref") return this.#schemas.resolve(schema.$ref as string, location);
    const isWrapper = only === "allOf" && (schema.allOf as readonly Json[]).length === 1;
    return isWrapper ? below(location, "allOf", 0) : undefined;
  }

  /** The type of the schema at `location`; without what `left` says, where that keyword is dealt with elsewhere. */
  read(location: Location, left?: "anyOf" | "oneOf"): Type {
    if (this.#depth >= maxDepth) {
      this.#schemas.report(
        "schema-too-deep",
        `Schemas are nested more than ${maxDepth} deep here: give parts of them names.`,
        location,
      );
      return nothing;
    }
    this.#depth++;
    try {
      return this.#readNow(location, left);
    } finally {
      this.#depth--;
    }
  }

  #readNow(location: Location, left?: "anyOf" | "oneOf"): Type {
    const schema = this.#schemas.at(location);
    if (schema === true) return anything;
    if (schema === false) return nothing;
    let type = this.#readAssertions(schema, location);
    const restrict = (other: Type) => {
      type = this.merge(type, other, location);
    };
    const branches = (keyword: "allOf" | "anyOf" | "oneOf") =>
      ((schema[keyword] ?? []) as readonly Json[]).map((_, index) =>
        this.read(below(location, keyword, index)),
      );
    const target =
      schema.$ref === undefined ? undefined : this.#schemas.resolve(schema.$ref as string, location);
    if (target) restrict(this.reference(target));
    for (const branch of branches("allOf")) restrict(branch);
    for (const keyword of ["anyOf", "oneOf"] as const) {
      if (schema[keyword] === undefined || keyword === left) continue;
      restrict({ kind: "union", members: branches(keyword), isExclusive: keyword === "oneOf" });
    }
    return left === undefined ? this.limited(type, location) : type;
  }

  /** The type of the values that are of both types; where that has no end it is reported. */
  merge(a: Type, b: Type, location: Location): Type {
    try {
      return intersect(a, b, this.resolve);
    } catch (error) {
      if (!(error instanceof MergeError)) throw error;
      const message = `What is combined here ${error.message}.`;
      this.#schemas.report("keyword-unsupported", message, location);
      return nothing;
    }
  }

  /** The type with what the schema at `location` says of properties that nothing has evaluated. */
  limited(type: Type, location: Location): Type {
    const schema = this.#schemas.at(location);
    if (!isJsonObject(schema) || schema.unevaluatedProperties === undefined) return type;
    return this.#limitOthers(type, this.#others(location, "unevaluatedProperties"), location);
  }

  /**
   * The type of a schema inside another. One that adds to the definition it stands in can't be read before
   * that is: it becomes a definition of its own, and is read when it is needed.
   */
  #part(location: Location): Type {
    try {
      return this.read(location);
    } catch (error) {
      if (!(error instanceof StillReading)) throw error;
      return this.reference(location);
    }
  }

  /** What the schema at `location` says for readers. */
  annotations(location: Location): Annotations {
    const schema = this.#schemas.at(location);
    if (!isJsonObject(schema)) return {};
    const names = ["title", "description", "deprecated", "format", "default", "examples"] as const;
    return Object.fromEntries(
      names.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])),
    );
  }

  #readAssertions(schema: JsonObject, location: Location): Type {
    const types = new Set(schema.type === undefined ? [] : ([schema.type].flat() as string[]));
    const isFree = types.size === 0;
    const has = (...keywords: readonly string[]) => keywords.some((keyword) => schema[keyword] !== undefined);
    const isConstrained =
      !isFree ||
      has(
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
      ) ||
      has("prefixItems", "items", "additionalItems", "minItems", "maxItems") ||
      has("properties", "required", "additionalProperties");
    let type: Type = anything;
    if (isConstrained) {
      const members: Type[] = [];
      if (isFree || types.has("string")) members.push(this.#string(schema, location));
      if (isFree || types.has("number")) members.push(number(schema, false));
      else if (types.has("integer")) members.push(integer(schema));
      if (isFree || types.has("boolean")) members.push({ kind: "boolean" });
      if (isFree || types.has("array")) members.push(this.#array(schema, location));
      if (isFree || types.has("object")) members.push(this.#object(schema, location));
      if (isFree || types.has("null")) members.push({ kind: "null" });
      type = union(members);
    }
    if (schema.enum !== undefined)
      type = intersect(type, literals(schema.enum as readonly Json[]), this.resolve);
    if (schema.const !== undefined) type = intersect(type, literals([schema.const]), this.resolve);
    return type;
  }

  #string(schema: JsonObject, location: Location): Type {
    const { minLength, maxLength, pattern } = schema as Partial<Record<"minLength" | "maxLength", number>> & {
      pattern?: string;
    };
    return {
      kind: "string",
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
      patterns: pattern === undefined || !this.#isPattern(pattern, location) ? [] : [pattern],
    };
  }

  #isPattern(pattern: string, location: Location): boolean {
    try {
      new RegExp(pattern, "u");
      return true;
    } catch (error) {
      const reason = (error as Error).message.replace(/^.*: /, "");
      const message = `\`pattern\` is not a regular expression of ECMAScript with the \`u\` flag: ${reason}.`;
      this.#schemas.report("pattern-invalid", message, location, "pattern");
      return false;
    }
  }

  #array(schema: JsonObject, location: Location): Type {
    const isDraft7 = this.#schemas.dialect(location) === "draft-07";
    const isTuple = isDraft7 && Array.isArray(schema.items);
    const [prefixKeyword, itemsKeyword] = isTuple ? ["items", "additionalItems"] : ["prefixItems", "items"];
    const prefix = (schema[prefixKeyword] ?? []) as readonly Json[];
    const { maxItems } = schema as { maxItems?: number };
    return {
      kind: "array",
      prefix: prefix.map((_, index) => this.#part(below(location, prefixKeyword, index))),
      items: schema[itemsKeyword] === undefined ? anything : this.#part(below(location, itemsKeyword)),
      minItems: (schema.minItems as number | undefined) ?? 0,
      ...(maxItems === undefined ? {} : { maxItems }),
    };
  }

  #object(schema: JsonObject, location: Location): ObjectType {
    const required = new Set((schema.required ?? []) as readonly string[]);
    const declared = Object.keys((schema.properties ?? {}) as JsonObject);
    // An object that declares nothing is free-form: leaving out what is not declared would leave out everything.
    const isSilent = schema.properties === undefined && schema.additionalProperties === undefined;
    const others = isSilent ? anything : this.#others(location, "additionalProperties");
    const properties = declared.map((name): Property => {
      const at = below(location, "properties", name);
      const annotations = this.annotations(at);
      return {
        name,
        isRequired: required.has(name),
        type: this.#part(at),
        annotations,
        source: sourceOf(at),
      };
    });
    for (const name of required) {
      if (declared.includes(name)) continue;
      const type = others === "forbidden" ? nothing : typeof others === "string" ? anything : others;
      const source = sourceOf(location);
      properties.push({ name, isRequired: true, type, annotations: {}, source, isUndeclared: true });
    }
    return { kind: "object", properties, others, isSilent };
  }

  #others(location: Location, keyword: "additionalProperties" | "unevaluatedProperties"): Others {
    const schema = this.#schemas.at(location) as JsonObject;
    if (schema[keyword] === undefined) return "ignored";
    const type = this.#part(below(location, keyword));
    return type.kind === "never" ? "forbidden" : type;
  }

  /** Applies `unevaluatedProperties` to the objects among the values of `type` (Core §11.3). */
  #limitOthers(type: Type, others: Others, location: Location): Type {
    const limit = (inner: Type) => this.#limitOthers(inner, others, location);
    if (type.kind === "reference") return limit(this.resolve(type.name));
    if (type.kind === "union") {
      const isObject = (member: Type) => objectsOf(member, this.resolve).length > 0;
      if (type.members.filter(isObject).length > 1 && tagOf(type.members, this.resolve) === undefined) {
        this.#cantLimit("a value may fit several shapes here, and all of them count", location);
      }
      return { ...type, members: type.members.map(limit) };
    }
    if (type.kind === "unknown") return everything(others);
    if (type.kind === "literal" && typeof type.value === "object")
      this.#cantLimit("a constant declares nothing", location);
    if (type.kind !== "object" || (type.others !== "ignored" && !type.isSilent)) return type;
    const properties = type.properties.map((property): Property => {
      if (!property.isUndeclared || others === "ignored") return property;
      const inner = others === "forbidden" ? nothing : this.merge(property.type, others, location);
      return { ...property, type: inner };
    });
    if (properties.some(({ isRequired, type: inner }) => isRequired && inner.kind === "never"))
      return nothing;
    return { ...type, properties, others, isSilent: false };
  }

  #cantLimit(reason: string, location: Location): void {
    const message = `\`unevaluatedProperties\` is not enforced where ${reason}: use \`additionalProperties\` in each shape.`;
    this.#schemas.report("keyword-unsupported", message, location, "unevaluatedProperties");
  }
}

/** Where a location is, for those who see only the model. */
export function sourceOf({ document, pointer }: Location): Source {
  return { file: document.file, pointer };
}
