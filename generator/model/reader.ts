import { isJsonObject } from "../load/keywords.js";
import { below, keyOf, type Location, type Schemas } from "../load/schemas.js";
import { assertions, type Surroundings } from "./assertions.js";
import { anything, nothing, union } from "./basic.js";
import { constrain } from "./constrain.js";
import { type EvaluationSurroundings, having } from "./evaluated.js";
import { assertedFormats } from "./formats.js";
import { intersect, MergeError } from "./intersect.js";
import { Patterns } from "./patterns.js";
import { DynamicScope } from "./scope.js";
import type { Annotations, Json, JsonObject, Type } from "./types.js";
import { limited } from "./unevaluated.js";
import { leavesOf } from "./values.js";

/** How deep schemas may be nested in each other, references apart. */
const maxDepth = 200;

/** How many alternatives a condition may make of a type; where there would be more it is a rule and nothing else. */
const maxAlternatives = 16;

/** Thrown where the content of a definition is wanted while it is being read. */
class StillReading extends Error {
  readonly key: string;

  constructor(key: string) {
    super();
    this.key = key;
  }
}

/** Where a definition stands, and the dynamic scope that it is read in. */
interface Place {
  readonly location: Location;
  readonly scope: DynamicScope;
}

/** Turns schemas into types. References in them are by location, as {@link keyOf} gives it, and by dynamic scope. */
export class Reader implements Surroundings, EvaluationSurroundings {
  readonly schemas: Schemas;
  readonly #places = new Map<string, Place>();
  readonly #bodies = new Map<string, Type>();
  /** What is inside of others: it is asked for more than once, and to read it again would take twice the time a level. */
  readonly #parts = new Map<string, Type>();
  readonly #inProgress = new Set<string>();
  readonly #patterns: Patterns;
  readonly #assertsFormats: boolean;
  #scope: DynamicScope;
  #depth = 0;
  /** Whether types that can't be merged yet are to be rules of each other, rather than wait until they can be. */
  #keepsApart = false;

  /** @param assertsFormats - whether `format` is asserted everywhere, rather than where the dialect says so. */
  constructor(schemas: Schemas, patterns: Patterns = new Patterns(), assertsFormats: boolean = false) {
    this.schemas = schemas;
    this.#patterns = patterns;
    this.#assertsFormats = assertsFormats;
    this.#scope = new DynamicScope(schemas);
  }

