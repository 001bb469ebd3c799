import type { ArrayType, BigIntType, NumberType, ObjectType, StringType, Type } from "../../model/types.js";
import { jsonTypesOf } from "../../plan/members.js";
import { type Code, literal, py } from "./code.js";
import { type Context, isMap, type Place } from "./context.js";
import { atom, call, type Expression, keyword, subscript, union } from "./layout.js";

/** The annotation of a type; what it does not say of the type is noted at the place. */
export function annotationOf(type: Type, place: Place, context: Context): Expression {
  switch (type.kind) {
    case "unknown":
      return context.imported("Any");
    case "never":
      return atom(py`None`);
    case "null":
      return atom(py`None`);
    case "boolean":
      return atom(py`bool`);
    case "string":
      return ofString(type, place, context);
    case "number":
      return ofNumber(type, place, context);
    case "bigint":
      return ofBigInt(type, place, context);
    case "literal":
      return ofLiteral(type.value, place, context);
    case "array":
      return ofArray(type, place, context);
    case "object":
      return ofObject(type, place, context);
    case "union":
      return ofUnion(type.members, type.tag, place, context);
    case "constrained":
      return annotationOf(type.type, place, context);
    case "reference":
      return atom(context.nameOf(type.name));
  }
}

/** A type with what is checked of it beside. */
function annotated(base: Expression, limits: readonly Expression[], context: Context): Expression {
  if (limits.length === 0) return base;
  const meta = call(context.imported("Meta").code, ...limits);
  return subscript(context.imported("Annotated").code, base, meta);
}

function limit(name: Code, value: number | bigint | string | undefined): Expression[] {
  return value === undefined ? [] : [keyword(name, atom(literal(value)))];
}

function ofString({ minLength, maxLength }: StringType, _place: Place, context: Context): Expression {
  return annotated(
    atom(py`str`),
    [...limit(py`min_length`, minLength), ...limit(py`max_length`, maxLength)],
    context,
  );
}

function ofNumber(type: NumberType, _place: Place, context: Context): Expression {
  if (type.isInteger) return context.safeInteger();
  return atom(py`float`);
}

function ofBigInt(_type: BigIntType, _place: Place, _context: Context): Expression {
  return atom(py`int`);
}

function ofLiteral(value: unknown, _place: Place, context: Context): Expression {
  if (typeof value === "string" || Number.isSafeInteger(value))
    return subscript(context.imported("Literal").code, atom(literal(value as string)));
  return context.imported("Any");
}

function ofArray({ items }: ArrayType, place: Place, context: Context): Expression {
  return subscript(py`list`, annotationOf(items, place.inside("Item"), context));
}

function ofObject(type: ObjectType, place: Place, context: Context): Expression {
  if (isMap(type)) {
    const value = annotationOf(type.others as Type, place.inside("Value"), context);
    return subscript(py`dict`, atom(py`str`), value);
  }
  return atom(context.addStruct(type, place));
}

function ofUnion(
  members: readonly Type[],
  _tag: string | undefined,
  place: Place,
  context: Context,
): Expression {
  const strings = members.filter((member) => isOnly(member, "string", context));
  const others = members.filter((member) => !strings.includes(member));
  return union([
    ...(strings.length > 0 ? [ofStrings(strings, place, context)] : []),
    ...others.map((member) => annotationOf(member, place, context)),
  ]);
}

function isOnly(type: Type, jsonType: string, { resolve }: Context): boolean {
  const types = jsonTypesOf(type, resolve);
  return types.size === 1 && types.has(jsonType);
}

/** Strings of which any may stand in one place: an open enum is any string. */
function ofStrings(members: readonly Type[], place: Place, context: Context): Expression {
  const [only] = members;
  if (only && members.length === 1) return annotationOf(only, place, context);
  const values = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
  if (values.length < members.length) return atom(py`str`);
  return subscript(context.imported("Literal").code, ...values.map((value) => atom(literal(value))));
}
