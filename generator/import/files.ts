import { manifestSchema, printJson } from "../infer/print.js";
import type { Json, JsonObject } from "../model/types.js";
import type { UnionNames } from "./names.js";
import type { Described, DescribedUnion } from "./python.js";
import { nameIn, reachable, withReferences } from "./references.js";

/** A union, and what it is called. */
export interface NamedUnion extends UnionNames {
  readonly union: DescribedUnion;
}

/** The manifest and the schema files: what only one union is made of is in its file. */
export function protocolFiles(described: Described, unions: readonly NamedUnion[]): Map<string, string> {
  const { definitions } = described;
  const uses = new Map(unions.map((one) => [one, reachable(one.union.members.map(nameIn), definitions)]));
  const users = (name: string) => unions.filter((one) => uses.get(one)?.has(name));
  const isShared = (name: string) => users(name).length > 1;

  const schemaOf = (head: JsonObject, owns: (name: string) => boolean): string => {
    const own = Object.entries(definitions).filter(([name]) => owns(name));
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...head,
      ...(own.length > 0 ? { $defs: Object.fromEntries(own) } : {}),
    };
    const refer = (name: string) => `${owns(name) ? "" : "shared.schema.json"}#/$defs/${name}`;
    return printJson(withReferences(schema, refer));
  };

  const files = new Map([["protocol.json", printJson(manifestOf(described, unions))]]);
  for (const one of unions) {
    const owns = (name: string) => !isShared(name) && users(name).includes(one);
    files.set(`${one.channel}.schema.json`, schemaOf(headOf(one), owns));
  }
  if (Object.keys(definitions).some(isShared)) files.set("shared.schema.json", schemaOf({}, isShared));
  return files;
}

/** What a schema file begins with; one frame alone is no union, and has its name already. */
function headOf({ title, union: { description, members } }: NamedUnion): JsonObject {
  const [only = ""] = members;
  return {
    ...(members.length > 1 ? { title } : {}),
    ...(description === null ? {} : { description }),
    ...(members.length > 1 ? { oneOf: members.map(($ref) => ({ $ref })) } : { $ref: only }),
  };
}

function manifestOf(described: Described, unions: readonly NamedUnion[]): JsonObject {
  const { module, description, tag } = described;
  const channels = unions.map(({ channel, path }): [string, Json] => [
    channel,
    { path, serverToClient: { $ref: `${channel}.schema.json` } },
  ]);
  return {
    $schema: manifestSchema,
    name: module,
    ...(description === null ? {} : { description }),
    tag,
    channels: Object.fromEntries(channels),
  };
}
