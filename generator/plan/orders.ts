import { isIndivisible, writtenType } from "../model/indivisible.js";
import type { Definition, ObjectType, Type, UnionType } from "../model/types.js";
import { jsonTypesOf } from "./members.js";

/** What a value that the guard has accepted must still be, so that `JSON.stringify` writes its canonical text. */
export type Order =
  /** Nothing: it is primitive. */
  | { readonly is: "primitive" }
  /** Plain data. */
  | { readonly is: "data" }
  /** A floating-point number, which is not always laid out as JavaScript does it. */
  | { readonly is: "float" }
  /** An object with these properties, in this order. */
  | { readonly is: "object"; readonly properties: readonly (readonly [name: string, order: Order])[] }
  /** What the definition of that name must be, which is an object. */
  | { readonly is: "definition"; readonly name: string };

const primitive: Order = { is: "primitive" };
const data: Order = { is: "data" };

/** Finds the types whose canonical text `JSON.stringify` may write. */
export class Orders {
  readonly #definition: (name: string) => Definition;
  readonly #known = new Map<string, Order | undefined>();

  constructor(definition: (name: string) => Definition) {
    this.#definition = definition;
  }

  /** What is asked of the values of a type, and of arrays of them; nothing is given where `JSON.stringify` can't write them. */
  of(whole: Type): Order | undefined {
    const type = writtenType(whole, this.#resolve);
    if (isIndivisible(type, this.#resolve)) return undefined;
    switch (type.kind) {
      case "null":
      case "boolean":
      case "string":
        return primitive;
      case "unknown":
        return data;
      case "literal":
        return type.value === null || !/object|bigint/.test(typeof type.value) ? primitive : undefined;
      case "number":
        return type.isInteger ? primitive : { is: "float" };
      case "array":
        return type.prefix.length === 0 ? nested(this.of(type.items)) : undefined;
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

  readonly #resolve = (name: string): Type => this.#definition(name).type;

  #ofDefinition(name: string): Order | undefined {
    const { levels, type } = this.#definition(name);
    if (!Number.isFinite(levels)) return undefined;
    if (!this.#known.has(name)) this.#known.set(name, this.of(type));
    const order = this.#known.get(name);
    return order?.is === "object" ? { is: "definition", name } : order;
  }

  #ofObject({ properties, others, patterns }: ObjectType): Order | undefined {
    if (patterns !== undefined) return undefined;
    if (typeof others !== "string") {
      // Properties without a name have no order, and nothing can be asked of them.
      return properties.length === 0 && nested(this.of(others)) === data ? data : undefined;
    }
    const ordered: [name: string, order: Order][] = [];
    for (const { name, type } of properties) {
      const order = this.of(type);
      if (order === undefined) return undefined;
      ordered.push([name, order]);
    }
    return { is: "object", properties: ordered };
  }

  /** Of several members one may be objects or arrays: the others are told apart from it by being neither. */
  #ofUnion({ members }: UnionType): Order | undefined {
    const orders = members.map((member) => this.of(member));
    if (orders.includes(undefined)) return undefined;
    const inner = members.filter((member) => this.#isNested(member));
    const asked = orders.filter((order) => order !== primitive);
    return inner.length > 1 || asked.length > 1 ? undefined : (asked[0] ?? primitive);
  }

  #isNested(type: Type): boolean {
    const jsonTypes = jsonTypesOf(type, this.#resolve);
    return jsonTypes.has("object") || jsonTypes.has("array");
  }
}

/** What is asked of lists, or objects, of values. */
function nested(order: Order | undefined): Order | undefined {
  return order === primitive ? data : order;
}
