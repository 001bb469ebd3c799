import { partsOf } from "../../model/parts.js";
import type { ArrayType, Json, ObjectType, StringType, Type } from "../../model/types.js";
import { type Annotate, type Annotation, exact, loose, none } from "./annotation.js";
import { literal, py } from "./code.js";
import type { Context } from "./context.js";
import { atom, keyword, subscript, union } from "./layout.js";
import { annotated, limit } from "./limits.js";
import { ofBigInt, ofNumber } from "./numbers.js";
import { declaresFields, isClosed, isMap, needsOthers } from "./others.js";
import { pythonPattern } from "./patterns.js";
import { Place } from "./place.js";
import { plainOf } from "./plain.js";
import { ofUnion } from "./unions.js";

/** The annotation of a type. */
export function annotationOf(type: Type, place: Place, context: Context): Annotation {
  const annotate: Annotate = (part, at) => annotationOf(part, at, context);
  switch (type.kind) {
    case "unknown":
      return exact(context.imported("Any"));
    case "never":
      return loose(atom(context.imported("Any")), type);
    case "null":
      return none;
    case "boolean":
      return exact(py`bool`);
    case "string":
      return ofString(type, place, context);
    case "number":
      return ofNumber(type, context);
    case "bigint":
      return ofBigInt(type, context);
    case "literal":
      return ofLiteral(type.value, type, context);
    case "array":
      return ofArray(type, place, context);
    case "object":
      return isMap(type) ? ofMap(type, place, context) : exact(context.addStruct(type, place));
    case "union":
      return ofUnion(type, place, context, annotate);
    case "constrained": {
      if (needsOthers(type, context.resolve)) return plainOf(type, place, context);
      const { expression } = annotationOf(type.type, place, context);
      return loose(expression, type);
    }
    case "reference":
      return ofReference(type, place, context);
  }
}

/** A definition: a class checks itself, an alias can't. */
function ofReference(type: Extract<Type, { kind: "reference" }>, place: Place, context: Context): Annotation {
  const name = context.nameOf(type.name);
  if (context.isStruct(type.name)) return exact(name);
  if (context.isMixed(type.name)) {
    context.weaken(
      place,
      `one of \`${name}\`, as a dict: kinds that are strings and integers are told apart at the top of a frame only. It is checked, fields that are not declared stay.`,
    );
    return loose(subscript(py`dict`, atom(py`str`), atom(context.imported("Any"))), type);
  }
  if (context.isEndless(type.name)) return loose(atom(context.imported("Any")), type);
  return aliasOf(type.name, context).residue ? loose(atom(name), type) : exact(name);
}

/** The annotation that the alias of a definition stands for. */
export function aliasOf(name: string, context: Context): Annotation {
  const known = context.aliases.get(name);
  if (known) return known;
  const { type, source } = context.definition(name);
  // The frames of a union are told apart by its codec, be there only one.
  const tag = context.unionTagOf(name);
  const place = new Place(name, source, context.notesOn(name), tag);
  const frames = context.framesOf(name);
  // Which frames these are is for their codec to find out.
  const made =
    frames && context.isMixed(name)
      ? { expression: union(frames.map((one) => atom(context.nameOf(one)))) }
      : context.within(name, () => annotationOf(type, place, context));
  context.aliases.set(name, made);
  return made;
}

function ofString(type: StringType, place: Place, context: Context): Annotation {
  const { minLength, maxLength, patterns, formats = [] } = type;
  for (const format of formats) context.weaken(place, `the format \`${format}\` is not checked.`);
  const translated = patterns.flatMap((pattern) => {
    const found = pythonPattern(pattern);
    if ("text" in found) return [found.text];
    context.refusePattern(pattern, found.problem, place.source);
    return [];
  });
  const [only] = translated;
  // Each of several must match somewhere.
  const all = translated.map((text) => `(?=[\\s\\S]*?(?:${text}))`).join("");
  const limits = [
    ...limit(py`min_length`, minLength === 0 ? undefined : minLength),
    ...limit(py`max_length`, maxLength),
    ...(only === undefined
      ? []
      : [keyword(py`pattern`, atom(context.pattern(translated.length > 1 ? `^${all}` : only, place.name)))]),
  ];
  return { expression: annotated(atom(py`str`), limits, context) };
}

function ofLiteral(value: Json, type: Type, context: Context): Annotation {
  if (value === null) return none;
  if (typeof value === "object") {
    const any = atom(context.imported("Any"));
    const list = Array.isArray(value) ? subscript(py`list`, any) : subscript(py`dict`, atom(py`str`), any);
    return loose(list, type);
  }
  if (typeof value === "bigint") return loose(atom(py`int`), type);
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    return loose(atom(py`float`), type);
  }
  return { expression: subscript(context.imported("Literal"), atom(literal(value))) };
}

