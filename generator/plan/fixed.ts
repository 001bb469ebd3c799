import type {
  ArrayType,
  Definition,
  LiteralType,
  ObjectType,
  Property,
  StringType,
  Type,
  UnionType,
} from "../model/types.js";
import { bodyOf } from "../model/values.js";
import { isWellFormed } from "../runtime/json.js";
import { isSound } from "../runtime/sound.js";
import { layOut } from "./layout.js";

/** So many values at most may be in a fixed layout, a list counted as one element: it becomes one regular expression. */
const maxValues = 256;

/** So many levels at most may its values have: fewer than a frame may. */
const maxLevels = 64;

/** So many constants at most are told apart by a layout; where there are more the guard does it. */
const maxConstants = 32;

/** What is known of a type whose values are all laid out alike in canonical text. */
export interface FixedLayout {
  /** How many values there are in it, constants among them. */
  readonly values: number;
  readonly levels: number;
  /** Whether every text of that layout is a value of the type; else the guard must be asked too. */
  readonly isExact: boolean;
}

/** Finds the types that have a fixed layout: without free-form parts, choices between objects, and recursion. */
export class FixedLayouts {
  readonly #definition: (name: string) => Definition;
  readonly #known = new Map<string, FixedLayout | undefined>();

  constructor(definition: (name: string) => Definition) {
    this.#definition = definition;
  }

  /** The layout of a type, if it is fixed. */
  of(type: Type): FixedLayout | undefined {
    const found = this.#of(type);
    return found && found.values <= maxValues && found.levels <= maxLevels ? found : undefined;
  }

  /** The last property of an object, where its layout would be fixed without that one. */
  openIn(type: Type): Property | undefined {
    const body = bodyOf(type);
    if (body.kind !== "object" || typeof body.others !== "string" || body.patterns) return undefined;
    const open = body.properties.at(-1);
    if (!open || this.of(type) || !isWellFormed(open.name)) return undefined;
    return this.of(withoutLast(body)) && open;
  }

  #of(type: Type): FixedLayout | undefined {
    switch (type.kind) {
      case "null":
      case "boolean":
        return single(true);
      case "string":
        return single(isUnlimited(type));
      case "number": {
        const { kind, isInteger, ...limits } = type;
        return single(isEmpty(limits));
      }
      case "bigint":
        return single(false);
      case "literal":
        return isPlain(type) ? single(true) : undefined;
      case "array":
        return this.#ofArray(type);
      case "object":
        return this.#ofObject(type);
      case "union":
        return this.#ofUnion(type);
      case "constrained": {
        // A rule that adds to the shape would have to be merged into the layout.
        const found = type.rules.some((rule) => rule.is === "fits") ? undefined : this.of(type.type);
        return found && { ...found, isExact: false };
      }
      case "reference":
        return this.#ofDefinition(type.name);
      default:
        return undefined;
    }
  }

  #ofDefinition(name: string): FixedLayout | undefined {
    const { levels, type } = this.#definition(name);
    if (levels > maxLevels) return undefined;
    if (!this.#known.has(name)) this.#known.set(name, this.of(type));
    return this.#known.get(name);
  }

  #ofArray(type: ArrayType): FixedLayout | undefined {
    const { prefix, items, minItems, maxItems, isUnique } = type;
    if (prefix.length === 0) {
      return this.#ofAll([items], minItems === 0 && isEmpty({ maxItems, isUnique }));
    }
    return isTuple(type) ? this.#ofAll(prefix, isEmpty({ isUnique })) : undefined;
  }

  #ofObject(type: ObjectType): FixedLayout | undefined {
    const { properties, others, patterns, names, minProperties, maxProperties, dependencies } = type;
    const isExact = isEmpty({ names, minProperties, maxProperties, dependencies });
    if (patterns !== undefined) return undefined;
    if (typeof others !== "string")
      return properties.length === 0 ? this.#ofAll([others], isExact) : undefined;
    // Without one that is always there no comma is certain.
    if (!properties[0]?.isRequired || properties.some(({ name }) => !isWellFormed(name))) return undefined;
    const types = properties.map((property) => property.type);
    return this.#ofAll(types, isExact);
  }

  #ofUnion(union: UnionType): FixedLayout | undefined {
    const type = reduced(union);
    if (type.kind !== "union") return this.of(type);
    if (type.isExclusive) return undefined;
    const nullable = nullableIn(type);
    if (nullable) return this.of(nullable);
    if (isGuardedEnum(type)) return single(false);
    if (!type.members.every(isPrimitive)) return undefined;
    const found = this.#ofAll(type.members, true);
    return found && { ...found, levels: 0 };
  }

  #ofAll(types: readonly Type[], isExact: boolean): FixedLayout | undefined {
    let all: FixedLayout = { values: 0, levels: 1, isExact };
    for (const type of types) {
      const found = this.of(type);
      if (!found) return undefined;
      all = {
        values: all.values + found.values,
        levels: Math.max(all.levels, 1 + found.levels),
        isExact: all.isExact && found.isExact,
      };
    }
    return all;
  }
}

/** An object type without its last property. */
export function withoutLast(type: ObjectType): ObjectType {
  return { ...type, properties: type.properties.slice(0, -1) };
}

/** Whether an array has a fixed number of elements, each with a type of its own. */
export function isTuple({ prefix, items, minItems, maxItems }: ArrayType): boolean {
  return (
    prefix.length > 0 && minItems >= prefix.length && (items.kind === "never" || maxItems === prefix.length)
  );
}

/** What a value is where it is not null, if it may be null or one other type. */
export function nullableIn({ members }: UnionType): Type | undefined {
  const others = members.filter((member) => member.kind !== "null");
  return others.length === 1 && members.length === 2 ? others[0] : undefined;
}

/** A union without the constants that another member has among its values. */
export function reduced(type: UnionType): Type {
  const isOpen = type.members.some((member) => member.kind === "string" && isUnlimited(member));
  const members = type.members.filter(
    (member) => !isOpen || member.kind !== "literal" || typeof member.value !== "string",
  );
  return members.length === 1 ? (members[0] as Type) : { ...type, members };
}

function isUnlimited({ kind, patterns, formats = [], ...limits }: StringType): boolean {
  return patterns.length + formats.length === 0 && isEmpty(limits);
}

/** Whether a union is an enum of strings that a layout does not name: they are many, or are not written as they are. */
export function isGuardedEnum({ members }: UnionType): boolean {
  const values = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
  const isEnum = values.length === members.length && values.every((value) => typeof value === "string");
  return isEnum && (values.length > maxConstants || values.some((value) => layOut(value).includes("\\")));
}

function isPrimitive(type: Type): boolean {
  if (type.kind === "literal") return isPlain(type) && !layOut(type.value).includes("\\");
  return /^(?:string|number|boolean|null)$/.test(type.kind);
}

/** Whether a constant has one text, and not one that reads as another value. */
function isPlain({ value }: LiteralType): boolean {
  return (typeof value !== "object" || value === null) && isSound(layOut(value), value);
}

function single(isExact: boolean): FixedLayout {
  return { values: 1, levels: 0, isExact };
}

function isEmpty(limits: object): boolean {
  return Object.values(limits).every((limit) => limit === undefined);
}
