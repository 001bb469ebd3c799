import { typeName } from "../../model/names.js";
import { partsOf } from "../../model/parts.js";
import type { Json, Type, UnionType } from "../../model/types.js";
import { bodyOf, kindIn } from "../../model/values.js";
import { jsonTypesOf, membersByJsonType, membersByKind } from "../../plan/members.js";
import { type Annotate, type Annotation, exact, loose } from "./annotation.js";
import { literal, py } from "./code.js";
import { type Context, kindTypeOf } from "./context.js";
import { atom, type Expression, flat, subscript, union } from "./layout.js";
import { isMap } from "./others.js";
import type { Place } from "./place.js";
import { plainOf } from "./plain.js";
import { safeMembers } from "./unsafe.js";

/**
 * The annotation of a union: msgspec tells its members apart by the type of their values in JSON, and objects by
 * their tag. What can't be told apart that way is plain data, which is checked beside.
 */
export function ofUnion(type: UnionType, place: Place, context: Context, annotate: Annotate): Annotation {
  const opened = new Set<string>();
  const parts = apart(type.members, context, opened);
  const members = safeMembers(parts, context.resolve, opened);
  // What contains itself would have no end once it is written without its name.
  const isEndless = [...opened].some((name) => context.opened.has(name));
  if (isEndless) return loose(atom(context.imported("Any")), type);
  const made = context.opening(opened, () => ofMembers({ ...type, members }, type, place, context, annotate));
  return members === parts ? made : loose(made.expression, type);
}

function ofMembers(
  parts: UnionType,
  type: UnionType,
  place: Place,
  context: Context,
  annotate: Annotate,
): Annotation {
  const groups = membersByJsonType(parts, context.resolve);
  // How many members a value fits may depend on fields that a class would not have.
  const isCounted = type.isExclusive && [...groups.values()].some((group) => group.length > 1);
  if (isCounted && groups.has("object")) return plainOf(type, place, context);
  const made = new Map<Type, Annotation>();
  const members = [...groups].map(([jsonType, members]) => {
    const [only] = members;
    if (!only || members.length > 1) return ofGroup(jsonType, members, type, place, context, annotate);
    const found = made.get(only) ?? annotate(only, partOf(only, place, context));
    made.set(only, found);
    return found;
  });
  const expressions = withOneLiteral(members.map(({ expression }) => expression));
  const hasAny = expressions.some((one) => flat(one) === "Any");
  const isExact = members.every(({ residue }) => residue === undefined) && !isCounted;
  const expression = hasAny ? atom(context.imported("Any")) : union(expressions);
  return isExact ? { expression } : loose(expression, type);
}

/**
 * The members, those of several types of JSON taken apart where another member has values of one of these types.
 *
 * @param opened - the names of the definitions that have been.
 */
function apart(members: readonly Type[], context: Context, opened: Set<string>): Type[] {
  const types = members.map((member) => jsonTypesOf(member, context.resolve));
  const isShared = (index: number) =>
    [...(types[index] ?? [])].some((one) => types.some((other, at) => at !== index && other.has(one)));
  const place = members.findIndex((member, index) => {
    const isNamedAlready = member.kind === "reference" && opened.has(member.name);
    return (types[index]?.size ?? 0) > 1 && isShared(index) && isComposed(member) && !isNamedAlready;
  });
  const found = members[place];
  if (!found) return [...members];
  const parts = found.kind === "reference" ? [context.resolve(found.name)] : partsOf(found);
  const inner = found.kind === "constrained" ? [found.type] : parts;
  const others = [...members.slice(0, place), ...inner, ...members.slice(place + 1)];
  if (found.kind === "reference") opened.add(found.name);
  return apart(others, context, opened);
}

function isComposed({ kind }: Type): boolean {
  return kind === "union" || kind === "constrained" || kind === "reference";
}

/** Constants of several types as one list of them. */
function withOneLiteral(expressions: readonly Expression[]): Expression[] {
  const isLiteral = (one: Expression) => one.is === "brackets" && one.head === "Literal";
  const [first] = expressions.filter(isLiteral);
  if (first?.is !== "brackets") return [...expressions];
  const items = expressions.flatMap((one) => (isLiteral(one) && one.is === "brackets" ? one.items : []));
  return [subscript(first.head, ...items), ...expressions.filter((one) => !isLiteral(one))];
}

