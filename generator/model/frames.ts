import { isJsonObject } from "../load/keywords.js";
import { below, keyOf, type Location, type Schemas } from "../load/schemas.js";
import { anyObject } from "./basic.js";
import type { Reader } from "./reader.js";
import type { Json, Kind, Type } from "./types.js";
import { kindIn, leavesOf, objectsOf } from "./values.js";

/** What a schema is made of, as far as its frames go. */
export type Tree = FrameTree | UnionTree;

/** One frame. */
export interface FrameTree {
  readonly is: "frame";
  /** Where it stands; this makes it the same as another frame, or not. */
  readonly location: Location;
  /** The schema that gives it its name and description. */
  readonly definedAt: Location;
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

/** Takes a schema apart into the frames that it is a union of. */
export function treeOf(location: Location, reader: Reader, schemas: Schemas): Tree {
  return grow(location, { reader, schemas, demands: [], path: [] });
}

interface Growth {
  readonly reader: Reader;
  readonly schemas: Schemas;
  /** What the unions around ask of each frame, beside what stands in its own schema. */
  readonly demands: readonly ((frame: Type) => Type)[];
  /** The schemas on the way here. */
  readonly path: readonly string[];
}

function grow(location: Location, growth: Growth): Tree {
  const { reader, schemas, demands } = growth;
  const key = keyOf(location);
  if (growth.path.includes(key)) {
    schemas.report("ref-cycle", "This union is made of itself: give it frames.", location);
    return { is: "frame", location, definedAt: location, type: { kind: "never" } };
  }
  const deeper = { ...growth, path: [...growth.path, key] };
  const target = reader.aliasOf(location);
  if (target) return named(grow(target, deeper), location, demands.length > 0);
  const schema = schemas.at(location);
  const keyword = isJsonObject(schema) ? (["oneOf", "anyOf"] as const).find((one) => schema[one]) : undefined;
  if (isJsonObject(schema) && keyword && kindsOf(reader.read(location, keyword), reader).length === 0) {
    const own = reader.read(location, keyword);
    const isFree = own.kind === "unknown" && schema.unevaluatedProperties === undefined;
    const demand = (frame: Type) => reader.limited(reader.merge(own, frame), location);
    const inner = { ...deeper, demands: isFree ? demands : [demand, ...demands] };
    const members = (schema[keyword] as readonly Json[]).map((_, index) =>
      grow(below(location, keyword, index), inner),
    );
    const { discriminator } = schema as { discriminator?: { propertyName?: Json } };
    const tag = discriminator?.propertyName;
    return { is: "union", location, members, ...(typeof tag === "string" ? { discriminator: tag } : {}) };
  }
  const type = demands.reduce((frame, demand) => demand(frame), reader.read(location));
  const object = reader.merge(type, anyObject);
  return { is: "frame", location, definedAt: location, type: object };
}

/** What is asked more of here than by its own schema is not what its own schema defines. */
function named(tree: Tree, location: Location, isDifferent: boolean): Tree {
  return isDifferent ? { ...tree, location } : tree;
}

/** The frames of a tree, in their order. */
export function leaves(tree: Tree): FrameTree[] {
  return tree.is === "frame" ? [tree] : tree.members.flatMap(leaves);
}

/** The properties of a frame that could be its tag, each with its kind. */
export function kindsOf(
  type: Type,
  { resolve }: Pick<Reader, "resolve">,
  isOptionalToo = false,
): [string, Kind][] {
  const isObject = leavesOf(type, resolve).every(({ kind }) => kind === "object");
  const [first, ...others] = isObject ? objectsOf(type, resolve) : [];
  if (!first) return [];
  return first.properties.flatMap(({ name }): [string, Kind][] => {
    const kind = kindIn(first, name, isOptionalToo);
    const isShared = others.every((other) => kindIn(other, name, isOptionalToo) === kind);
    return kind !== undefined && isShared ? [[name, kind]] : [];
  });
}