function ofArray(type: ArrayType, place: Place, context: Context): Annotation {
  const { prefix, items, minItems, maxItems, isUnique } = type;
  const isClosed = items.kind === "never" || maxItems === prefix.length;
  if (prefix.length > 0 && isClosed && minItems === prefix.length) {
    const parts = prefix.map((one, index) => annotationOf(one, place.inside(`Item${index + 1}`), context));
    const isExact = !isUnique && parts.every(({ residue }) => residue === undefined);
    const expression = subscript(py`tuple`, ...parts.map((part) => part.expression));
    return { expression, ...(isExact ? {} : { residue: type }) };
  }
  const limits = [
    ...limit(py`min_length`, minItems === 0 ? undefined : minItems),
    ...limit(
      py`max_length`,
      items.kind === "never" ? Math.min(prefix.length, maxItems ?? prefix.length) : maxItems,
    ),
  ];
  const found = elementsOf(type, place, context);
  if (isUnique && losesFields(type, context)) {
    context.weaken(
      place,
      "elements that differ in nothing but fields that are not declared are taken for equal, as their class drops these.",
    );
  }
  const expression = annotated(subscript(py`list`, found.expression), limits, context);
  if (prefix.length > 0) return loose(expression, type);
  if (!isUnique && !found.residue) return { expression };
  return {
    expression,
    residue: {
      kind: "array",
      prefix: [],
      items: found.residue ?? { kind: "unknown" },
      minItems: 0,
      ...(isUnique ? { isUnique } : {}),
    },
  };
}

/** Whether there is an object in the elements whose class has no place for all that it may have. */
function losesFields({ prefix, items }: ArrayType, context: Context): boolean {
  const seen = new Set<string>();
  const look = (type: Type): boolean => {
    if (type.kind === "object" && !isMap(type) && !isClosed(type)) return true;
    if (type.kind !== "reference") return partsOf(type).some(look);
    if (seen.has(type.name)) return false;
    seen.add(type.name);
    const object = context.isStruct(type.name) ? context.objectOf(type.name) : undefined;
    return (object !== undefined && !isClosed(object)) || look(context.resolve(type.name));
  };
  return [...prefix, items].some(look);
}

/** What any of the elements may be. */
function elementsOf({ prefix, items }: ArrayType, place: Place, context: Context): Annotation {
  const types = [...prefix, ...(items.kind === "never" ? [] : [items])];
  const [only] = types;
  if (!only) return exact(context.imported("Any"));
  const inner = place.inside("Item");
  const annotate: Annotate = (part, at) => annotationOf(part, at, context);
  if (types.length === 1) return annotationOf(only, inner, context);
  return ofUnion({ kind: "union", members: types, isExclusive: false }, inner, context, annotate);
}

/** An object whose properties are not known by name. */
function ofMap(type: ObjectType, place: Place, context: Context): Annotation {
  const { properties, patterns = [], others, names, minProperties, maxProperties, dependencies = [] } = type;
  const types = [...patterns.map((one) => one.type), ...(typeof others === "string" ? [] : [others])].filter(
    ({ kind }) => kind !== "never",
  );
  const inner = place.inside("Value");
  const annotate: Annotate = (part, at) => annotationOf(part, at, context);
  const [only] = types;
  const isDeclared = declaresFields(type);
  if (isDeclared) {
    context.weaken(
      place,
      "a dict rather than a class, which has no place for fields that are not declared. All of it is checked.",
    );
  }
  const value: Annotation =
    !only || others === "ignored" || isDeclared
      ? exact(context.imported("Any"))
      : types.length === 1
        ? annotationOf(only, inner, context)
        : ofUnion({ kind: "union", members: types, isExclusive: false }, inner, context, annotate);
  const key = names?.kind === "string" ? annotationOf(names, inner, context) : exact(py`str`);
  const isExact =
    properties.length === 0 &&
    patterns.length === 0 &&
    typeof others !== "string" &&
    others.kind !== "never" &&
    dependencies.length === 0 &&
    (names === undefined || names.kind === "string") &&
    value.residue === undefined;
  const limits = [
    ...limit(py`min_length`, minProperties === 0 ? undefined : minProperties),
    ...limit(py`max_length`, maxProperties),
  ];
  const expression = annotated(subscript(py`dict`, key.expression, value.expression), limits, context);
  return { expression, ...(isExact ? {} : { residue: type }) };
}
