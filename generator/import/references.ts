import type { Json, JsonObject } from "../model/types.js";

/** What a reference of `framewright_structs` begins with. */
const MARK = "framewright:";

/** Definitions by name, as `framewright_structs` gives them. */
export type Definitions = Readonly<Record<string, JsonObject>>;

/** The name that a reference leads to. */
export function nameIn(reference: string): string {
  return reference.slice(MARK.length);
}

/** The names of everything that these definitions are made of, themselves included. */
export function reachable(names: readonly string[], definitions: Definitions): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    withReferences(definitions[name] ?? {}, (next) => {
      visit(next);
      return "";
    });
  };
  names.forEach(visit);
  return found;
}

/** A schema with each of its references as `refer` gives it for a name. */
export function withReferences(schema: Json, refer: (name: string) => string): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => withReferences(item, refer));
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).map(([key, value]: [string, Json]) => {
    const isReference = key === "$ref" && typeof value === "string" && value.startsWith(MARK);
    return [key, isReference ? refer(nameIn(value)) : withReferences(value, refer)] as const;
  });
  return Object.fromEntries(members);
}
