import { keyOf, type Location, type Schemas } from "../load/schemas.js";

/**
 * What `$dynamicRef` sees of the way on which evaluation has come (Core §8.2.3.2): for each dynamic anchor the
 * schema that has it in the outermost resource on the way.
 */
export class DynamicScope {
  readonly #schemas: Schemas;
  readonly #outermost: ReadonlyMap<string, Location>;

  constructor(schemas: Schemas, outermost: ReadonlyMap<string, Location> = new Map()) {
    this.#schemas = schemas;
    this.#outermost = outermost;
  }

  /** The scope with the anchors of the resource that `location` is in. */
  entering(location: Location): DynamicScope {
    const added = [...this.#anchorsAt(location)].filter(([name]) => !this.#outermost.has(name));
    return added.length === 0
      ? this
      : new DynamicScope(this.#schemas, new Map([...this.#outermost, ...added]));
  }

  /** Where the dynamic reference `ref`, found at `from`, leads in this scope. */
  resolve(ref: string, from: Location): Location | undefined {
    const found = this.#schemas.resolveDynamic(ref, from);
    return found && (this.#outermost.get(found.anchor ?? "") ?? found.location);
  }

  /** What makes a schema in this scope another one than on its own; empty where nothing does. */
  keyAt(location: Location): string {
    return this.foreignAt(location)
      .map((outer) => ` ${keyOf(outer)}`)
      .sort()
      .join("");
  }

  /** The schemas that dynamic references at `location` lead to because of this scope. */
  foreignAt(location: Location): Location[] {
    const own = this.#anchorsAt(location);
    return [...this.#outermost]
      .filter(([name, outer]) => {
        const inner = own.get(name);
        return inner === undefined || keyOf(inner) !== keyOf(outer);
      })
      .map(([, outer]) => outer);
  }

  #anchorsAt(location: Location): ReadonlyMap<string, Location> {
    return this.#schemas.resourceOf(location).dynamicAnchors;
  }
}
