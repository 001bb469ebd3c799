import { typeName } from "../../model/names.js";
import type { ObjectType, Property, Rule, Type } from "../../model/types.js";
import { kindIn } from "../../model/values.js";
import type { Annotation } from "./annotation.js";
import type { StructCheck } from "./checks.js";
import { type Code, joined, literal, py, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { docstring } from "./docs.js";
import { assignment, atom, call, type Expression, keyword, laidOut, union } from "./layout.js";
import { attributeName, Scope } from "./names.js";
import { isClosed } from "./others.js";
import type { Place } from "./place.js";
import { residueOf } from "./residue.js";
import { textsOf } from "./texts.js";
import { annotationOf } from "./types.js";

/** What becomes a class. */
export interface Struct {
  readonly name: Code;
  readonly object: ObjectType;
  readonly rules: readonly Rule[];
  readonly place: Place;
  /** What there is to say of it, what is noted while it is made apart. */
  readonly texts: () => readonly string[];
}

/** A class, and what is to be checked of it beside. */
export interface MadeStruct {
  readonly text: Code;
  readonly check?: StructCheck;
}

/** The statement of a class. */
export function structOf(struct: Struct, context: Context): MadeStruct {
  const { name, object, place, texts } = struct;
  const { tag } = place;
  const kind = tag === undefined ? undefined : kindIn(object, tag);
  const isTagged = tag !== undefined && kind !== undefined;
  if (isTagged && !/^\p{ASCII}*$/u.test(tag)) context.refuseTag(tag, place.source);
  const yes = atom(py`True`);
  const bases: Expression[] = [
    atom(context.imported("Struct")),
    keyword(py`kw_only`, yes),
    ...(isTagged
      ? [keyword(py`tag_field`, atom(stringLiteral(tag))), keyword(py`tag`, atom(literal(kind)))]
      : []),
    ...(isClosed(object) ? [keyword(py`forbid_unknown_fields`, yes)] : []),
  ];
  const scope = new Scope();
  const fields = object.properties
    .filter((property) => !(isTagged && property.name === tag))
    .map((property, index) => fieldOf(property, index, place, scope, context));
  const residues = new Map(fields.flatMap(({ property, residue }) => (residue ? [[property, residue]] : [])));
  const residue = residueOf(struct, residues, context);
  const check = residue && {
    name: context.structCheckName(name),
    type: residue,
    source: place.source,
  };
  const body = [
    docstring(texts(), 4),
    joined(
      fields.map((field) => field.text),
      "",
    ),
    ...(check ? [postInit(check.name, context)] : []),
  ].filter((part) => part !== "");
  const head = laidOut(py`class `, call(name, ...bases), py`:`, 0);
  const text = py`${head}\n${body.length > 0 ? joined(body, "\n") : py`    pass\n`}`;
  return check ? { text, check } : { text };
}

/** What msgspec calls when it has made one. */
function postInit(check: Code, context: Context): Code {
  const lines = [
    py`    def __post_init__(self) -> None:\n`,
    docstring(["Check what annotations can't say."], 8),
    py`        ${context.imported("require")}(self, ${context.imported("_checks")}.${check})\n`,
  ];
  return joined(lines, "");
}

interface Field {
  readonly property: Property;
  readonly text: Code;
  readonly residue: Type | undefined;
}

function fieldOf(property: Property, index: number, place: Place, scope: Scope, context: Context): Field {
  const { name, isRequired, type, annotations, source } = property;
  const attribute = scope.declare(attributeName(name, `field_${index + 1}`, context.typeNames), source);
  const inner = place.property(typeName(name) ?? `Field${index + 1}`, source);
  const { expression, residue } = fieldType(property, inner, context);
  const annotation = isRequired ? expression : union([expression, atom(context.imported("UnsetType"))]);
  const line = assignment(attribute, annotation, defaultOf(property, attribute, context), 4);
  const text = py`    ${line}\n${docstring(textsOf(annotations, type, inner.notes), 4)}`;
  return { property, text, residue };
}

function fieldType({ type, isRequired }: Property, place: Place, context: Context): Annotation {
  // What must not be there is never set.
  if (type.kind === "never" && !isRequired) return { expression: atom(context.imported("UnsetType")) };
  return annotationOf(type, place, context);
}

/** What stands behind the annotation: that a field may be left out, and its name on the wire where that is another. */
function defaultOf(
  { name, isRequired, source }: Property,
  attribute: Code,
  context: Context,
): Expression | undefined {
  const unset = () => atom(context.imported("UNSET"));
  if ((attribute as string) === name) return isRequired ? undefined : unset();
  if (/["\\\p{Cc}]/u.test(name)) context.refuseName(name, source);
  const options = [
    ...(isRequired ? [] : [keyword(py`default`, unset())]),
    keyword(py`name`, atom(stringLiteral(name))),
  ];
  return call(context.imported("field"), ...options);
}
