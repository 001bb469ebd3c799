import { isJsonObject } from "../load/keywords.js";
import { below, type Location, type Schemas } from "../load/schemas.js";
import { intersect } from "./intersect.js";
import type { Reader } from "./reader.js";
import type { Json, Kind, LiteralType, ObjectType, Property, Type } from "./types.js";

/** What a schema is made of, as far as its frames go. */
export type Tree = FrameTree | UnionTree;

/** One frame. */
export interface FrameTree {
  readonly is: "frame";
  /** Where its definition stands. */
  readonly location: Location;
  readonly type: Type;
}

/** A set of frames and unions. */
export interface UnionTree {
  readonly is: "union";
  readonly location: Location;
  readonly members: readonly Tree[];
  /** The tag that an OpenAPI `discriminator` names. */
  readonly discriminator?: string;
}

const anyObject: Type = { kind: "object", properties: [], others: "ignored" };

/** Takes a schema apart into the frames that it is a union of. */
export function treeOf(location: Location, reader: Reader, schemas: Schemas): Tree {
  return grow(location, { kind: "unknown" }, { reader, schemas, tag: undefined, path: [] });
}

interface Growth {
  readonly reader: Reader;
  readonly schemas: Schemas;
  readonly tag: string | undefined;
  /** The unions that this one is a part of. */
  readonly path: readonly string[];
}

function grow(location: Location, base: Type, growth: Growth): Tree {
  const { reader, schemas } = growth;
  const schema = schemas.at(location);
  const key = `${location.document.path}#${location.pointer}`;
  if (growth.path.includes(key)) {
    schemas.report("ref-cycle", "This union is made of itself: give it frames.", location);
    return { is: "frame", location, type: { kind: "never" } };
  }
  const deeper = { ...growth, path: [...growth.path, key] };
  if (isJsonObject(schema)) {
    const target = aliasOf(schema) ? schemas.resolve(schema.$ref as string, location) : undefined;
    if (target) return grow(target, base, deeper);
    const keyword = schema.oneOf ? "oneOf" : schema.anyOf ? "anyOf" : undefined;
    const branches = (keyword ? schema[keyword] : undefined) as readonly Json[] | undefined;
    const own = intersect(base, reader.readOwn(location), reader.resolve);
    if (keyword && branches && !kindsOf(own, reader).length) {
      const members = branches.map((_, index) => grow(below(location, keyword, index), own, deeper));
      const { discriminator } = schema as { discriminator?: { propertyName?: Json } };
      const named = discriminator?.propertyName;
      return {
        is: "union",
        location,
        members,
        ...(typeof named === "string" ? { discriminator: named } : {}),
      };
    }
  }
  const type = intersect(intersect(base, reader.read(location), reader.resolve), anyObject, reader.resolve);
  return { is: "frame", location, type };
}

/** Whether a schema is nothing but a reference, annotations apart. */
function aliasOf(schema: { readonly [keyword: string]: Json }): boolean {
  const annotations = [
    "$ref",
    "$schema",
    "$comment",
    "title",
    "description",
    "deprecated",
    "examples",
    "default",
  ];
  return (
    schema.$ref !== undefined &&
    Object.keys(schema).every((name) => annotations.includes(name) || name.startsWith("x-"))
  );
}

/** The frames of a tree, in their order. */
export function leaves(tree: Tree): FrameTree[] {
  return tree.is === "frame" ? [tree] : tree.members.flatMap(leaves);
}

/** The properties of a frame that could be its tag, each with its kind. */
export function kindsOf(
  type: Type,
  reader: Pick<Reader, "resolve">,
  isOptionalToo = false,
): [string, Kind][] {
  const [first, ...others] = objectsOf(type, reader);
  if (!first) return [];
  return first.properties.flatMap((property): [string, Kind][] => {
    const kind = kindOf(property, isOptionalToo);
    const isShared = others.every(({ properties }) =>
      properties.some((other) => other.name === property.name && kindOf(other, isOptionalToo) === kind),
    );
    return kind !== undefined && isShared ? [[property.name, kind]] : [];
  });
}

/** The objects that a type is made of; none where it has other values too. */
function objectsOf(type: Type, reader: Pick<Reader, "resolve">): ObjectType[] {
  if (type.kind === "object") return [type];
  if (type.kind === "reference") return objectsOf(reader.resolve(type.name), reader);
  if (type.kind !== "union") return [];
  const parts = type.members.map((member) => objectsOf(member, reader));
  return parts.every(({ length }) => length > 0) ? parts.flat() : [];
}

function kindOf({ type, isRequired }: Property, isOptionalToo: boolean): Kind | undefined {
  if (type.kind !== "literal" || !(isRequired || isOptionalToo)) return undefined;
  const { value } = type as LiteralType;
  return typeof value === "string" || Number.isSafeInteger(value) ? (value as Kind) : undefined;
}
