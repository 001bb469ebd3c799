import { isIndivisible, writtenType } from "../model/indivisible.js";
import type { Definition, ObjectType, Property, Type, UnionType } from "../model/types.js";
import { jsonTypesOf } from "./members.js";

/** What is copied of a value, so that the text which `JSON.stringify` gives the copy is the canonical one. */
export type Copy =
  /** Nothing: it is primitive. */
  | { readonly is: "itself" }
  /** Nothing, once it is known to be plain data. */
  | { readonly is: "data" }
  /** Nothing, once it is known to be a floating-point number that JavaScript lays out as the peer does. */
  | { readonly is: "float" }
  | { readonly is: "list"; readonly items: Copy }
  | { readonly is: "object"; readonly properties: readonly (readonly [property: Property, copy: Copy])[] }
  /** What is copied of the values of a definition, which are objects. */
  | { readonly is: "definition"; readonly name: string }
  /** What is copied of values of some JSON types; those of others are primitive. */
  | { readonly is: "choice"; readonly options: readonly CopyOption[] };

/** What is copied of a value that is of one member of a union. */
export interface CopyOption {
  readonly member: Type;
  /** What no value of any other member is. */
  readonly jsonType: string;
  readonly copy: Copy;
}

const itself: Copy = { is: "itself" };
const data: Copy = { is: "data" };

/** Finds the types of which copies can be made for `JSON.stringify` to write. */
export class Copies {
  readonly #definition: (name: string) => Definition;
  readonly #known = new Map<string, Copy | undefined>();
  readonly #withData = new Map<string, boolean>();

  constructor(definition: (name: string) => Definition) {
    this.#definition = definition;
  }

  /** What is copied of the values of a type, if `JSON.stringify` can write them. */
  of(whole: Type): Copy | undefined {
    const type = writtenType(whole, this.#resolve);
    if (isIndivisible(type, this.#resolve)) return undefined;
    switch (type.kind) {
      case "null":
      case "boolean":
      case "string":
        return itself;
      case "unknown":
        return data;
      case "literal":
        return type.value === null || !/object|bigint/.test(typeof type.value) ? itself : undefined;
      case "number":
        return type.isInteger ? itself : { is: "float" };
      case "array":
        return type.prefix.length === 0 ? listOf(this.of(type.items)) : undefined;
      case "object":
        return this.#ofObject(type);
      case "union":
        return this.#ofUnion(type);
      case "reference":
        return this.#ofDefinition(type.name);
      default:
        return undefined;
    }
  }

  /** Whether there is data in a copy that is not copied, but taken as it is: it may change while it is read. */
  hasData(copy: Copy | undefined): boolean {
    switch (copy?.is) {
      case "data":
        return true;
      case "list":
        return this.hasData(copy.items);
      case "object":
        return copy.properties.some(([, part]) => this.hasData(part));
      case "definition":
        return this.#definitionHasData(copy.name);
      case "choice":
        return copy.options.some((option) => this.hasData(option.copy));
      default:
        return false;
    }
  }

  #definitionHasData(name: string): boolean {
    const known = this.#withData.get(name);
    if (known !== undefined) return known;
    const found = this.hasData(this.#known.get(name));
    this.#withData.set(name, found);
    return found;
  }

  readonly #resolve = (name: string): Type => this.#definition(name).type;

  #ofDefinition(name: string): Copy | undefined {
    const { levels, type } = this.#definition(name);
    if (!Number.isFinite(levels)) return undefined;
    if (!this.#known.has(name)) this.#known.set(name, this.of(type));
    const copy = this.#known.get(name);
    return copy?.is === "object" ? { is: "definition", name } : copy;
  }

  #ofObject({ properties, others, patterns }: ObjectType): Copy | undefined {
    if (patterns !== undefined) return undefined;
    if (typeof others !== "string") {
      // Properties without a name have no order.
      const copy = properties.length === 0 ? this.of(others) : undefined;
      return copy === itself || copy === data ? data : undefined;
    }
    if (!properties.every(({ name }) => isNameInPlace(name))) return undefined;
    const copied: [property: Property, copy: Copy][] = [];
    for (const property of properties) {
      const copy = this.of(property.type);
      if (copy === undefined) return undefined;
      copied.push([property, copy]);
    }
    return { is: "object", properties: copied };
  }

  #ofUnion({ members }: UnionType): Copy | undefined {
    const options: CopyOption[] = [];
    for (const member of members) {
      const copy = this.of(member);
      if (copy === undefined) return undefined;
      if (copy === itself) continue;
      const [jsonType = "", ...others] = jsonTypesOf(member, this.#resolve);
      if (others.length > 0 || options.some((option) => option.jsonType === jsonType)) return undefined;
      options.push({ member, jsonType, copy });
    }
    return options.length === 0 ? itself : { is: "choice", options };
  }
}

function listOf(items: Copy | undefined): Copy | undefined {
  return items === undefined || items === data ? items : { is: "list", items };
}

/** Whether a property of this name is the object's own, and stays in its place: JavaScript puts numbers first. */
function isNameInPlace(name: string): boolean {
  return !(name in Object.prototype) && !/^\d+$/.test(name);
}