/** An object in place is called after the union, unless that has its name already. */
function partOf({ kind }: Type, place: Place, context: Context): Place {
  const isObject = kind === "object" || kind === "constrained";
  return isObject && context.hasName(place.name) ? place.inside("Object") : place;
}

/** Members whose values have the same type in JSON. */
function ofGroup(
  jsonType: string,
  members: readonly Type[],
  type: UnionType,
  place: Place,
  context: Context,
  annotate: Annotate,
): Annotation {
  switch (jsonType) {
    case "string":
      return ofConstants(members, context) ?? ofStrings(members);
    case "number":
      return ofConstants(members, context) ?? ofNumbers(members, context);
    case "boolean":
      return loose(atom(py`bool`), type);
    case "object":
      return ofTagged(type, place, context, annotate) ?? ofObjects(type, members, place, context);
    case "array":
      return loose(subscript(py`list`, atom(context.imported("Any"))), type);
    default:
      return exact(py`None`);
  }
}

/** A closed enum. */
function ofConstants(members: readonly Type[], context: Context): Annotation | undefined {
  const values = members.flatMap((member): Json[] => (member.kind === "literal" ? [member.value] : []));
  const isClosed =
    values.length === members.length &&
    values.every((value) => typeof value === "string" || Number.isSafeInteger(value));
  if (!isClosed) return undefined;
  return {
    expression: subscript(context.imported("Literal"), ...values.map((value) => atom(literal(value)))),
  };
}

/** Any of several strings: an open enum is any string. */
function ofStrings(members: readonly Type[]): Annotation {
  const isFree = members.some(
    (member) =>
      member.kind === "string" &&
      member.minLength === undefined &&
      member.maxLength === undefined &&
      member.patterns.length === 0 &&
      (member.formats ?? []).length === 0,
  );
  const all: Type = { kind: "union", members, isExclusive: false };
  return isFree ? exact(py`str`) : loose(atom(py`str`), all);
}

function ofNumbers(members: readonly Type[], { resolve }: Context): Annotation {
  const all: Type = { kind: "union", members, isExclusive: false };
  const isInteger = (type: Type): boolean => {
    const body = bodyOf(type.kind === "reference" ? resolve(type.name) : type);
    if (body.kind === "union") return body.members.every(isInteger);
    if (body.kind === "literal") return typeof body.value === "bigint" || Number.isInteger(body.value);
    return body.kind === "bigint" || (body.kind === "number" && body.isInteger);
  };
  if (members.every(isInteger)) return loose(atom(py`int`), all);
  return loose(members.some(isInteger) ? union([atom(py`int`), atom(py`float`)]) : atom(py`float`), all);
}

/** Objects that a tag tells apart, where msgspec can do that. */
function ofTagged(
  type: UnionType,
  place: Place,
  context: Context,
  annotate: Annotate,
): Annotation | undefined {
  const { tag } = type;
  if (tag === undefined) return undefined;
  const members = membersByKind(type, tag, context.resolve);
  if (kindTypeOf(members.map(([kind]) => kind)) === undefined || members.length < 2) return undefined;
  const isStruct = members.every(([, member]) => {
    if (member.kind !== "reference") return isClass(bodyOf(member), tag);
    const target = bodyOf(context.resolve(member.name));
    // A union of objects that have no names is a type of its own.
    return target.kind === "union" || (context.isStruct(member.name) && context.tagOf(member.name) === tag);
  });
  if (!isStruct) return undefined;
  const found = members.map(([kind, member]) =>
    annotate(
      member,
      place.inside(member.kind === "reference" ? "" : (typeName(String(kind)) ?? `Kind${kind}`), tag),
    ),
  );
  const expression = union(found.map((one) => one.expression));
  return found.every(({ residue }) => residue === undefined) ? { expression } : loose(expression, type);
}

function isClass(type: Type, tag: string): boolean {
  return type.kind === "object" && !isMap(type) && kindIn(type, tag) !== undefined;
}

/** Objects that msgspec can't tell apart stay plain data. */
function ofObjects(type: UnionType, members: readonly Type[], place: Place, context: Context): Annotation {
  const names = members.flatMap((member) =>
    member.kind === "reference" ? [context.nameOf(member.name)] : [],
  );
  const which = names.length === members.length ? `one of ${names.join(", ")}` : "one of several objects";
  context.weaken(
    place,
    `${which}, as a dict: msgspec can't tell them apart. It is checked, fields that are not declared stay.`,
  );
  const plain = subscript(py`dict`, atom(py`str`), atom(context.imported("Any")));
  return loose(plain, type);
}
