import { keyOf, type Location, type Schemas } from "../load/schemas.js";
import { nothing } from "./basic.js";
import type { FrameTree, Tree, UnionTree } from "./frames.js";
import { nameDefinitions } from "./naming.js";
import { mapParts, partsOf } from "./parts.js";
import type { Reader } from "./reader.js";
import { lengthsOfChains, namesInCycles, referencesIn, rename } from "./references.js";
import { simplify, tagFirst } from "./simplify.js";
import { sourceOf } from "./source.js";
import type { ConstrainedType, Definition, Kind, Type } from "./types.js";
import { objectsOf } from "./values.js";

/** How many definitions may be made of each other in a row: no frame may be nested deeper anyway. */
const maxChain = 512;

/** Everything that is given a name: frames, unions, and what they refer to. */
export class Definitions {
  readonly #reader: Reader;
  readonly #schemas: Schemas;
  readonly #kinds = new Map<string, Kind>();
  readonly #definedAt = new Map<string, Location>();
  /** The types by the key of their location, in the order in which they are generated. */
  readonly #types = new Map<string, Type>();
  #names: ReadonlyMap<string, string> = new Map();

  constructor(reader: Reader, schemas: Schemas) {
    this.#reader = reader;
    this.#schemas = schemas;
  }

  /** Whether a location has a name whatever is there: a definition, or a whole file. */
  static isNamed({ document, pointer }: Location): boolean {
    const title = document.get(`${pointer}/title`);
    return pointer === "" || /\/(\$defs|definitions)\/[^/]+$/.test(pointer) || typeof title === "string";
  }

  /** Makes a frame a definition, and gives the reference to it. */
  defineFrame({ location, definedAt, type }: FrameTree, tag: string, kind: Kind): Type {
    this.#kinds.set(keyOf(location), kind);
    this.#definedAt.set(keyOf(location), definedAt);
    return this.#reader.define(location, tagFirst(type, tag));
  }

  /** Makes a union a definition where it has a name, and gives the reference to it; else the union itself. */
  defineUnion({ location }: UnionTree, members: readonly Type[]): Type {
    const type: Type = { kind: "union", members, isExclusive: false };
    return Definitions.isNamed(location) || location.pointer === ""
      ? this.#reader.define(location, type)
      : type;
  }

  /** Takes in all definitions that a tree needs: each frame with what it refers to, then the union. */
  reach(tree: Tree, tag: string): void {
    if (tree.is === "union") for (const member of tree.members) this.reach(member, tag);
    const isUnnamed = tree.is === "union" && !Definitions.isNamed(tree.location);
    if (!isUnnamed) this.#reachKey(keyOf(tree.location));
  }

  /** The name of the definition at `location`. */
  nameOf(location: Location): string {
    return this.#names.get(keyOf(location)) ?? "";
  }

  /** All definitions, named; names that can't be, and definitions without content, are reported. */
  finish(): Definition[] {
    this.#putTagsFirst();
    this.#names = nameDefinitions(
      [...this.#types.keys()].map((key) => ({
        key,
        location: this.#definedAt.get(key) ?? this.#reader.location(key),
        kind: this.#kinds.get(key),
        scope: this.#reader.scopeOf(key),
      })),
      this.#schemas,
    );
    const named = [...this.#types].map(([key, type]) => ({
      key,
      name: this.#names.get(key) ?? "",
      type: rename(type, (inner) => this.#names.get(inner) ?? ""),
    }));
    const edges = new Map(named.map(({ name, type }) => [name, referencesIn(type)]));
    const recursive = namesInCycles(edges);
    const lengths = lengthsOfChains(new Map([...edges].filter(([name]) => !recursive.has(name))));
    const empty = namesInCycles(
      new Map([...this.#types].map(([key, type]) => [key, referencesInPlace(type)])),
    );
    return named.map(({ key, name, type }): Definition => {
      const location = this.#definedAt.get(key) ?? this.#reader.location(key);
      if (empty.has(key)) {
        this.#schemas.report(
          "ref-cycle",
          `\`${name}\` is made of nothing but itself: give it content.`,
          location,
        );
      }
      if (lengths.get(name) === maxChain + 1) {
        const message = `More than ${maxChain} definitions in a row are made of each other here: make it fewer.`;
        this.#schemas.report("schema-too-deep", message, location);
      }
      return {
        name,
        type,
        annotations: this.#reader.annotations(location),
        source: sourceOf(location),
        levels: lengths.get(name) ?? Number.POSITIVE_INFINITY,
      };
    });
  }

  /** Takes in a definition, then those it refers to, each with its own first: in a list, as there may be thousands in a row. */
  #reachKey(start: string): void {
    const waiting = [start];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (this.#types.has(key)) continue;
      const type = simplify(this.#reader.resolve(key), this.#reader.resolve);
      this.#types.set(key, type);
      for (const inner of referencesIn(type).reverse()) waiting.push(inner);
    }
  }

  /** In canonical text the tag comes first, in the members of tagged unions inside frames as well. */
  #putTagsFirst(): void {
    const tags = new Map<string, string>();
    const look = (type: Type): Type => {
      if (type.kind !== "union" || type.tag === undefined) return mapParts(type, look);
      const { tag } = type;
      for (const name of type.members.flatMap(referencesIn)) {
        if (objectsOf(this.#types.get(name) ?? type, this.#lookUp).length > 0) tags.set(name, tag);
      }
      return { ...type, members: type.members.map((member) => tagFirst(look(member), tag)) };
    };
    for (const [key, type] of this.#types) this.#types.set(key, look(type));
    for (const [key, tag] of tags) this.#types.set(key, tagFirst(this.#lookUp(key), tag));
  }

  readonly #lookUp = (key: string): Type => this.#types.get(key) ?? { kind: "never" };
}

/** The names of the definitions that a value of a type is asked to fit itself, rather than with a part of it. */
function referencesInPlace(type: Type): string[] {
  if (type.kind === "reference") return [type.name];
  if (type.kind === "union") return type.members.flatMap(referencesInPlace);
  return type.kind === "constrained" ? partsInPlace(type).flatMap(referencesInPlace) : [];
}

/** The types that a value of a type with rules is asked about itself, rather than a part of it. */
function partsInPlace(type: ConstrainedType): Type[] {
  const ofRules = type.rules
    .filter(({ is }) => is === "fits" || is === "not" || is === "if")
    .flatMap((rule) => partsOf({ ...type, type: nothing, rules: [rule] }));
  return [type.type, ...ofRules];
}
