import { partsOf } from "../model/parts.js";
import { namesLeadingTo, referencesIn } from "../model/references.js";
import type { Definition, Type } from "../model/types.js";
import { mayBeInexact } from "../runtime/json.js";

/**
 * Finds the types whose guard takes numbers that may be others than in the text: those in free-form values above all,
 * as `JSON.parse` rounds integers of too many digits, and makes what is too large infinite.
 *
 * A type that has 64-bit integers is not asked about: all of its values are looked at.
 */
export class LooseTypes {
  readonly #names: ReadonlySet<string>;

  constructor(definitions: readonly Definition[]) {
    const edges = new Map(definitions.map(({ name, type }) => [name, referencesIn(type)]));
    const loose = definitions.filter(({ type }) => isLoose(type)).map(({ name }) => name);
    this.#names = namesLeadingTo(loose, edges);
  }

  has(type: Type): boolean {
    return isLoose(type) || referencesIn(type).some((name) => this.#names.has(name));
  }
}

/** Whether a type is loose whatever it refers to. */
function isLoose(type: Type): boolean {
  switch (type.kind) {
    case "unknown":
    // A rule may ask about numbers of which the shape says nothing.
    case "constrained":
      return true;
    case "literal":
      return mayBeInexact(type.value);
    case "number": {
      // Within its limits may be what it is rounded to, though it is not.
      const { kind, isInteger, ...limits } = type;
      return !isInteger && Object.values(limits).some((limit) => limit !== undefined);
    }
    default:
      return partsOf(type).some(isLoose);
  }
}
