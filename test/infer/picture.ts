import type { Definition, Kind, Property, Protocol, Type } from "../../generator/model/types.js";

/**
 * What a protocol says of its frames, as one text for each kind on each channel: types, requiredness, tags, unions, and
 * formats; not the names of types and the order of properties. Two protocols with the same texts accept the same frames.
 */
export function pictureOf(protocol: Protocol): Map<string, string> {
  const definitions = new Map(protocol.definitions.map((definition) => [definition.name, definition]));
  const pictures = new Map<string, string>();
  for (const { path, serverToClient, clientToServer } of protocol.channels) {
    for (const [direction, union] of Object.entries({ serverToClient, clientToServer })) {
      for (const { kind, name: frame } of union?.frames ?? []) {
        const { type } = definitions.get(frame) as Definition;
        pictures.set(keyOf(path.slice(1), direction, kind), textOf(type, definitions, []));
      }
    }
  }
  return pictures;
}

const keyOf = (channel: string, direction: string, kind: Kind) =>
  `${channel} ${direction} ${JSON.stringify(kind)}`;

function textOf(type: Type, definitions: ReadonlyMap<string, Definition>, around: readonly string[]): string {
  const inner = (part: Type) => textOf(part, definitions, around);
  switch (type.kind) {
    case "reference": {
      const out = around.indexOf(type.name);
      if (out >= 0) return `^${out}`;
      const { type: target } = definitions.get(type.name) as Definition;
      return textOf(target, definitions, [type.name, ...around]);
    }
    case "object": {
      const properties = type.properties.map((property) => propertyText(property, definitions, around));
      const others = typeof type.others === "string" ? type.others : inner(type.others);
      return `{${properties.sort().join(", ")} *${others}}`;
    }
    case "array":
      return `[${inner(type.items)}]`;
    case "union":
      return unionText(type.members.map(inner));
    case "literal":
      return JSON.stringify(type.value);
    case "number":
      return type.isInteger ? "integer" : "number";
    case "bigint":
      return type.format;
    case "string": {
      const formats = type.formats ?? [];
      return formats.length === 0 ? "string" : `string(${formats.join()})`;
    }
    default:
      return type.kind;
  }
}

/** Whether an enum is open shows only where each value was seen often: a closed one and an open one have the same text. */
function unionText(members: readonly string[]): string {
  const isEnum = members.some((member) => member.startsWith('"'));
  return `(${members
    .filter((member) => !(isEnum && member === "string"))
    .sort()
    .join(" | ")})`;
}

function propertyText(
  { name, isRequired, type }: Property,
  definitions: ReadonlyMap<string, Definition>,
  around: readonly string[],
): string {
  return `${JSON.stringify(name)}${isRequired ? "" : "?"}: ${textOf(type, definitions, around)}`;
}
