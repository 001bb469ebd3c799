import { isJsonObject } from "../load/keywords.js";
import { split } from "../load/pointer.js";
import { keyOf, type Location, type Schemas } from "../load/schemas.js";
import type { FrameTree, Tree, UnionTree } from "./frames.js";
import { baseName, typeName } from "./names.js";
import { type Reader, sourceOf } from "./reader.js";
import { recursiveNames, referencesIn, rename, unionsIn } from "./references.js";
import { simplify, tagFirst } from "./simplify.js";
import type { Definition, Kind, Type, UnionType } from "./types.js";
import { leavesOf, objectsOf } from "./values.js";

/** Everything that is given a name: frames, unions, and what they refer to. */
export class Definitions {
  readonly #reader: Reader;
  readonly #schemas: Schemas;
  readonly #kinds = new Map<string, Kind>();
  readonly #definedAt = new Map<string, Location>();
  /** The types by the key of their location, in the order in which they are generated. */
  readonly #types = new Map<string, Type>();
  readonly #names = new Map<string, string>();
  readonly #byName = new Map<string, string>();

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
    for (const key of this.#types.keys()) this.#name(key);
    const named = [...this.#types].map(([key, type]) => ({
      key,
      name: this.#names.get(key) ?? "",
      type: rename(type, (inner) => this.#names.get(inner) ?? ""),
    }));
    const recursive = recursiveNames(named);
    return named.map(({ key, name, type }): Definition => {
      const location = this.#definedAt.get(key) ?? this.#reader.location(key);
      if (unionsIn(type).some((union) => mixesIntegers(union, named))) {
        const message = "`oneOf` is not enforced between 64-bit integers and other numbers: use `anyOf`.";
        this.#schemas.report("keyword-unsupported", message, location);
      }
      if (this.#isEmptyCycle(key)) {
        this.#schemas.report(
          "ref-cycle",
          `\`${name}\` is made of nothing but itself: give it content.`,
          location,
        );
      }
      return {
        name,
        type,
        annotations: this.#reader.annotations(location),
        source: sourceOf(location),
        isRecursive: recursive.has(name),
      };
    });
  }

  #reachKey(key: string): void {
    if (this.#types.has(key)) return;
    this.#types.set(key, { kind: "never" }); // holds its place in the order while its parts are read
    const type = simplify(this.#reader.resolve(key), this.#reader.resolve);
    this.#types.set(key, type);
    for (const inner of referencesIn(type)) this.#reachKey(inner);
  }

  /** In canonical text the tag comes first, in the members of tagged unions inside frames as well. */
  #putTagsFirst(): void {
    const tags = new Map<string, string>();
    const look = (type: Type): Type => {
      switch (type.kind) {
        case "array":
          return { ...type, prefix: type.prefix.map(look), items: look(type.items) };
        case "object":
          return {
            ...type,
            properties: type.properties.map((property) => ({ ...property, type: look(property.type) })),
            others: typeof type.others === "string" ? type.others : look(type.others),
          };
        case "union": {
          const { tag } = type;
          if (tag === undefined) return { ...type, members: type.members.map(look) };
          for (const name of type.members.flatMap(referencesIn)) {
            if (objectsOf(this.#types.get(name) ?? type, this.#lookUp).length > 0) tags.set(name, tag);
          }
          return { ...type, members: type.members.map((member) => tagFirst(look(member), tag)) };
        }
        default:
          return type;
      }
    };
    for (const [key, type] of this.#types) this.#types.set(key, look(type));
    for (const [key, tag] of tags) this.#types.set(key, tagFirst(this.#lookUp(key), tag));
  }

  readonly #lookUp = (key: string): Type => this.#types.get(key) ?? { kind: "never" };

  /** Whether following a definition through references and unions leads back to it. */
  #isEmptyCycle(key: string): boolean {
    const seen = new Set<string>();
    const leads = (type: Type): boolean => {
      if (type.kind === "union") return type.members.some(leads);
      if (type.kind !== "reference") return false;
      if (type.name === key) return true;
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      return leads(this.#lookUp(type.name));
    };
    return leads(this.#lookUp(key));
  }

  #name(key: string): void {
    const location = this.#reader.location(key);
    const [wish, whence] = this.#wish(this.#definedAt.get(key) ?? location, key);
    const name = typeName(wish);
    if (name === undefined) {
      const advice = whence === "the kind" ? "give this frame a `title`" : "use at least one letter or digit";
      const message = `No identifier can be made of ${whence} ${JSON.stringify(wish)}: ${advice}.`;
      this.#schemas.report("name-impossible", message, location);
      return;
    }
    const otherKey = this.#byName.get(name);
    if (otherKey !== undefined) {
      const where = this.#reader.location(otherKey);
      const first = `${where.document.file}#${where.pointer}`;
      const message = `This and ${first} would both be named \`${name}\`: rename one of the two.`;
      this.#schemas.report("name-collision", message, location);
    }
    this.#byName.set(name, key);
    this.#names.set(key, name);
  }

  /** What a definition should be called: its key, its title, its kind, or the name of its file. */
  #wish(location: Location, key: string): [name: string, whence: string] {
    const segments = split(location.pointer);
    const [parent, last] = segments.slice(-2);
    if (last !== undefined && (parent === "$defs" || parent === "definitions")) return [last, "the name"];
    const schema = this.#schemas.at(location);
    if (isJsonObject(schema) && typeof schema.title === "string") return [schema.title, "the title"];
    const kind = this.#kinds.get(key);
    if (kind !== undefined) return [typeof kind === "number" ? `Kind ${kind}` : kind, "the kind"];
    if (location.pointer === "") return [baseName(location.document.file), "the file name"];
    const owner = Math.max(segments.lastIndexOf("$defs"), segments.lastIndexOf("definitions"));
    const words = segments.slice(owner + 1).filter((segment) => !/^(\d+|properties)$/.test(segment));
    return [words.join(" "), "the place"];
  }
}

/** Whether exactly one of several types must fit, and a number may be of one or the other by how it is held. */
function mixesIntegers(union: UnionType, definitions: readonly Pick<Definition, "name" | "type">[]): boolean {
  if (!union.isExclusive) return false;
  const byName = (name: string) => definitions.find((one) => one.name === name)?.type ?? union;
  const leaves = leavesOf(union, byName);
  const isBig = (leaf: Type) =>
    leaf.kind === "bigint" || (leaf.kind === "literal" && typeof leaf.value === "bigint");
  const isNumber = (leaf: Type) =>
    leaf.kind === "number" || (leaf.kind === "literal" && typeof leaf.value === "number");
  return leaves.some(isBig) && leaves.some(isNumber);
}
