import { isJsonObject } from "../load/keywords.js";
import { split } from "../load/pointer.js";
import type { Location, Schemas } from "../load/schemas.js";
import { baseName, typeName } from "./names.js";
import type { Kind } from "./types.js";

/** What is to be given a name. */
export interface Unnamed {
  readonly key: string;
  /** The schema that it is called after. */
  readonly location: Location;
  /** The kind, where it is a frame. */
  readonly kind: Kind | undefined;
  /** The schemas that make it another definition than its own schema alone. */
  readonly scope: readonly Location[];
}

/**
 * The names of definitions by their keys; names that can't be are reported.
 *
 * Where two would have one name, those inside of other definitions take the name of that in front, and those that are
 * one schema in several dynamic scopes take that of the scope behind.
 */
export function nameDefinitions(all: readonly Unnamed[], schemas: Schemas): Map<string, string> {
  const names = new Map<string, string>();
  for (const one of all) {
    const name = plainName(one, schemas);
    if (name !== undefined) names.set(one.key, name);
  }
  for (const longer of [withOwner, withScope]) {
    const shared = sharedNames(names);
    for (const one of all) {
      const name = names.get(one.key);
      if (name !== undefined && shared.has(name)) names.set(one.key, longer(name, one, schemas) ?? name);
    }
  }
  const first = new Map<string, Unnamed>();
  for (const one of all) {
    const name = names.get(one.key);
    if (name === undefined) continue;
    const other = first.get(name);
    if (other) reportCollision(name, other, one, schemas);
    first.set(name, one);
  }
  return names;
}

function plainName({ location, kind }: Unnamed, schemas: Schemas): string | undefined {
  const wishes = wishesFor(location, kind, schemas);
  const [name] = wishes.flatMap(([wish]) => typeName(wish) ?? []);
  const [wish = "", whence = ""] = wishes[0] ?? [];
  if (name === undefined) {
    const advice = whence === "the kind" ? "give this frame a `title`" : "use at least one letter or digit";
    const message = `No identifier can be made of ${whence} ${JSON.stringify(wish)}: ${advice}.`;
    schemas.report("name-impossible", message, location);
  }
  return name;
}

/** What a definition could be called, best first: its key, its title, its kind, the name of its file, or its place. */
function wishesFor(
  location: Location,
  kind: Kind | undefined,
  schemas: Schemas,
): [name: string, whence: string][] {
  const segments = split(location.pointer);
  const schema = schemas.at(location);
  const owner = Math.max(segments.lastIndexOf("$defs"), segments.lastIndexOf("definitions"));
  const words = segments.slice(owner + 1).filter((segment) => !/^(\d+|properties)$/.test(segment));
  const wishes: [name: string | undefined, whence: string][] = [
    [owner >= 0 && owner === segments.length - 2 ? segments.at(-1) : undefined, "the name"],
    [isJsonObject(schema) && typeof schema.title === "string" ? schema.title : undefined, "the title"],
    [typeof kind === "number" ? `Kind ${kind}` : kind, "the kind"],
    [location.pointer === "" ? baseName(location.document.file) : undefined, "the file name"],
    // A frame is called something by its peers; that anything else has no name of its own is no harm.
    [kind === undefined ? words.join(" ") : undefined, "the place"],
    [kind === undefined ? "Definition" : undefined, "nothing"],
  ];
  return wishes.flatMap(([wish, whence]): [string, string][] => (wish === undefined ? [] : [[wish, whence]]));
}

function withOwner(name: string, { location }: Unnamed): string | undefined {
  return typeName([...ownersOf(location), name].join(" "));
}

/** The names of the definitions around one. */
function ownersOf({ pointer }: Location): string[] {
  const segments = split(pointer);
  return segments.filter((_, index) => /^(\$defs|definitions)$/.test(segments[index - 1] ?? "")).slice(0, -1);
}

function withScope(name: string, { scope }: Unnamed, schemas: Schemas): string | undefined {
  const words = scope.map((location) => {
    const [[plain] = [""]] = wishesFor(location, undefined, schemas);
    return ownersOf(location).concat(plain).join(" ");
  });
  return words.length === 0 ? name : typeName(`${name} in ${words.join(" and ")}`);
}

function sharedNames(names: ReadonlyMap<string, string>): Set<string> {
  const seen = new Set<string>();
  return new Set([...names.values()].filter((name) => seen.size === seen.add(name).size));
}

function reportCollision(name: string, first: Unnamed, second: Unnamed, schemas: Schemas): void {
  const { document, pointer } = first.location;
  const message = `This and ${document.file}#${pointer} would both be named \`${name}\`: rename one of the two.`;
  schemas.report("name-collision", message, second.location);
}