  /** Where the definition that a reference names stands. */
  location(key: string): Location {
    return (this.#places.get(key) as Place).location;
  }

  /** The schemas by which the dynamic scope of a definition makes it another one than it is on its own. */
  scopeOf(key: string): Location[] {
    const { location, scope } = this.#places.get(key) as Place;
    return scope.foreignAt(location);
  }

  /** A reference to the schema at `location`. */
  reference(location: Location): Type {
    const key = keyOf(location) + this.#scope.keyAt(location);
    this.#places.set(key, { location, scope: this.#scope });
    return { kind: "reference", name: key };
  }

  /** What a reference stands for; a definition that is made of nothing but itself is reported. */
  resolve = (key: string): Type => {
    const known = this.#bodies.get(key);
    if (known) return known;
    if (this.#inProgress.has(key)) throw new StillReading(key);
    this.#inProgress.add(key);
    const [depth, scope] = [this.#depth, this.#scope];
    const place = this.#places.get(key) as Place;
    this.#depth = 0; // what has a name begins anew
    this.#scope = place.scope;
    try {
      const body = this.#body(key, place.location);
      this.#bodies.set(key, body);
      return body;
    } catch (error) {
      if (!(error instanceof StillReading) || error.key !== key) throw error;
      const message = "This schema is made of nothing but itself: give it content.";
      this.schemas.report("ref-cycle", message, place.location);
      return nothing;
    } finally {
      this.#depth = depth;
      this.#scope = scope;
      this.#inProgress.delete(key);
    }
  };

  /** The type of a definition; where its own is asked for on the way, what is merged with that stays apart. */
  #body(key: string, location: Location): Type {
    const depth = this.#depth;
    try {
      return this.read(location);
    } catch (error) {
      if (!(error instanceof StillReading) || error.key !== key || this.#keepsApart) throw error;
      this.#depth = depth;
    }
    this.#keepsApart = true;
    try {
      return this.read(location);
    } finally {
      this.#keepsApart = false;
    }
  }

  /** Gives the definition at `location` another type than its schema alone would. */
  define(location: Location, type: Type): Type {
    const reference = this.reference(location);
    this.#bodies.set(keyOf(location), type);
    return reference;
  }

  /** What the schema at `location` stands for, where it is nothing but a reference to it. */
  aliasOf(location: Location): Location | undefined {
    const schema = this.schemas.at(location);
    if (!isJsonObject(schema)) return undefined;
    const constraints = Object.keys(schema).filter((name) => this.schemas.constrains(name, location));
    const [only] = constraints;
    if (constraints.length !== 1) return undefined;
    if (only === "$ref") return this.schemas.resolve(schema.$ref as string, location);
    const isWrapper = only === "allOf" && (schema.allOf as readonly Json[]).length === 1;
    return isWrapper ? below(location, "allOf", 0) : undefined;
  }

  /** The type of the schema at `location`; without what `left` says, where that keyword is dealt with elsewhere. */
  read(location: Location, left?: "anyOf" | "oneOf"): Type {
    if (this.#depth >= maxDepth) {
      this.schemas.report(
        "schema-too-deep",
        `Schemas are nested more than ${maxDepth} deep here: give parts of them names.`,
        location,
      );
      return nothing;
    }
    this.#depth++;
    try {
      return this.entering(location, () => this.#readNow(location, left));
    } finally {
      this.#depth--;
    }
  }

  #readNow(location: Location, left?: "anyOf" | "oneOf"): Type {
    const schema = this.schemas.at(location);
    if (schema === true) return anything;
    if (schema === false) return nothing;
    let type = assertions(schema, location, this);
    const restrict = (other: Type) => {
      type = this.merge(type, other);
    };
    const branches = (keyword: "allOf" | "anyOf" | "oneOf") =>
      ((schema[keyword] ?? []) as readonly Json[]).map((_, index) =>
        this.read(below(location, keyword, index)),
      );
    for (const target of this.targets(location)) restrict(this.reference(target));
    for (const branch of branches("allOf")) restrict(branch);
    for (const keyword of ["anyOf", "oneOf"] as const) {
      if (schema[keyword] === undefined || keyword === left) continue;
      restrict({ kind: "union", members: branches(keyword), isExclusive: keyword === "oneOf" });
    }
    type = this.#conditions(type, schema, location);
    return left === undefined ? this.limited(type, location) : type;
  }

  /** The type under the keywords that ask whether a value is valid against another schema. */
  #conditions(type: Type, schema: JsonObject, location: Location): Type {
    const { resolve } = this;
    const inside = (...steps: readonly string[]) => this.part(below(location, ...steps));
    const isThere = (keyword: string) => schema[keyword] !== undefined;
    let result = type;
    if (isThere("if")) {
      const [then, otherwise] = (["then", "else"] as const).map((one) =>
        isThere(one) ? inside(one) : anything,
      ) as [Type, Type];
      result = this.#either(result, inside("if"), then, otherwise);
    }
    for (const keyword of ["dependentSchemas", "dependencies"] as const) {
      for (const [name, one] of Object.entries((schema[keyword] ?? {}) as JsonObject)) {
        if (Array.isArray(one)) continue; // names of properties: the object has them
        result = this.#either(result, having(name, location), inside(keyword, name), anything);
      }
    }
    if (isThere("contains")) {
      const { minContains: minimum = 1, maxContains } = schema as Record<string, number | undefined>;
      const limit = maxContains === undefined ? {} : { maximum: maxContains };
      const rule = { is: "contains", type: inside("contains"), minimum, ...limit } as const;
      result = constrain(result, [rule], resolve);
    }
    if (isThere("not")) result = constrain(result, [{ is: "not", type: inside("not") }], resolve);
    return result;
  }

  /**
   * The values of `type` that are of one type where they are of type `condition`, else of another.
   *
   * The shape of what may come of it is a union, as far as it has reasonably few members; the rule says the rest.
   */
  #either(type: Type, condition: Type, consequent: Type, alternative: Type): Type {
    const rule = { is: "if", condition, consequent, alternative } as const;
    return constrain(this.#shapeOf(type, condition, consequent, alternative) ?? type, [rule], this.resolve);
  }

  #shapeOf(type: Type, condition: Type, consequent: Type, alternative: Type): Type | undefined {
    try {
      const shape = this.merge(type, union([this.merge(condition, consequent), alternative]));
      return leavesOf(shape, this.resolve).length <= maxAlternatives ? shape : undefined;
    } catch (error) {
      if (error instanceof StillReading) return undefined;
      throw error;
    }
  }

  /** The type of the values that are of both types: one shape if that can be, else one that must also fit the other. */
  merge = (a: Type, b: Type): Type => {
    try {
      return intersect(a, b, this.resolve);
    } catch (error) {
      if (!(error instanceof MergeError || (this.#keepsApart && error instanceof StillReading))) throw error;
      // Put together as it is: to simplify it, what can't be merged yet would have to be known.
      return { kind: "constrained", type: a, rules: [{ is: "fits", type: b }] };
    }
  };

  /** The type with what the schema at `location` says of what nothing has evaluated. */
  limited(type: Type, location: Location): Type {
    return limited(type, location, this);
  }

  /**
   * The type of a schema inside another. One that adds to the definition it stands in can't be read before
   * that is: it becomes a definition of its own, and is read when it is needed.
   */
  part = (location: Location): Type => {
    const key = keyOf(location) + this.#scope.keyAt(location);
    const known = this.#parts.get(key);
    if (known) return known;
    this.#parts.set(key, this.reference(location)); // for what asks for it while it is being read
    try {
      this.#parts.set(key, this.read(location));
    } catch (error) {
      if (!(error instanceof StillReading)) throw error;
    }
    return this.#parts.get(key) as Type;
  };

  /** The schemas that the references at `location` lead to. */
  targets = (location: Location): Location[] => {
    const schema = this.schemas.at(location);
    if (!isJsonObject(schema)) return [];
    const found: Location[] = [];
    if (schema.$ref !== undefined)
      found.push(...optional(this.schemas.resolve(schema.$ref as string, location)));
    if (schema.$dynamicRef !== undefined)
      found.push(...optional(this.#scope.resolve(schema.$dynamicRef as string, location)));
    return found;
  };

  /** Does something in the dynamic scope that the resource of `location` adds to. */
  entering = <T>(location: Location, act: () => T): T => {
    const before = this.#scope;
    this.#scope = before.entering(location);
    try {
      return act();
    } finally {
      this.#scope = before;
    }
  };

  /** What the schema at `location` says for readers. */
  annotations = (location: Location): Annotations => {
    const schema = this.schemas.at(location);
    if (!isJsonObject(schema)) return {};
    const names = ["title", "description", "deprecated", "format", "default", "examples"] as const;
    return Object.fromEntries(
      names.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])),
    );
  };

  assertedFormat = (location: Location): string | undefined => {
    const schema = this.schemas.at(location);
    const format = isJsonObject(schema) ? schema.format : undefined;
    if (typeof format !== "string" || !(this.#assertsFormats || this.schemas.assertsFormat(location)))
      return undefined;
    if (assertedFormats.has(format)) return format;
    if (format !== "int64" && format !== "uint64") {
      const message = `The format \`${format}\` can't be asserted: leave it out, or say the same as a \`pattern\`.`;
      this.schemas.report("format-unsupported", message, location, "format");
    }
    return undefined;
  };

  isPattern = (
    pattern: string,
    maxLength: number | undefined,
    location: Location,
    ...keyword: readonly string[]
  ): boolean => {
    const problem = this.#patterns.problem(pattern, maxLength);
    if (problem) this.schemas.report(problem.code, problem.message, location, ...keyword);
    return problem === undefined;
  };
}

function optional<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
