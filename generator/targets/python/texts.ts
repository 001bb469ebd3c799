import { typeName } from "../../model/names.js";
import type { Annotations, Json, Type } from "../../model/types.js";

/** What there is to say of a definition or a property, in paragraphs. */
export function textsOf(
  annotations: Annotations,
  type: Type,
  notes: readonly string[] = [],
  name?: string,
): string[] {
  const { title = "", description, deprecated, default: given } = annotations;
  // A title that is the name, or what the name was made of, says nothing new.
  const isSaid = typeName(title) === name;
  return [
    description ?? (isSaid ? "" : title),
    ...knownValues(type),
    ...(given === undefined ? [] : [`Default: ${shown(given)}.`]),
    ...notes.map((note) => `Note: ${note}`),
    ...(deprecated ? ["Deprecated: the schema says so."] : []),
  ];
}

/** The values that an open enum names, which its annotation does not. */
function knownValues(type: Type): string[] {
  if (type.kind !== "union" || !type.members.some(({ kind }) => kind === "string")) return [];
  const values = type.members.flatMap((member) => (member.kind === "literal" ? [shown(member.value)] : []));
  return values.length === 0 ? [] : [`Known values: ${values.join(", ")}.`];
}

function shown(value: Json): string {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
  return `\`\`${text.replaceAll("`", "'")}\`\``;
}
