import type { Json, JsonObject } from "../model/types.js";
import type { Part } from "./definitions.js";
import type { Draft, Enum, Shape } from "./shapes.js";

/** How a part is referred to; nothing where it stands in place. */
export type Refer = (part: Part) => string | undefined;

/** The schema of what values are taken for. */
export function schemaOf(draft: Draft, refer: Refer): JsonObject {
  switch (draft.is) {
    case "any":
      return {};
    case "enum":
      return referred(refer(draft)) ?? schemaOfEnum(draft);
    case "array": {
      const items = schemaOf(draft.items, refer);
      return { type: "array", ...(draft.items.is === "any" ? {} : { items }) };
    }
    case "map": {
      const values = draft.values.is === "any" ? true : schemaOf(draft.values, refer);
      return { type: "object", additionalProperties: values };
    }
    case "object":
      return referred(refer(draft.shape)) ?? schemaOfShape(draft.shape, refer);
    case "variants":
      return { oneOf: draft.members.map((member) => schemaOf(member, refer)) };
    case "union":
      return anyOf(draft.members.map((member) => schemaOf(member, refer)));
    default:
      return { type: draft.is, ...("format" in draft && draft.format ? { format: draft.format } : {}) };
  }
}

function referred(reference: string | undefined): JsonObject | undefined {
  return reference === undefined ? undefined : { $ref: reference };
}

/** The schema of some strings; an open one has all others, too. */
export function schemaOfEnum({ values, isOpen }: Enum): JsonObject {
  return isOpen ? { anyOf: [{ enum: values }, { type: "string" }] } : { enum: values };
}

/** The schema of an object: the tag first, then the other properties in wire order. */
export function schemaOfShape({ tag, fields, others }: Shape, refer: Refer): JsonObject {
  const own: [string, Json][] = tag ? [[tag.name, { const: tag.value }]] : [];
  const rest = fields.map(({ name, draft }): [string, Json] => [name, schemaOf(draft, refer)]);
  const required = [
    ...(tag ? [tag.name] : []),
    ...fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  ];
  return {
    type: "object",
    properties: Object.fromEntries([...own, ...rest]),
    ...(required.length > 0 ? { required } : {}),
    ...(others ? { additionalProperties: others.is === "any" ? true : schemaOf(others, refer) } : {}),
  };
}

/** Any of several schemas; as one `type` or `enum` where that says the same. */
function anyOf(schemas: readonly JsonObject[]): JsonObject {
  const types = schemas.map(({ type, ...rest }) => (Object.keys(rest).length === 0 ? type : undefined));
  if (types.every((type) => typeof type === "string")) return { type: types as string[] };
  const [one, other] = schemas;
  if (schemas.length === 2 && one && other?.type === "null") {
    if (typeof one.type === "string") return { ...one, type: [one.type, "null"] };
    if (Array.isArray(one.enum)) return { enum: [...(one.enum as Json[]), null] };
  }
  return { anyOf: schemas.flatMap((schema) => (schema.anyOf as JsonObject[] | undefined) ?? [schema]) };
}
