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
    for (const reference of referencesIn(definitions[name] ?? {})) visit(nameIn(reference));
  };
  names.forEach(visit);
  return found;
}

/** A schema with each of its references as `refer` gives it for a name. */
export function withReferences(schema: Json, refer: (name: string) => string): Json {
  if (typeof schema === "string") return isReference(schema) ? refer(nameIn(schema)) : schema;
  if (Array.isArray(schema)) return schema.map((item: Json) => withReferences(item, refer));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withReferences(value, refer)]),
  );
}

function referencesIn(schema: Json): string[] {
  if (typeof schema === "string") return isReference(schema) ? [schema] : [];
  if (typeof schema !== "object" || schema === null) return [];
  return Object.values(schema).flatMap((value: Json) => referencesIn(value));
}

function isReference(text: string): boolean {
  return text.startsWith(MARK);
}
